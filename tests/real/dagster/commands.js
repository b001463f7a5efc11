// @ts-check
/** Each way in which `job launch` and `run status` end, against the real thing. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { ask } from "./server.js";

/** @typedef {import("./part.js").World} World */

export const wait = ["--wait", "--interval", "1", "--wait-timeout", "120"];

/** @param {string} location @param {string} job */
export const launch = (location, job) => ["job", "launch", "--location", location, "--job", job];

/** What is refused: the flags, the code, and what the message tells. @type {[string, string[], string, RegExp][]} */
const refusals = [
  [
    "an unknown job",
    launch("prices", "nosuch"),
    "job/not-found",
    /Could not find Pipeline prices\.__repository__\.nosuch/,
  ],
  [
    "a job of a location that failed to load",
    launch("broken", "good"),
    "location/load-failed",
    /No module named 'no_such_module_anywhere'/,
  ],
  ["a job of an unknown location", launch("price", "good"), "job/not-found", /the location price does not exist/],
  [
    "a configuration that is missing",
    launch("prices", "needs_config"),
    "job/invalid-config",
    /Missing required config entry "ops"/,
  ],
  [
    "assets that there are not",
    [...launch("prices", "assets_job"), "--asset-key", "shop/nope"],
    "job/invalid-selection",
    /shop\/nope/,
  ],
];

/** @param {import("../report.js").Check} check @param {World} world */
export async function checkCommands(check, { url, ours }) {
  await check("job launch --wait waits until a job has succeeded, and run status tells it", async () => {
    const { status, stdout, stderr } = await ours(...launch("prices", "good"), ...wait);
    assert.equal(status, 0, stdout + stderr);
    const [, id] = /^Run (\S+) finished successfully\.$/m.exec(stdout) ?? [];
    assert.deepEqual(await ours("run", "status", id), { status: 0, stdout: "SUCCESS\n", stderr: "" });
  });

  await check("a run that fails tells its step, what was raised there and by what it was caused", async () => {
    const { status, stderr } = await ours(...launch("prices", "failing"), ...wait);
    assert.equal(status, 1, stderr);
    assert.match(
      stderr,
      /^\| Step load_prices failed:\n\| RuntimeError: no price in 'none'\n\| caused by ValueError: could not convert string to float: 'none'\n/m,
    );
    assert.match(stderr, /prices\.py", line \d+, in parse/);
  });

  await check("its document has all that was raised", async () => {
    const { stdout } = await ours(...launch("prices", "failing"), ...wait, "--output", "json");
    const { error, failures, status } = JSON.parse(stdout);
    assert.deepEqual(
      [error.code, status, failures.length, failures[0].step],
      ["run/failed", "FAILURE", 1, "load_prices"],
    );
    assert.match(
      failures[0].error,
      /^dagster\._core\.errors\.DagsterExecutionStepExecutionError: [^]*RuntimeError: no price[^]*ValueError: could not/,
    );
  });

  for (const [what, args, code, message] of refusals) {
    await check(`${what} is ${code}`, async () => {
      const { status, stdout, stderr } = await ours(...args, "--output", "json");
      assert.equal(status, 1, stdout + stderr);
      const { error } = JSON.parse(stdout);
      assert.equal(error.code, code, stdout);
      assert.match(error.message, message);
    });
  }

  await check("an unknown run is run/not-found", async () => {
    const { stdout } = await ours("run", "status", "none", "--output", "json");
    assert.equal(JSON.parse(stdout).error.code, "run/not-found");
  });

  await check("a run that is deleted while it is waited for ends the wait", async () => {
    const ended = ours(...launch("prices", "slow"), ...wait, "--output", "json");
    await deleteWhenStarted(url);
    const { status, stdout } = await ended;
    const { error } = JSON.parse(stdout);
    assert.deepEqual([status, error.code], [1, "run/not-found"], stdout);
    assert.match(error.message, /was deleted while it was waited for/);
  });
}

/** @param {string} url */
async function deleteWhenStarted(url) {
  const started =
    '{ runsOrError(filter: { pipelineName: "slow", statuses: [STARTED] }) { ... on Runs { results { runId } } } }';
  for (let second = 0; second < 60; second += 1) {
    const [run] = (await ask(url, started)).runsOrError.results;
    await sleep(3000); // somebody has seen it by then
    if (run) return void (await ask(url, `mutation { deletePipelineRun(runId: "${run.runId}") { __typename } }`));
  }
  throw new Error("the run did not start");
}
