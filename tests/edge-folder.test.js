// @ts-check
/**
 * What `webhook serve` reports where it cannot have its folder: another process has it, an older version has left a journal
 * in it, or the runtime has no SQLite. In each of them nothing is listened on and nothing is changed.
 */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, describe } from "node:test";
import { spawnServe, startEdge } from "./edge/start.js";
import { ownHasSqlite, servers } from "./network/legs.js";

const scratch = mkdtempSync(join(tmpdir(), "dagster-deploy-folder-"));
after(() => rmSync(scratch, { recursive: true }));

const config = 'senders:\n  github: {secrets: HEX_SECRET}\nrepositories:\n  - {name: "*"}\n';
const newSetting = () => ({
  config,
  variables: {
    HEX_SECRET: "it-is-known-to-git-hosts",
    DAGSTER_CLOUD_API_TOKEN: "t",
    DAGSTER_CLOUD_URL: "http://127.0.0.1:1",
  },
  folder: mkdtempSync(join(scratch, "folder-")),
});

/**
 * Runs a server that is to end by itself; one that listens is told to end, and has said so.
 * @param {Parameters<typeof spawnServe>} what
 */
async function refused(...what) {
  const { child, ended, lines } = spawnServe(...what);
  child.stderr.on("data", (text) => /^listening on/m.test(String(text)) && child.kill("SIGTERM"));
  return { status: await ended, lines };
}

for (const program of servers) {
  describe(program, { concurrency: true }, () => {
    test(`a second server on a folder is refused on ${program}, and starts when the first has ended`, async () => {
      const setting = newSetting();
      const first = await startEdge(program, setting);
      const data = join(setting.folder, "data");
      assert.deepEqual(await refused(program, setting), {
        status: 1,
        lines: [
          `Error: cannot serve: another process uses ${data}`,
          "  stop the other process, or pass another folder with --data",
        ],
      });
      await first.stop();
      const second = await startEdge(program, setting);
      await second.stop();
    });

    test(`a folder with a journal is refused on ${program}, and stays as it was`, async () => {
      const setting = newSetting();
      const data = join(setting.folder, "data");
      const journal = join(data, "inbox.journal");
      mkdirSync(data);
      writeFileSync(journal, "what was kept\n");
      assert.deepEqual(await refused(program, setting), {
        status: 1,
        lines: [
          `Error: cannot serve: ${journal} is from an older version, and this version cannot read it`,
          "  run the older version on this folder until all work is done, then delete the file",
        ],
      });
      assert.deepEqual([readdirSync(data), readFileSync(journal, "utf8")], [["inbox.journal"], "what was kept\n"]);
    });
  });
}

/** @type {[name: string, program: "node" | "node24", flags: string[]][]} */
const withoutSqlite = [["Node 24 without SQLite", "node24", ["--no-experimental-sqlite"]]];
if (!ownHasSqlite) withoutSqlite.push([`Node ${process.versions.node}`, "node", []]);

for (const [name, program, flags] of withoutSqlite) {
  test(`${name} serves no webhooks, and the error says what does`, async () => {
    const setting = newSetting();
    const { status, lines } = await refused(program, setting, flags);
    const [runtime, ...others] = lines;
    assert.deepEqual([status, others], [2, []]);
    assert.match(
      runtime,
      /^Error: webhook serve needs Node 22\.13 or newer, Deno or Bun: node\/\d+\.\d+\.\d+ has no SQLite$/,
    );
    assert.ok(!existsSync(join(setting.folder, "data")));
  });
}
