// @ts-check
/** GitHub's API refuses, or is not there: what is deployed does not depend on what could be told. */
import assert from "node:assert/strict";
import { createServer } from "node:net";
import test from "node:test";
import { rateLimited } from "../github/faults.js";
import { deploymentsOf, nodes, startWorld } from "./world.js";

/** @param {import("./world.js").Ended} ended */
const toldOf = ({ annotations }) => annotations.map(({ kind, message }) => `${kind}: ${message}`);

const commit = [
  /warning: GitHub's API could not tell the commit: .*404/,
  /warning: the checkout could not tell the commit/,
];
const comment = [/notice: The comment was not written\. .* 404.*`permissions: pull-requests: write`/];
const deployment = [/notice: The GitHub deployment was not written\. .* 403.*`permissions: deployments: write`/];

/** The permission that is missing, and what is said then. @type {[permissions: Record<string, "none">, said: RegExp[]][]} */
const missing = [
  [{ contents: "none" }, commit],
  [{ pullRequests: "none", issues: "none" }, comment],
  [{ deployments: "none" }, deployment],
];

for (const [permissions, said] of missing) {
  test(`a token without ${Object.keys(permissions).join(" and ")} deploys, and what is missing is said once`, async (t) => {
    const { run, repository } = await startWorld(t, { github: { permissions } });
    const ended = await run();
    assert.deepEqual([ended.status, ended.outputs.result], [0, "deployed"]);
    const told = toldOf(ended);
    assert.equal(told.length, said.length, told.join("\n"));
    for (const [index, pattern] of said.entries()) assert.match(told[index], pattern);
    assert.equal(repository.comments.length, "pullRequests" in permissions ? 0 : 1);
    assert.equal(repository.deployments.length, "deployments" in permissions ? 0 : 1);
  });
}

test("whoever may do nothing deploys all the same, also to the full deployment", async (t) => {
  const permissions = /** @type {const} */ ({
    contents: "none",
    deployments: "none",
    issues: "none",
    pullRequests: "none",
  });
  const { run } = await startWorld(t, { github: { permissions } });
  const ended = await run();
  assert.deepEqual([ended.status, ended.outputs.result, toldOf(ended).length], [0, "deployed", 4]);
  const full = await run({ inputs: { deployment: "prod", "deployment-type": "full" } });
  assert.deepEqual([full.status, full.outputs.result], [0, "deployed"]);
});

test("a state that is refused after the GitHub deployment was made is said, and the deployment goes on", async (t) => {
  const { run, github, repository } = await startWorld(t);
  github.misbehave({ operation: "statuses", status: 403, json: { message: "no" }, times: "forever" });
  const ended = await run();
  assert.deepEqual([ended.status, ended.outputs.result], [0, "deployed"]);
  assert.deepEqual(deploymentsOf(repository), ["dagster/pr-42"]);
  assert.match(
    toldOf(ended)[0],
    /^notice: The state of the GitHub deployment was not written\. GitHub's API: it answered 403 \(no\)/,
  );
});

test("whoever has used up GitHub's hourly limit is not kept waiting for the next hour", async (t) => {
  const { run, github } = await startWorld(t);
  github.misbehave({ ...rateLimited(Date.now() / 1000 + 3600), times: "forever" });
  const ended = await run();
  assert.deepEqual([ended.status, ended.outputs.result], [0, "deployed"]);
  assert.match(toldOf(ended).join(), /API rate limit exceeded/);
});

test("an API of GitHub's that is not there does not keep a deployment from succeeding, on any Node", async (t) => {
  const { run } = await startWorld(t);
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  const apiUrl = `http://127.0.0.1:${port}`;
  // Side by side: each is tried again for some seconds.
  for (const ended of await Promise.all(Object.values(nodes).map((node) => run({ node, apiUrl })))) {
    assert.deepEqual([ended.status, ended.outputs.result], [0, "deployed"]);
    assert.match(ended.log, /The comment was not written\. GitHub's API: .*ECONNREFUSED/);
    assert.match(ended.summary, /### ✅ Deployed/);
  }
});

test("an API of GitHub's that fails with 500 now and then is asked again", async (t) => {
  const { run, github, repository } = await startWorld(t);
  github.misbehave({ operation: "pulls", status: 502, body: "Bad Gateway" });
  const ended = await run();
  assert.deepEqual([ended.status, ended.outputs.result, toldOf(ended)], [0, "deployed", []]);
  assert.equal(repository.comments.length, 1);
});

test("answers of GitHub's that make no sense are said, and the deployment succeeds", async (t) => {
  const { run, github } = await startWorld(t);
  for (const operation of ["commits", "pulls", "comments", "deployments"]) {
    github.misbehave({ operation, status: 200, body: operation === "pulls" ? "[]" : "<html>", times: "forever" });
  }
  const ended = await run();
  assert.deepEqual([ended.status, ended.outputs.result], [0, "deployed"]);
  const told = toldOf(ended).join("\n");
  for (const what of ["The GitHub deployment", "The comment"]) {
    assert.match(told, new RegExp(`${what} was not written\\. GitHub's API: it answered with no JSON`));
  }
  assert.match(
    ended.stdout,
    /^Not known whether this run is the latest, so it goes ahead: .* without the pull request's state/m,
  );
});
