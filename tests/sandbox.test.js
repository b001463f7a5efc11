// @ts-check
/**
 * The stand-in for Dagster+ is as strict as it says, for other tests lean on it: what it refuses,
 * and what becomes of its deployments. Locations and faults have files of their own.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { BRANCH, COMMIT, CREATE, ask, create, sandboxWith, send } from "./sandbox/ask.js";

test("an operation that does not validate is refused", async () => {
  const sandbox = await sandboxWith();
  const response = await send(sandbox, "{ nonsense }");
  assert.equal(response.status, 400);
  const { data, errors } = /** @type {any} */ (await response.json());
  assert.equal(data, null);
  assert.match(errors[0].message, /Cannot query field "nonsense"/);
});

test("an enum value that the schema does not have is refused", async () => {
  const sandbox = await sandboxWith();
  const variables = { branchData: { ...BRANCH, pullRequestStatus: "open" }, commit: COMMIT };
  const response = await send(sandbox, CREATE, { variables });
  assert.equal(response.status, 400);
  assert.match(await response.text(), /Did you mean the enum value \\"OPEN\\"/);
  assert.equal(sandbox.state.deployments.length, 1);
});

test("a body that is no GraphQL request is refused", async () => {
  const sandbox = await sandboxWith();
  const headers = { "dagster-cloud-api-token": sandbox.token };
  const response = await fetch(`${sandbox.url}/graphql`, { method: "POST", headers, body: "{" });
  assert.equal(response.status, 400);
});

test("a branch has one deployment, whose name stays the same", async () => {
  const sandbox = await sandboxWith();
  const first = await create(sandbox);
  const second = await create(sandbox, { pullRequestStatus: "CLOSED" });
  assert.match(first.deploymentName, /^[0-9a-f]{40}$/);
  assert.deepEqual(second, first);
  const [, deployment] = sandbox.state.deployments;
  assert.equal(deployment.branch?.pullRequestStatus, "CLOSED");
  assert.equal(deployment.commits.length, 2);
  const named = await ask(sandbox, `{ getBranchDeploymentName(repoName: "acme/shop", branchName: "new-prices") }`);
  assert.equal(named.getBranchDeploymentName, first.deploymentName);
});

test("a branch deployment's name can be had before it exists, and creates nothing", async () => {
  const sandbox = await sandboxWith();
  const query = `query ($repoName: String!, $branchName: String!) {
    getBranchDeploymentName(repoName: $repoName, branchName: $branchName)
  }`;
  const seen = new Set();
  for (const [repoName, branchName] of [
    ["acme/shop", "a"],
    ["acme/shop", "b"],
    ["shop", "a"],
  ]) {
    const branch = { repoName, branchName };
    const before = sandbox.state.deployments.length;
    const { getBranchDeploymentName: name } = await ask(sandbox, query, { variables: branch });
    assert.equal(sandbox.state.deployments.length, before);
    assert.equal(name, (await create(sandbox, branch)).deploymentName);
    seen.add(name);
  }
  assert.equal(seen.size, 3);
  const nameless = await send(sandbox, query, { variables: { repoName: "acme/shop" } });
  assert.equal(nameless.status, 400);
});

test("full and branch deployments are found by name, and say who runs their agents", async () => {
  const sandbox = await sandboxWith({ deployments: ["prod", "staging"], agentType: "SERVERLESS" });
  const { deploymentName } = await create(sandbox);
  const query = `query ($name: String!) { deploymentByName(name: $name) {
    __typename ... on DagsterCloudDeployment { deploymentType agentType } ... on Error { message } } }`;
  const found = [];
  for (const name of ["staging", deploymentName, "nowhere"]) {
    const { deploymentByName } = await ask(sandbox, query, { variables: { name } });
    found.push(Object.values(deploymentByName).join(" "));
  }
  assert.deepEqual(found, [
    "DagsterCloudDeployment PRODUCTION SERVERLESS",
    "DagsterCloudDeployment BRANCH SERVERLESS",
    "DeploymentNotFoundError no deployment named nowhere",
  ]);
});

test("a base deployment that does not exist, or is a branch, is refused", async () => {
  const sandbox = await sandboxWith();
  const { deploymentName } = await create(sandbox);
  for (const base of ["production", deploymentName]) {
    const result = await create(sandbox, { branchName: "other" }, { base });
    assert.equal(result.__typename, "DeploymentNotFoundError");
    assert.equal(result.message, `no full deployment named ${base}`);
  }
});

test("one branch deployment more than the plan allows is refused", async () => {
  const sandbox = await sandboxWith({ branchDeploymentLimit: 1 });
  assert.equal((await create(sandbox)).__typename, "DagsterCloudDeployment");
  assert.equal((await create(sandbox)).__typename, "DagsterCloudDeployment");
  const other = await create(sandbox, { branchName: "other" });
  assert.equal(other.__typename, "DeploymentLimitError");
});

test("a branch deployment can be deleted, the last full deployment cannot", async () => {
  const sandbox = await sandboxWith();
  const { deploymentId } = await create(sandbox);
  const results = [];
  for (const id of [deploymentId, deploymentId, 1]) {
    const data = await ask(sandbox, `mutation { deleteDeployment(deploymentId: ${id}) { __typename } }`);
    results.push(data.deleteDeployment.__typename);
  }
  const expected = ["DagsterCloudDeployment", "DeploymentNotFoundError", "DeleteFinalDeploymentError"];
  assert.deepEqual(results, expected);
  assert.deepEqual(
    sandbox.state.deployments.map(({ name }) => name),
    ["prod"],
  );
});

test("a wrong token is refused, by status or in the result", async () => {
  const headers = { "dagster-cloud-api-token": "wrong" };
  const strict = await sandboxWith();
  assert.equal((await send(strict, "{ version }", { headers })).status, 401);
  const polite = await sandboxWith({ unauthorized: "result" });
  const variables = { branchData: BRANCH, commit: COMMIT };
  const data = await ask(polite, CREATE, { variables, headers });
  assert.equal(data.createOrUpdateBranchDeployment.__typename, "UnauthorizedError");
  assert.equal((await send(polite, "{ agents { status } }", { headers })).status, 400);
  assert.equal(polite.state.deployments.length, 1);
});

test("the deployment is the one in the header, else the one in the path", async () => {
  const sandbox = await sandboxWith({ deployments: ["prod", "staging"] });
  const query = "{ currentDeployment { deploymentName } }";
  const headers = { "dagster-cloud-deployment": "staging" };
  const requests = [{ path: "/prod/graphql" }, { headers }, { path: "/prod/graphql", headers }];
  const names = [];
  for (const request of requests) {
    const data = await ask(sandbox, query, request);
    names.push(data.currentDeployment.deploymentName);
  }
  assert.deepEqual(names, ["prod", "staging", "staging"]);
});

test("an unknown deployment is redirected without end, or not found", async () => {
  const query = "{ currentDeployment { deploymentName } }";
  const redirecting = await sandboxWith();
  const response = await send(redirecting, query, { path: "/nowhere/graphql" });
  assert.equal(response.status, 302);
  assert.equal(response.headers.get("location"), "/nowhere/graphql");
  const plain = await sandboxWith({ unknownDeployment: "not-found" });
  assert.equal((await send(plain, query, { path: "/nowhere/graphql" })).status, 404);
});

test("started alone it says where it is, shows what it is asked, and stops when told to", async () => {
  const serve = fileURLToPath(new URL("./sandbox/serve.js", import.meta.url));
  const child = spawn(process.execPath, [serve, "--port", "0"]);
  after(() => child.kill());
  const lines = createInterface({ input: child.stdout });
  const [greeting] = await once(lines, "line");
  const [, url] = /at (http:\S+) and takes the token sandbox-token/.exec(greeting) ?? [];
  const shown = new Promise((resolve) => {
    lines.on("line", (line) => line.startsWith("200") && resolve(line));
  });
  const headers = { "dagster-cloud-api-token": "sandbox-token" };
  const body = JSON.stringify({ query: "{ agents { status } }" });
  assert.equal((await fetch(`${url}/graphql`, { method: "POST", headers, body })).status, 200);
  assert.match(await shown, /^200 {2}agents +showed that an agent is running$/);
  child.kill();
  assert.deepEqual(await once(child, "exit"), [0, null]);
});
