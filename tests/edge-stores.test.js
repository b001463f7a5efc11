// @ts-check
/**
 * The store of a server, in each runtime that serves: it keeps what it said it kept whatever the crash, and lets one process
 * in. What `webhook serve` reports of a folder that it cannot use is in edge-folder.test.js.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, describe } from "node:test";
import { fileURLToPath } from "node:url";
import { keys } from "./edge/stores.js";
import { packageUrl, programs, runCommand, servers } from "./network/legs.js";

/** @typedef {import("./network/legs.js").Program} Program */

const script = fileURLToPath(new URL("./edge/stores.js", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "dagster-deploy-stores-"));
after(() => rmSync(scratch, { recursive: true }));

const newFolder = () => mkdtempSync(join(scratch, "store-"));

/** @param {Program} program @param {string} folder @param {string} run */
function command(program, folder, run) {
  const [name, ...flags] = programs[program];
  return [name, ...flags, ...(program === "deno" ? ["--allow-write"] : []), script, packageUrl, folder, run];
}

/** @param {Program} program @param {string} folder */
async function contract(program, folder) {
  const [name, ...args] = command(program, folder, "contract");
  const { stdout, stderr } = await runCommand(name, args);
  return { seen: JSON.parse(stdout || "null"), stderr };
}

/**
 * Starts a run that lasts.
 * @param {import("node:test").TestContext} context
 * @param {string[]} command
 */
async function started(context, [name, ...args]) {
  const child = spawn(name, args, { stdio: ["pipe", "pipe", "inherit"] });
  context.after(() => child.kill("SIGKILL"));
  child.stdout.setEncoding("utf8");
  const line = async () => (await once(child.stdout, "data"))[0].trim();
  return { child, line, first: await line() };
}

const rows = [
  ["k/1", "one"],
  ["k/2", "zwei"],
  [keys.three, "three"],
  [keys.four, "four"],
];
const kept = {
  all: rows,
  some: rows.slice(0, 2),
  none: [[], [], []],
  loaded: ["one", null, null],
  other: [["k/1", "of b"]],
  alarms: [
    ["a", 8],
    ["c", 2.5],
  ],
};

for (const program of servers) {
  describe(program, { concurrency: true }, () => {
    test(`${program} keeps rows in the order of their UTF-8 bytes, whole saves only, and alarms`, async () => {
      const { seen, stderr } = await contract(program, join(newFolder(), "made", "by it"));
      assert.deepEqual(seen, { before: kept, after: kept, failed: true }, stderr);
    });

    test(`one process at a time uses a folder on ${program}, and one that was killed leaves no lock`, async (context) => {
      const folder = newFolder();
      const { child, first: pid } = await started(context, command(program, folder, "hold"));
      const refused = await contract(program, folder);
      assert.equal(refused.seen, null);
      assert.ok(refused.stderr.includes(`another process uses ${folder}`), refused.stderr);
      process.kill(Number(pid), "SIGKILL"); // the runtime itself: its launcher has another id
      await once(child, "close");
      const { seen, stderr } = await contract(program, folder);
      assert.equal(seen?.failed, true, stderr);
    });

    test(`of processes that start at the same moment on ${program} exactly one has the folder`, async (context) => {
      const folder = newFolder();
      for (let round = 0; round < 6; round++) {
        const racers = await Promise.all([1, 2].map(() => started(context, command(program, folder, "race"))));
        const outcomes = racers.map(({ line }) => line());
        const time = Date.now() + 100;
        for (const { child } of racers) child.stdin.write(`${time}\n`);
        assert.deepEqual((await Promise.all(outcomes)).sort(), ["ERR_STORE_IN_USE", "owner"]);
        const closed = racers.map(({ child }) => once(child, "close"));
        for (const { first: pid } of racers) process.kill(Number(pid), "SIGKILL");
        await Promise.all(closed);
      }
    });
  });
}

test("a log of SQLite that is cut off anywhere in its last save loses that save only", async (context) => {
  const folder = newFolder();
  await started(context, command("node24", folder, "hold"));
  const crashed = newFolder();
  cpSync(folder, crashed, { recursive: true });
  const { size } = statSync(join(crashed, "inbox.sqlite-wal"));
  for (const missing of [1, 23, 24, 25, 2000, 4095, 4096, 4097, 4120, 4121]) {
    const copy = newFolder();
    cpSync(crashed, copy, { recursive: true });
    truncateSync(join(copy, "inbox.sqlite-wal"), size - missing);
    const { seen, stderr } = await contract("node24", copy);
    assert.deepEqual(seen?.after, kept, stderr);
  }
});

test("a save for which the disk has no room fails whole, and all before it are kept", async (context) => {
  if (process.platform === "win32") return context.skip("sets no limits");
  const folder = newFolder();
  await contract("node24", folder); // the tables are there
  const line = ["ulimit -f 400; exec", ...command("node24", folder, "fill").map((word) => `'${word}'`)].join(" ");
  const { stdout, stderr } = await runCommand("sh", ["-c", line]);
  const { saves, failed } = JSON.parse(stdout || "null") ?? assert.fail(stderr);
  assert.match(failed, /disk I\/O error|full/);
  assert.ok(saves > 5 && saves < 1000, `${saves}`);
  const count = `const db = new (require("node:sqlite").DatabaseSync)(process.argv[1]);
    console.log(JSON.stringify(db.prepare("SELECT count(*) AS rows, (SELECT time FROM alarms WHERE object = 'a') AS alarm FROM rows WHERE key GLOB '[0-9]*'").get()))`;
  const counted = await runCommand(programs.node24[0], ["-e", count, join(folder, "inbox.sqlite")]);
  assert.deepEqual(JSON.parse(counted.stdout), { rows: saves * 2, alarm: saves - 1 }, counted.stderr);
});

test("a file of a newer version is not touched", async () => {
  const folder = newFolder();
  await contract("node24", folder);
  const update = 'new (require("node:sqlite").DatabaseSync)(process.argv[1]).exec("PRAGMA user_version = 2")';
  await runCommand(programs.node24[0], ["-e", update, join(folder, "inbox.sqlite")]);
  const { seen, stderr } = await contract("node24", folder);
  assert.equal(seen, null);
  assert.match(stderr, /a newer version of dagster-deploy has written it/);
});
