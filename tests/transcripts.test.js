// @ts-check
/**
 * Every transcript has the same calls and the same outcome through the real WebAssembly and the real shim in each runtime
 * as it has natively (transcripts.rs, which also blesses them: UPDATE=1 cargo test --test transcripts). One process per
 * runtime replays them all.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { packageDirectory } from "./pkg-directory.js";
import { resolve } from "./replay/fixtures.js";
import { packageUrl, programs, runIn, startWorker } from "./network/legs.js";

/** @typedef {import("./replay/replay.js").Seen} Seen */

const folder = fileURLToPath(new URL("transcripts/", import.meta.url));
const file = (/** @type {string} */ name) => new URL(`replay/${name}`, import.meta.url);

const names = readdirSync(folder, { encoding: "utf8", recursive: true })
  .filter((name) => name.endsWith(".json"))
  .sort();
const transcripts = names.map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
const { version } = JSON.parse(readFileSync(join(packageDirectory, "package.json"), "utf8"));
const usual = JSON.parse(readFileSync(file("usual.json"), "utf8").replace("VERSION", version));
const task = JSON.stringify({ transcripts: transcripts.map(resolve), usual });
// By a file: standard input may be a pipe that is not filled yet, which is an error to who reads it at once.
const temporary = mkdtempSync(join(tmpdir(), "transcripts-"));
const taskFile = join(temporary, "task.json");
writeFileSync(taskFile, task);
test.after(() => rmSync(temporary, { recursive: true }));

/** @type {Record<string, () => Promise<Seen[]>>} */
const legs = { workerd: replayInWorkerd };
for (const program of /** @type {(keyof typeof programs)[]} */ (Object.keys(programs))) {
  legs[program] = async () => {
    const { status, stdout, stderr } = await runIn(program, [fileURLToPath(file("process.js")), packageUrl, taskFile]);
    assert.deepEqual([status, stderr], [0, ""]);
    return JSON.parse(stdout);
  };
}

async function replayInWorkerd() {
  const scripts = ["workerd.js", "replay.js", "host.js", "request.js"].map(file);
  const packageEntries = ["core.js", "library.js", "texts.js", "dagster_deploy.js", "dagster_deploy_bg.wasm"];
  const worker = startWorker(scripts, packageEntries);
  try {
    const response = await worker.dispatchFetch("http://test/", { method: "POST", body: task });
    return /** @type {Seen[]} */ (await response.json());
  } finally {
    await worker.dispose();
  }
}

test("there are transcripts to replay", () => assert.ok(names.length >= 60, String(names.length)));

for (const [runtime, replay] of Object.entries(legs)) {
  test(`on ${runtime} every transcript replays to its outcome`, async (context) => {
    const seen = await replay();
    assert.equal(seen.length, names.length);
    for (const [index, name] of names.entries()) {
      const { calls, outcome } = transcripts[index];
      // Only what fails is reported by its name: a thousand lines of successes would hide it.
      if (isDeepStrictEqual(seen[index], { calls, outcome })) continue;
      await context.test(name, () => {
        assert.equal(seen[index].problem, undefined);
        assert.deepEqual(seen[index], { calls, outcome });
      });
    }
  });
}
