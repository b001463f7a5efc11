// @ts-check
/**
 * A panic in the core ends the call or the run, in every runtime: a promise that never settled would leave a CI job
 * green. The core panics when the host's clock tells no number.
 */
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { packageUrl, runIn, startWorker, workerdLibrary } from "./network/legs.js";
import { startRawServer } from "./network/raw-server.js";

/** @typedef {import("./network/legs.js").Program} Program */

const server = await startRawServer();
after(() => server.close());

const file = (/** @type {string} */ name) => new URL(`./panic/${name}`, import.meta.url);
const path = (/** @type {string} */ name) => fileURLToPath(file(name));
const urls = () => ({ silent: server.url("hang before headers"), good: server.url("ok") });
const expected = { panicking: "DeployError internal/panic", waiting: "DeployError internal/panic", next: "a1b2c3d4" };

/** How each runtime is told to load a file before the program. @type {Record<Program, string>} */
const preload = { node: "--import", node24: "--import", bun: "--preload", deno: "--preload" };

for (const [program, flag] of /** @type {[Program, string][]} */ (Object.entries(preload))) {
  test(`on ${program} a panic ends the command line with status 1 and one line`, async () => {
    const cli = `${packageUrl}/${program === "deno" ? "deno.js" : "cli.cjs"}`;
    const url = server.url("ok");
    const args = ["branch-deployment", "create-or-update", "--url", url, "--api-token", "agent:test:x"].concat([
      "--git-repo-name",
      "r",
      "--branch-name",
      "b",
      "--commit-hash",
      "c",
      "--timestamp",
      "1700000000",
    ]);
    const flags = [flag, path("break-the-clock.js")];
    const { status, stdout, stderr } = await runIn(program, [fileURLToPath(cli), ...args], { flags });
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, /^Error: dagster-deploy failed inside: [^\n]*no number[^\n]* report it[^\n]*\n$/);
  });

  test(`on ${program} a panic rejects every call of the library in flight, and the next call works`, async () => {
    const script = path(program === "deno" ? "deno.js" : "node.js");
    const { status, stdout, stderr } = await runIn(program, [script, packageUrl, JSON.stringify(urls())]);
    assert.equal(stderr, "");
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout), expected);
  });
}

test("a panic ends the Action with status 1 and an annotation", async () => {
  const flags = [preload.node24, path("break-the-clock.js")];
  const command = `branch-deployment delete --url ${server.url("ok")} --api-token agent:test:x -d b`;
  const action = fileURLToPath(`${packageUrl}/action.cjs`);
  const { status, stdout } = await runIn("node24", [action], { flags, env: { INPUT_COMMAND: command } });
  assert.equal(status, 1);
  assert.match(stdout, /^::error title=dagster-deploy::Error: dagster-deploy failed inside: [^\n]* report it[^\n]*$/m);
});

test("on workerd a panic rejects every call of the library in flight, and the next call works", async () => {
  const worker = startWorker([file("workerd.js"), file("scenario.js")], workerdLibrary);
  try {
    const response = await worker.dispatchFetch("http://test/", { method: "POST", body: JSON.stringify(urls()) });
    assert.deepEqual(await response.json(), expected);
  } finally {
    await worker.dispose();
  }
});
