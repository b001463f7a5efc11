// @ts-check
/** Pull requests from forks: their code is not deployed unless somebody said so, and a run without secrets is no failure. */
import assert from "node:assert/strict";
import test from "node:test";
import { nodes, opened, sample, startWorld } from "./world.js";

const FORK = "mallory/shop";

const fromFork = () =>
  opened((pull) => {
    pull.head.label = "mallory:new-prices";
    Object.assign(pull.head.repo, { id: 99, full_name: FORK, fork: true, owner: { login: "mallory" } });
  });

/** What the token of a fork's run may. */
const readOnly = /** @type {const} */ ({
  permissions: { contents: "read", deployments: "read", issues: "read", pullRequests: "read" },
});

for (const [name, node] of Object.entries(nodes)) {
  test(`on ${name} a fork's run, which has no secrets, ends well and deploys nothing`, async (t) => {
    const event = fromFork();
    const { run, asked, repository } = await startWorld(t, { event });
    const { status, outputs, summary, annotations } = await run({ node, env: { DAGSTER_CLOUD_API_TOKEN: "" } });
    assert.deepEqual([status, outputs.result, asked().dagster], [0, "skipped", []]);
    assert.deepEqual(annotations.map(({ kind }) => kind), ["notice"]);
    assert.match(annotations[0].message, /^skipped: the pull request comes from a fork, whose runs are given no secrets$/);
    assert.match(summary, /### ⚪ Skipped/);
    assert.deepEqual([repository.comments, repository.deployments], [[], []]);
  });
}

test("a fork's run with a token for Dagster+ and a read-only one for GitHub tells Dagster+ only", async (t) => {
  const event = fromFork();
  const { run, asked, repository, dagster } = await startWorld(t, { event, github: readOnly });
  const { status, outputs, annotations } = await run();
  assert.deepEqual([status, outputs.result], [0, "updated"]);
  assert.deepEqual(asked().dagster, ["createOrUpdateBranchDeployment"]);
  assert.equal(dagster.state.deployments[1].locations.length, 0);
  const told = annotations.map(({ message }) => message);
  assert.match(told[0], /^GitHub was not told: the comment: .*403.*pull-requests: write.*a fork's run never has$/);
  assert.match(told[1], /^updated: the pull request comes from a fork: its locations are not deployed, unless allow-forks/);
  assert.deepEqual([repository.comments, repository.deployments, told.length], [[], [], 2]);
});

test("allow-forks deploys a fork's pull request; a read-only token for GitHub is in nobody's way", async (t) => {
  const event = fromFork();
  const { run, repository, dagster } = await startWorld(t, { event, github: readOnly });
  const { status, outputs, annotations } = await run({ inputs: { "allow-forks": "true" } });
  assert.deepEqual([status, outputs.result], [0, "deployed"]);
  assert.equal(dagster.state.deployments[1].locations.length, 1);
  assert.deepEqual(annotations.map(({ kind }) => kind), ["notice", "warning", "notice"]);
  assert.match(annotations[1].message, /it shares its branch deployment with a branch of the same name here/);
  assert.deepEqual([repository.comments, repository.deployments], [[], []]);
});

test("pull_request_target, which has all secrets, does not deploy a fork's code either", async (t) => {
  const event = { ...fromFork(), name: "pull_request_target" };
  const { run, asked, repository } = await startWorld(t, { event });
  const { status, outputs } = await run();
  assert.deepEqual([status, outputs.result, asked().dagster], [0, "updated", ["createOrUpdateBranchDeployment"]]);
  assert.equal(repository.comments.length, 1);
  assert.match(repository.comments[0].body, /its locations are not deployed/);
  assert.deepEqual(repository.deployments, []);
});

test("workflow_run after a fork's build, which has all secrets, does not deploy its code either", async (t) => {
  const payload = sample("workflow_run", ({ workflow_run: run }) => {
    run.pull_requests = [];
    Object.assign(run.head_repository, { id: 99, full_name: FORK, html_url: `https://github.com/${FORK}` });
  });
  const event = { name: "workflow_run", payload };
  const { run, dagster } = await startWorld(t, { event });
  const { status, outputs } = await run({ inputs: { deployment: "prod" } });
  assert.deepEqual([status, outputs.result], [0, "skipped"]);
  assert.deepEqual(dagster.state.deployments.flatMap(({ locations }) => locations), []);
});

test("no event of a fork deploys to the full deployment, though its branch is named as the default branch", async (t) => {
  const event = opened((pull) => {
    Object.assign(pull.head, { ref: "main", label: "mallory:main" });
    Object.assign(pull.head.repo, { id: 99, full_name: FORK, fork: true });
  });
  const { run, dagster } = await startWorld(t, { event });
  const { outputs } = await run({ inputs: { deployment: "prod", "allow-forks": "true" } });
  assert.equal(outputs["is-branch-deployment"], "true");
  assert.deepEqual(dagster.state.deployments[0].locations, []);
});
