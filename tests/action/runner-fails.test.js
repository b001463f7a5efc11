// @ts-check
/** A runner that takes no answers, cancels, or tells next to nothing; and inputs with line ends of Windows. */
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { deploymentsOf, nodes, startWorld, until } from "./world.js";

for (const variable of ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"]) {
  test(`without ${variable}, or if it cannot be written, the deployment succeeds and a warning tells`, async (t) => {
    const { run, workspace } = await startWorld(t);
    for (const value of [undefined, "", workspace, join(workspace, "none", "file")]) {
      const ended = await run({ variables: { [variable]: value } });
      assert.deepEqual([ended.status, ended.runnerFailed], [0, false]);
      const [{ kind, message }, ...others] = ended.annotations;
      assert.deepEqual([kind, others], ["warning", []]);
      assert.match(message, new RegExp(`^the file of ${variable} was not written: `));
      if (variable === "GITHUB_STEP_SUMMARY") assert.equal(ended.outputs.result, "deployed");
      else assert.match(ended.summary, /### ✅ Deployed/);
    }
  });
}

for (const [name, node] of Object.entries(nodes)) {
  test(`on ${name} a job that is cancelled while it waits ends at once`, async (t) => {
    const { run, dagster, repository } = await startWorld(t, { dagster: { loadingPolls: 1000 } });
    const canceller = new AbortController();
    const running = run({ node, cancel: canceller.signal });
    await until(() => dagster.requests.some(({ rootFields }) => rootFields.includes("workspaceOrError")));
    canceller.abort();
    // The runner waits for 7.5 s before it becomes harder.
    const { status, signal, state } = await running;
    assert.deepEqual([status, signal], [null, "SIGINT"]);
    assert.deepEqual([deploymentsOf(repository), repository.comments], [["dagster/pr-42 in_progress"], []]);
    const asked = dagster.requests.length;
    const after = await run({ node, stage: "post", state });
    assert.deepEqual([after.status, after.annotations, dagster.requests.length], [0, [], asked]);
    assert.deepEqual(deploymentsOf(repository), ["dagster/pr-42 in_progress failure"]);
    assert.equal(repository.deployments[0].statuses.at(-1)?.description, "the run was cancelled");
  });
}

test("a job that is cancelled after the step has ended keeps what that has told, and deploys nothing once more", async (t) => {
  const { run, repository, asked } = await startWorld(t);
  const { state } = await run();
  asked();
  const after = await run({ stage: "post", state });
  assert.deepEqual([after.status, asked()], [0, { dagster: [], github: [] }]);
  assert.deepEqual(deploymentsOf(repository), ["dagster/pr-42 in_progress success"]);
});

test("what is already in the files of outputs and summary stays there", async (t) => {
  const { run, workspace } = await startWorld(t);
  const [output, summary] = ["output", "summary"].map((name) => join(workspace, name));
  writeFileSync(output, "earlier=1\n");
  writeFileSync(summary, "# Earlier\n");
  await run({ variables: { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary } });
  assert.match(readFileSync(output, "utf8"), /^earlier=1\nresult<<END\ndeployed\nEND\n/);
  assert.match(readFileSync(summary, "utf8"), /^# Earlier\n[^]*### ✅ Deployed/);
});

test("inputs with Windows' line ends and blanks around them mean what they say", async (t) => {
  const { run, dagster } = await startWorld(t);
  const inputs = {
    ...{ command: " deploy\r\n", "image-tag": "\r\nv7\r\n", "location-name": "prices\r\n\r\n", comment: "false\r\n" },
    ...{ "github-environment": " staging\r\n", "github-token": "github-token\r\n" },
  };
  const { status, outputs, annotations } = await run({ inputs });
  assert.deepEqual([status, outputs.result, annotations], [0, "deployed", []]);
  assert.equal(dagster.state.deployments[1].locations[0].document.image, "registry.example.com/prices:v7");
  const images = { "image-tag": "", image: "prices=registry.example.com/a:1\r\n" };
  await run({ inputs: images });
  assert.equal(dagster.state.deployments[1].locations[0].document.image, "registry.example.com/a:1");
});

test("without an event, a workspace or most variables the step fails with a reason", async (t) => {
  const { run, workspace } = await startWorld(t, { locations: null });
  rmSync(join(workspace, "dagster_cloud.yaml"), { force: true });
  const gone = {
    GITHUB_EVENT_PATH: undefined,
    GITHUB_EVENT_NAME: undefined,
    GITHUB_REF: undefined,
    GITHUB_SHA: undefined,
  };
  const less = {
    GITHUB_HEAD_REF: undefined,
    GITHUB_REF_NAME: undefined,
    GITHUB_REPOSITORY: undefined,
    GITHUB_RUN_ID: undefined,
  };
  const { status, outputs, annotations } = await run({ variables: { ...gone, ...less } });
  assert.notEqual(status, 0);
  assert.equal(outputs.result, "failed");
  assert.ok(annotations.some(({ kind }) => kind === "error"));
});

test("an event that is no JSON is told of, and its pull request is deployed where it belongs all the same", async (t) => {
  const { run, workspace, dagster } = await startWorld(t);
  const path = join(workspace, "event.json");
  writeFileSync(path, "{ broken");
  const { status, outputs, stdout, annotations } = await run({
    inputs: { deployment: "prod" },
    variables: { GITHUB_EVENT_PATH: path },
  });
  assert.deepEqual([status, outputs.result, outputs["is-branch-deployment"]], [0, "deployed", "true"]);
  assert.deepEqual(
    dagster.state.deployments.map(({ locations }) => locations.length),
    [0, 1],
  );
  assert.match(annotations[0].message, /the event file of GITHUB_EVENT_PATH is no JSON/);
  assert.match(stdout, /^Not known whether this run is the latest, so it goes ahead: the head /m);
});
