// @ts-check
/** What the action does for each event that is not a pull request's, with and without a checkout, and its other commands. */
import assert from "node:assert/strict";
import test from "node:test";
import { DEFAULT_BRANCH_TIP } from "./event.js";
import { HEAD, deploymentsOf, nodes, opened, sample, startWorld } from "./world.js";

const MERGE = "c07d4e83f26b915a0d7e3c8f4b2a6195e8d0c7f3";
const push = (/** @type {(payload: any) => void} */ change = () => {}) => ({
  name: "push",
  payload: sample("push", change),
});
const inputs = { deployment: "prod" };

for (const [name, node] of Object.entries(nodes)) {
  test(`on ${name} a push to the default branch is deployed to the deployment that was named`, async (t) => {
    const event = push();
    const { run, dagster, repository, asked } = await startWorld(t, { event });
    const { status, outputs, annotations } = await run({ node, inputs });
    assert.deepEqual([status, outputs.result, outputs["deployment-name"], annotations], [0, "deployed", "prod", []]);
    assert.equal(outputs["is-branch-deployment"], "false");
    assert.equal(dagster.state.deployments[0].locations[0].document.image, "registry.example.com/prices:v1");
    assert.deepEqual(deploymentsOf(repository), ["dagster/prod in_progress success"]);
    const [{ sha, isTransient, isProduction }] = repository.deployments;
    assert.deepEqual([sha, isTransient, isProduction], [MERGE, false, true]);
    assert.deepEqual(asked().github, [
      "GET /deployments?environment=dagster%2Fprod&per_page=100",
      "POST /deployments",
      "POST /deployments/2001/statuses",
      "POST /deployments/2001/statuses",
    ]);
  });

  test(`on ${name} nothing needs to be checked out: the location file comes by the API, of the commit`, async (t) => {
    const { run, dagster, repository, asked } = await startWorld(t, { locations: null });
    repository.files[DEFAULT_BRANCH_TIP] = { "dagster_cloud.yaml": "locations: []" };
    const { status, outputs } = await run({ node });
    assert.deepEqual([status, outputs.result], [0, "deployed"]);
    assert.ok(asked().github.includes(`GET /contents/dagster_cloud.yaml?ref=${HEAD}`));
    assert.deepEqual(
      dagster.state.deployments[1].locations.map((one) => one.name),
      ["prices"],
    );
  });
}

test("a push to a branch without a pull request makes a branch deployment, and nobody a comment", async (t) => {
  const event = push((payload) => Object.assign(payload, { ref: "refs/heads/new-prices" }));
  const { run, repository } = await startWorld(t, { event });
  const { outputs } = await run({ inputs });
  assert.deepEqual([outputs.result, outputs["is-branch-deployment"]], ["deployed", "true"]);
  assert.deepEqual(deploymentsOf(repository), ["dagster/new-prices in_progress success"]);
  assert.deepEqual(repository.comments, []);
});

test("workflow_run deploys the pull request that was built, and comments there", async (t) => {
  const event = { name: "workflow_run", payload: sample("workflow_run") };
  const { run, repository, dagster } = await startWorld(t, { event });
  const { status, outputs } = await run({ inputs });
  assert.deepEqual([status, outputs.result, outputs["is-branch-deployment"]], [0, "deployed", "true"]);
  assert.equal(dagster.state.deployments[1].commits[0].commitHash, HEAD);
  assert.deepEqual(
    repository.comments.map(({ number }) => number),
    [42],
  );
  assert.deepEqual(deploymentsOf(repository), ["dagster/pr-42 in_progress success"]);
});

test("a branch that is deleted closes its deployment; one that has none is no failure", async (t) => {
  const pushed = push((payload) => Object.assign(payload, { ref: "refs/heads/new-prices" }));
  const event = { name: "delete", payload: sample("delete") };
  const { run, dagster, repository } = await startWorld(t, { event: pushed });
  const none = await run({ event });
  assert.deepEqual([none.status, none.outputs.result], [0, "skipped"]);
  assert.match(none.summary, /no branch deployment/);
  await run();
  const { status, outputs, summary } = await run({ event });
  assert.deepEqual([status, outputs.result], [0, "closed"]);
  assert.match(summary, /Dagster\+ was told that the branch is deleted/);
  assert.equal(dagster.state.deployments[1].branch?.pullRequestStatus, "CLOSED");
  assert.deepEqual(deploymentsOf(repository), ["dagster/new-prices in_progress success inactive"]);
});

test("a tag that is deleted is nobody's business", async (t) => {
  const payload = sample("delete", (payload) => Object.assign(payload, { ref: "v1", ref_type: "tag" }));
  const { run, asked } = await startWorld(t, { event: { name: "delete", payload } });
  const { status, outputs } = await run({ inputs });
  assert.deepEqual([status, outputs.result, asked().dagster], [0, "skipped", []]);
});

test("a merge queue deploys nothing, because nothing is merged yet", async (t) => {
  const { repository: where, sender } = sample("push");
  const group = {
    head_sha: MERGE,
    head_ref: "refs/heads/gh-readonly-queue/main/pr-42-1d9a0b7c",
    base_ref: "refs/heads/main",
  };
  const commit = {
    id: MERGE,
    message: "Merge",
    timestamp: "2026-11-23T10:00:00Z",
    author: { name: "A", email: "a@b.example" },
  };
  const merge_group = { ...group, base_sha: "1d9a0b7c6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a10", head_commit: commit };
  const event = {
    name: "merge_group",
    payload: { action: "checks_requested", merge_group, repository: where, sender },
  };
  const { run, asked, repository } = await startWorld(t, { event });
  const { status, outputs, summary } = await run({ inputs });
  assert.deepEqual([status, outputs.result, asked().dagster], [0, "skipped", []]);
  assert.match(summary, /merge queue tests what is not merged yet/);
  assert.deepEqual(repository.deployments, []);
});

for (const name of ["workflow_dispatch", "schedule"]) {
  test(`${name} on the default branch deploys its newest commit`, async (t) => {
    const { repository: where, sender } = sample("push");
    const payload = {
      repository: where,
      sender,
      ref: "refs/heads/main",
      inputs: null,
      workflow: ".github/workflows/ci.yml",
    };
    const { run, repository } = await startWorld(t, { event: { name, payload } });
    const { status, outputs } = await run({ inputs });
    assert.deepEqual([status, outputs.result, outputs["deployment-name"]], [0, "deployed", "prod"]);
    assert.equal(repository.deployments[0].sha, DEFAULT_BRANCH_TIP);
  });
}

test("command: close closes the branch deployment of a pull request that is open, and its GitHub deployments", async (t) => {
  const { run, dagster, repository } = await startWorld(t);
  await run();
  const { status, outputs } = await run({ inputs: { command: "close" } });
  assert.deepEqual([status, outputs.result], [0, "closed"]);
  assert.equal(dagster.state.deployments[1].branch?.pullRequestStatus, "CLOSED");
  assert.deepEqual(deploymentsOf(repository), ["dagster/pr-42 in_progress success inactive"]);
});

test("command: launch-job launches a job and tells its run", async (t) => {
  const { run, dagster, repository } = await startWorld(t, { event: push() });
  await run({ inputs });
  const asked = { ...inputs, command: "launch-job", location: "prices", job: "refresh", wait: "false" };
  const { status, outputs, summary } = await run({ inputs: asked });
  assert.deepEqual([status, outputs.result], [0, "done"]);
  assert.equal(dagster.state.runs.length, 1);
  assert.ok(JSON.stringify(dagster.state.runs[0]).includes(outputs["run-id"]) && outputs["run-id"] !== "");
  assert.match(summary, /- Job run /);
  assert.equal(repository.deployments.length, 1);
});

test("command takes the words of a command line", async (t) => {
  const { run } = await startWorld(t);
  const { status, outputs, stdout } = await run({ inputs: { command: "ci image-tag --prefix 'pr '" } });
  assert.notEqual(status, 0, "there is no such flag");
  assert.equal(outputs.result, "failed");
  assert.match(stdout, /::error/);
  const tag = await run({ inputs: { command: "ci image-tag" } });
  assert.deepEqual([tag.status, tag.outputs.result], [0, "done"], tag.log);
  assert.match(tag.outputs["image-tag"], /5f2c9e1/);
  const { version } = await run({ event: opened(), inputs: { command: "ci branch-deployment --read-only" } }).then(
    (ended) => {
      return { version: ended.outputs["deployment-name"] };
    },
  );
  assert.match(version, /^[0-9a-f]{40}$/);
});
