// @ts-check
/** Pull requests from forks: nothing is done for them unless somebody said so, and a run without secrets is no failure. */
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
    assert.deepEqual(
      annotations.map(({ kind }) => kind),
      ["notice"],
    );
    assert.match(
      annotations[0].message,
      /^skipped: the pull request comes from a fork, whose runs are given no secrets$/,
    );
    assert.match(summary, /### ⚪ Skipped/);
    assert.deepEqual([repository.comments, repository.deployments], [[], []]);
  });
}

const closed = () => {
  const { name, payload } = fromFork();
  Object.assign(payload, { action: "closed" });
  Object.assign(payload.pull_request, { state: "closed", merged: false });
  return { name, payload };
};

/** @type {[what: string, event: ReturnType<typeof fromFork>, inputs: Record<string, string>][]} */
const leftAlone = [
  ["a run that has a token for Dagster+", fromFork(), {}],
  ["pull_request_target, which has all secrets,", { ...fromFork(), name: "pull_request_target" }, {}],
  ["the end of its pull request", closed(), {}],
  ["command: branch-deployment", fromFork(), { command: "branch-deployment" }],
  ["command: close", fromFork(), { command: "close" }],
  [
    "a command line that deletes",
    fromFork(),
    { command: "branch-deployment delete -d 0123456789abcdef0123456789abcdef01234567" },
  ],
];

for (const [what, event, inputs] of leftAlone) {
  test(`for a fork ${what} asks Dagster+ nothing and writes nothing: a branch of ours may have its name`, async (t) => {
    const { run, asked, repository } = await startWorld(t, { event });
    const { status, outputs, annotations } = await run({ inputs });
    assert.deepEqual([status, outputs.result, asked().dagster], [0, "skipped", []]);
    assert.deepEqual(
      annotations.map(({ kind }) => kind),
      ["notice"],
    );
    assert.match(
      annotations[0].message,
      /^skipped: .* from a fork: nothing is done for it, unless allow-forks is true$/,
    );
    assert.deepEqual([repository.comments, repository.deployments], [[], []]);
  });
}

test("allow-forks deploys a fork's pull request; a read-only token for GitHub is in nobody's way", async (t) => {
  const event = fromFork();
  const { run, repository, dagster } = await startWorld(t, { event, github: readOnly });
  const { status, outputs, annotations } = await run({ inputs: { "allow-forks": "true" } });
  assert.deepEqual([status, outputs.result], [0, "deployed"]);
  assert.equal(dagster.state.deployments[1].locations.length, 1);
  assert.deepEqual(
    annotations.map(({ kind }) => kind),
    ["notice", "warning", "notice"],
  );
  assert.match(annotations[1].message, /it shares its branch deployment with a branch of the same name here/);
  assert.deepEqual([repository.comments, repository.deployments], [[], []]);
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
  assert.deepEqual(
    dagster.state.deployments.flatMap(({ locations }) => locations),
    [],
  );
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
