// @ts-check
/**
 * Runs that meet: one that starts late deploys nothing over a newer one, one that ends late overwrites no newer comment, and
 * who starts a run again gets what that does.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { HEAD, NEXT_HEAD, closed, deploymentsOf, nodes, opened, pushed, sample, startWorld, until } from "./world.js";

/** The branch has a new commit. @param {import("../github/github.js").HeldRepository} repository */
function push({ pulls: [pull], commits }) {
  pull.head.sha = NEXT_HEAD;
  commits.push({ ...commits[0], sha: NEXT_HEAD, message: "Round them" });
}

for (const [name, node] of Object.entries(nodes)) {
  test(`on ${name} a run that starts when its commit is no longer the latest deploys nothing`, async (t) => {
    const { run, repository, asked } = await startWorld(t);
    push(repository);
    const { status, outputs, summary, annotations } = await run({ node });
    assert.deepEqual([status, outputs.result], [0, "superseded"]);
    assert.deepEqual(asked(), { dagster: [], github: [`GET /commits/${HEAD}`, "GET /pulls/42"] });
    assert.deepEqual(
      annotations.map(({ kind, message }) => [kind, message]),
      [["notice", "superseded: the pull request has a newer commit by now, aaaaaaaaaaaa"]],
    );
    assert.match(summary, /### ⚪ Superseded/);
    assert.deepEqual([repository.comments, repository.deployments], [[], []]);
  });

  test(`on ${name} a run that ends after a newer one leaves the comment as that wrote it`, async (t) => {
    const { run, dagster, repository } = await startWorld(t);
    // Its location takes its time, and meanwhile the newer run comes and goes.
    dagster.misbehave({ operation: "workspaceOrError", delayMilliseconds: 2500 });
    const older = run({ node });
    await until(() => dagster.requests.some(({ rootFields }) => rootFields.includes("workspaceOrError")));
    push(repository);
    const newer = await run({ node, event: pushed() });
    assert.equal(newer.outputs.result, "deployed");
    const [{ body }] = repository.comments;
    assert.match(body, /run=2 attempt=1 commit=aaaa/);
    const late = await older;
    assert.deepEqual([late.status, late.outputs.result], [0, "deployed"]);
    assert.deepEqual(
      repository.comments.map((one) => one.body),
      [body],
    );
    assert.match(late.stdout, /^The comment is left as it is: it is of a newer run\.$/m);
    assert.deepEqual(deploymentsOf(repository).sort(), [
      "dagster/pr-42 in_progress inactive",
      "dagster/pr-42 in_progress success",
    ]);
  });
}

test("a run that was started again edits the comment, also one that says that it failed", async (t) => {
  const { run, repository } = await startWorld(t);
  const same = { runNumber: "5", runId: "19600000005" };
  const first = await run({ ...same, inputs: { "image-tag": "broken" } });
  assert.deepEqual([first.status, first.outputs.result], [1, "failed"]);
  assert.match(repository.comments[0].body, /### ❌ Failed/);
  const second = await run({ ...same, runAttempt: "2" });
  assert.deepEqual([second.status, second.outputs.result], [0, "deployed"]);
  assert.equal(repository.comments.length, 1);
  assert.match(repository.comments[0].body, /run=5 attempt=2 .*\n\n### ✅ Deployed/);
  assert.match(repository.comments[0].body, /runs\/19600000005\/attempts\/2/);
});

test("the first attempt, if it ends after the second, leaves the comment as that wrote it", async (t) => {
  const { run, repository } = await startWorld(t);
  const same = { runNumber: "5", runId: "19600000005" };
  await run({ ...same, runAttempt: "2" });
  await run({ ...same, runAttempt: "1", inputs: { "image-tag": "broken" } });
  assert.match(repository.comments[0].body, /run=5 attempt=2 .*\n\n### ✅ Deployed/);
});

test("a run for a pull request that was closed by then deploys nothing", async (t) => {
  const { run, repository, asked } = await startWorld(t);
  repository.pulls[0].state = "closed";
  const { status, outputs } = await run();
  assert.deepEqual([status, outputs.result, asked().dagster], [0, "superseded", []]);
  assert.match(outputs.json, /"reason":"the pull request has been closed by now"/);
});

test("a run for the end of a pull request that was opened again does not close its deployment", async (t) => {
  const { run, asked } = await startWorld(t, { event: opened() });
  const { status, outputs } = await run({ event: closed(false) });
  assert.deepEqual([status, outputs.result, asked().dagster], [0, "superseded", []]);
});

test("only-latest: false deploys whatever commit the run is for", async (t) => {
  const { run, repository } = await startWorld(t);
  push(repository);
  const { outputs } = await run({ inputs: { "only-latest": "false" } });
  assert.equal(outputs.result, "deployed");
});

test("an older push to the default branch, if it starts late, deploys nothing over the newer", async (t) => {
  const event = { name: "push", payload: sample("push") };
  const { run, repository, asked } = await startWorld(t, { event });
  const inputs = { deployment: "prod" };
  await run({ event, inputs, runNumber: "9" });
  asked();
  const older = await run({ event, inputs, runNumber: "8" });
  assert.deepEqual([older.status, older.outputs.result, asked().dagster], [0, "superseded", []]);
  // Who starts the old run again, by hand, wants what it does: that is how one rolls back.
  const again = await run({ event, inputs, runNumber: "8", runAttempt: "2" });
  assert.equal(again.outputs.result, "deployed");
  assert.equal(repository.deployments.length, 2);
});

test("two workflows of one pull request with deployments of their own have comments of their own", async (t) => {
  const { run, dagster, repository } = await startWorld(t);
  await run();
  await run({ inputs: { organization: "other", url: dagster.url }, workflowFile: "other.yml" });
  assert.equal(repository.comments.length, 2);
});
