// @ts-check
/** A launch whose answer is lost launches one run, though open-source Dagster ignores the idempotency key. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { launch } from "./commands.js";
import { ask } from "./server.js";

const LAUNCH = readFileSync(new URL("../../../src/dagster/operations/launch_run.graphql", import.meta.url), "utf8");
const COUNT = "{ runsOrError { ... on Runs { count } } }";

/** @param {import("../report.js").Check} check @param {import("./part.js").World} world */
export async function checkLaunches(check, { url, proxy, ours }) {
  const count = async () => (await ask(url, COUNT)).runsOrError.count;

  await check("it launches twice what is sent twice with one key: what follows is not for nothing", async () => {
    const before = await count();
    const selector = { repositoryLocationName: "prices", repositoryName: "__repository__", jobName: "good" };
    const variables = { executionParams: { selector, runConfigData: {}, executionMetadata: { tags: [] } } };
    for (let time = 0; time < 2; time += 1) await ask(url, LAUNCH, variables, { "idempotency-key": "once" });
    assert.equal((await count()) - before, 2);
  });

  await check("one run is launched although its answer is lost", async () => {
    const before = await count();
    proxy.seen.length = 0;
    proxy.lose("launchRun");
    const { status, stdout, stderr } = await ours(...launch("prices", "good"));
    assert.equal(status, 0, stderr);
    const [lost, asked] = proxy.seen;
    assert.deepEqual([proxy.seen.length, lost.isLost], [2, true]);
    assert.equal(stdout, `${lost.answer.data.launchRun.run.runId}\n`);
    assert.equal(asked.answer.data.runsOrError.results[0].runId, lost.answer.data.launchRun.run.runId);
    assert.equal((await count()) - before, 1);
  });

  await check("one run is launched although the answer to the question is lost, too", async () => {
    const before = await count();
    proxy.lose("launchRun");
    proxy.lose("runsOrError");
    const { status, stderr } = await ours(...launch("prices", "good"));
    assert.equal(status, 0, stderr);
    assert.equal((await count()) - before, 1);
  });
}
