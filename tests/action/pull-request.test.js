// @ts-check
/** The life of a pull request: opened, pushed to, closed or merged, each by a run of the action. */
import assert from "node:assert/strict";
import test from "node:test";
import { HEAD, NEXT_HEAD, closed, deploymentsOf, nodes, opened, pushed, startWorld } from "./world.js";

for (const [name, node] of Object.entries(nodes)) {
  test(`on ${name} an opened pull request is deployed, and GitHub is told of it with no request too many`, async (t) => {
    const { run, dagster, repository, asked } = await startWorld(t);
    const { status, stderr, outputs, summary, annotations } = await run({ node });
    assert.deepEqual([status, stderr, annotations], [0, "", []]);
    assert.deepEqual(asked(), {
      dagster: ["createOrUpdateBranchDeployment", "workspaceLocationEntryOrError", "deployLocations"].concat([
        "agents",
        "workspaceOrError",
      ]),
      github: [
        `GET /commits/${HEAD}`,
        "GET /pulls/42",
        "POST /deployments",
        "POST /deployments/2001/statuses",
        "GET /issues/42/comments?per_page=100&page=1",
        "POST /issues/42/comments",
        "POST /deployments/2001/statuses",
      ],
    });
    const [, { name: deployment }] = dagster.state.deployments;
    const page = `${dagster.url}/${deployment}`;
    const { json, locations, ...others } = outputs;
    assert.deepEqual(others, {
      ...{ result: "deployed", "deployment-name": deployment, "deployment-id": "2", "deployment-url": page },
      ...{ "is-branch-deployment": "true", "run-id": "", "image-tag": "" },
    });
    assert.deepEqual(
      JSON.parse(locations).map((/** @type {any} */ { name, status }) => [name, status]),
      [["prices", "LOADED"]],
    );
    const { schema, result, deploymentUrl, errors, change } = JSON.parse(json);
    assert.deepEqual([schema, result, deploymentUrl, errors, change.commitHash], [1, "deployed", page, [], HEAD]);
    assert.match(summary, /### ✅ Deployed: branch deployment of \[`new-prices`\]/);

    assert.deepEqual(deploymentsOf(repository), ["dagster/pr-42 in_progress success"]);
    const [{ sha, isTransient, isProduction, statuses }] = repository.deployments;
    assert.deepEqual([sha, isTransient, isProduction], [HEAD, true, false]);
    assert.deepEqual(
      statuses.map(({ environmentUrl }) => environmentUrl),
      [undefined, page],
    );
    assert.equal(statuses[1].logUrl, "https://github.com/acme/shop/actions/runs/19600000001/attempts/1");
    assert.deepEqual(
      repository.comments.map(({ number, login }) => [number, login]),
      [[42, "github-actions[bot]"]],
    );
    assert.ok(repository.comments[0].body.includes(`branch deployment of [\`new-prices\`](${page})`));
  });

  test(`on ${name} the next push edits the same comment, and what was said there before is gone`, async (t) => {
    const { run, repository } = await startWorld(t);
    await run({ node });
    const [{ id, body: before }] = repository.comments;
    repository.pulls[0].head.sha = NEXT_HEAD;
    repository.commits.push({ ...repository.commits[0], sha: NEXT_HEAD, message: "Round them" });
    const { outputs } = await run({ node, event: pushed() });
    assert.equal(outputs.result, "deployed");
    assert.deepEqual(
      repository.comments.map((one) => one.id),
      [id],
    );
    assert.match(before, /5f2c9e1/);
    assert.match(repository.comments[0].body, /Round them/);
    assert.doesNotMatch(repository.comments[0].body, /5f2c9e1/);
    assert.deepEqual(deploymentsOf(repository), Array(2).fill("dagster/pr-42 in_progress success"));
  });

  for (const isMerged of [false, true]) {
    const [word, words] = isMerged ? ["MERGED", "merged"] : ["CLOSED", "closed"];
    test(`on ${name} a pull request that is ${words} closes its deployments, without an image`, async (t) => {
      const { run, dagster, repository, asked } = await startWorld(t);
      await run({ node });
      Object.assign(repository.pulls[0], { state: "closed", mergedAt: isMerged ? "2026-11-23T10:00:00Z" : null });
      asked();
      const event = closed(isMerged);
      const { status, outputs, summary, annotations } = await run({ node, event, inputs: { "image-tag": "" } });
      assert.deepEqual([status, outputs.result, annotations], [0, "closed", []]);
      assert.deepEqual(asked().dagster, ["createOrUpdateBranchDeployment"]);
      assert.equal(dagster.state.deployments[1].branch?.pullRequestStatus, word);
      assert.deepEqual(deploymentsOf(repository), ["dagster/pr-42 in_progress success inactive"]);
      assert.match(summary, new RegExp(`⚪ Closed.*\n\nDagster\\+ was told that the pull request is ${words}`));
      assert.equal(repository.comments.length, 1);
      assert.match(repository.comments[0].body, /### ⚪ Closed/);
    });
  }
}

test("a pull request that closes without ever having had a comment gets none", async (t) => {
  const { run, repository } = await startWorld(t, { event: closed(false) });
  assert.equal((await run()).outputs.result, "closed");
  assert.deepEqual([repository.comments, repository.deployments], [[], []]);
});

test("a pull request from a branch of the same repository needs no comment, summary or GitHub deployment", async (t) => {
  const { run, repository, asked } = await startWorld(t);
  const { outputs, summary } = await run({
    inputs: { comment: "false", summary: "False", "github-deployment": "FALSE" },
  });
  assert.deepEqual([outputs.result, summary], ["deployed", ""]);
  assert.deepEqual([repository.comments, repository.deployments], [[], []]);
  assert.deepEqual(asked().github, [`GET /commits/${HEAD}`, "GET /pulls/42"]);
});

test("without a token for GitHub its API is left alone, and the log tells", async (t) => {
  const { run, asked } = await startWorld(t);
  const { status, outputs, stdout } = await run({ inputs: { "github-token": "" } });
  assert.deepEqual([status, outputs.result, asked().github], [0, "deployed", []]);
  assert.match(stdout, /^There is no github-token: GitHub is told nothing/m);
});

test("somebody else's comment is never edited, even if it copies ours", async (t) => {
  const { run, repository } = await startWorld(t);
  await run();
  const [ours] = repository.comments;
  repository.comments.unshift({ ...ours, id: 7, login: "mallory" });
  await run({ event: opened() });
  assert.equal(repository.comments.length, 2);
  assert.ok(repository.comments[0].body.includes("run=1 "));
  assert.ok(repository.comments[1].body.includes("run=2 "));
});
