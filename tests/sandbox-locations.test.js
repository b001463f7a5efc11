// @ts-check
/**
 * The stand-in's code locations load as those of Dagster+ do, and its runs end.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, create, sandboxWith, send } from "./sandbox/ask.js";

/** @typedef {import("./sandbox/dagster-plus.js").Sandbox} Sandbox */

const ADD = `mutation ($document: GenericScalar!) {
  addOrUpdateLocationFromDocument(document: $document) {
    __typename
    ... on InvalidLocationError { errors }
  }
}`;
const POLL = `{
  workspaceOrError {
    ... on Workspace {
      locationEntries { loadStatus versionKey locationOrLoadError { __typename ... on Error { message } } }
    }
  }
}`;
const DOCUMENT = {
  location_name: "prices",
  image: "prices:1",
  code_source: { module_name: "prices" },
};

const DEPLOY = `mutation ($document: GenericScalar!) {
  deployLocations(document: $document) {
    __typename
    ... on DeployLocationsSuccess { locations { locationName } }
    ... on InvalidLocationError { errors }
  }
}`;
const STOCK = { ...DOCUMENT, location_name: "stock" };

/** @param {Sandbox} sandbox @param {object} document */
async function add(sandbox, document = {}) {
  const variables = { document: { ...DOCUMENT, ...document } };
  const data = await ask(sandbox, ADD, { variables, path: "/prod/graphql" });
  return data.addOrUpdateLocationFromDocument;
}

/**
 * @param {Sandbox} sandbox
 * @param {object[]} locations
 * @param {{ path?: string, headers?: Record<string, string> }} where
 */
async function deploy(sandbox, locations, where = { path: "/prod/graphql" }) {
  const data = await ask(sandbox, DEPLOY, { variables: { document: { locations } }, ...where });
  return data.deployLocations;
}

/** The locations that a deployment has. @param {Sandbox} sandbox @param {string} deployment */
function names({ state }, deployment) {
  const found = state.deployments.find(({ name }) => name === deployment);
  return found?.locations.map(({ name }) => name);
}

/** @param {Sandbox} sandbox @param {number} times */
async function poll(sandbox, times) {
  const seen = [];
  for (let count = 0; count < times; count += 1) {
    const data = await ask(sandbox, POLL, { path: "/prod/graphql" });
    const [{ loadStatus, versionKey }] = data.workspaceOrError.locationEntries;
    seen.push(`${loadStatus} ${versionKey}`);
  }
  return seen;
}

test("a location is not added when no deployment is named", async () => {
  const sandbox = await sandboxWith();
  const response = await send(sandbox, ADD, { variables: { document: DOCUMENT } });
  assert.equal(response.status, 400);
  assert.match(await response.text(), /the request names none/);
});

test("a new location loads for as many polls as it was told", async () => {
  const sandbox = await sandboxWith({ loadingPolls: 2 });
  await add(sandbox);
  assert.deepEqual(await poll(sandbox, 3), ["LOADING version-1", "LOADING version-1", "LOADED version-1"]);
});

test("an updated location stays LOADED with its old version before it starts loading", async () => {
  const sandbox = await sandboxWith({ loadingPolls: 1, stalePolls: 2 });
  await add(sandbox);
  await poll(sandbox, 2);
  await add(sandbox, { image: "prices:2" });
  assert.deepEqual(await poll(sandbox, 4), [
    "LOADED version-1",
    "LOADED version-1",
    "LOADING version-1",
    "LOADED version-2",
  ]);
});

test("asking for the version alone is no poll", async () => {
  const sandbox = await sandboxWith({ loadingPolls: 1 });
  await add(sandbox);
  const query = `{ workspaceLocationEntryOrError(name: "prices") { ... on WorkspaceLocationEntry { versionKey } } }`;
  await ask(sandbox, query, { path: "/prod/graphql" });
  assert.deepEqual(await poll(sandbox, 2), ["LOADING version-1", "LOADED version-1"]);
});

test("an unchanged document loads anew, or changes nothing", async () => {
  for (const [unchangedDocument, version] of /** @type {const} */ ([
    ["reload", 2],
    ["ignore", 1],
  ])) {
    const sandbox = await sandboxWith({ loadingPolls: 0, stalePolls: 0, unchangedDocument });
    await add(sandbox);
    await poll(sandbox, 1);
    await add(sandbox);
    assert.deepEqual(await poll(sandbox, 1), [`LOADED version-${version}`]);
  }
});

test("a location whose image is broken ends with a load error", async () => {
  const sandbox = await sandboxWith({ loadingPolls: 0 });
  await add(sandbox, { image: "prices:broken" });
  const data = await ask(sandbox, POLL, { path: "/prod/graphql" });
  const [{ loadStatus, locationOrLoadError }] = data.workspaceOrError.locationEntries;
  assert.equal(loadStatus, "LOADED");
  assert.equal(locationOrLoadError.__typename, "PythonError");
  assert.match(locationOrLoadError.message, /the image prices:broken has no code/);
});

test("without a running agent a location never finishes loading", async () => {
  const sandbox = await sandboxWith({ loadingPolls: 0, agents: [] });
  await add(sandbox);
  assert.deepEqual(await poll(sandbox, 2), ["LOADING version-1", "LOADING version-1"]);
});

test("a location without a name or with two code sources is invalid", async () => {
  const sandbox = await sandboxWith();
  const source = { module_name: "prices", python_file: "prices.py" };
  const result = await add(sandbox, { location_name: null, code_source: source });
  assert.equal(result.__typename, "InvalidLocationError");
  assert.equal(result.errors.length, 2);
  assert.deepEqual(sandbox.state.deployments[0].locations, []);
});

test("several locations are deployed at once, or none of them", async () => {
  const sandbox = await sandboxWith();
  const invalid = await deploy(sandbox, [DOCUMENT, { ...STOCK, code_source: {} }, {}]);
  assert.equal(invalid.__typename, "InvalidLocationError");
  assert.deepEqual(
    invalid.errors.map((/** @type {string} */ text) => text.slice(0, 27)),
    ["locations[1]: code_source m", "locations[2]: location_name", "locations[2]: code_source m"],
  );
  assert.deepEqual(sandbox.state.deployments[0].locations, []);
  const locations = [{ locationName: "prices" }, { locationName: "stock" }];
  const success = { __typename: "DeployLocationsSuccess", locations };
  assert.deepEqual(await deploy(sandbox, [DOCUMENT, STOCK]), success);
  assert.deepEqual(names(sandbox, "prod"), ["prices", "stock"]);
});

test("locations are deployed where the header or the path says, and nowhere without either", async () => {
  const sandbox = await sandboxWith({ deployments: ["prod", "staging"] });
  const { deploymentName } = await create(sandbox);
  await deploy(sandbox, [DOCUMENT], { path: `/${deploymentName}/graphql` });
  await deploy(sandbox, [STOCK], { headers: { "dagster-cloud-deployment": "staging" } });
  assert.deepEqual(
    ["prod", "staging", deploymentName].map((name) => names(sandbox, name)),
    [[], ["stock"], ["prices"]],
  );
  for (const locations of [[DOCUMENT], [{}], []]) {
    const response = await send(sandbox, DEPLOY, { variables: { document: { locations } } });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /the request names none/);
  }
});

test("a token that may not deploy is told so in the result, and nothing is deployed", async () => {
  const sandbox = await sandboxWith({ unauthorized: "result" });
  const headers = { "dagster-cloud-api-token": "wrong" };
  const refused = await deploy(sandbox, [DOCUMENT], { headers, path: "/prod/graphql" });
  assert.equal(refused.__typename, "UnauthorizedError");
  assert.deepEqual(names(sandbox, "prod"), []);
});

test("locations can be deployed although the answer is lost", async () => {
  const script = [{ operation: "deployLocations", status: 502, execute: true }];
  const sandbox = await sandboxWith({ script });
  const variables = { document: { locations: [DOCUMENT, STOCK] } };
  const response = await send(sandbox, DEPLOY, { variables, path: "/prod/graphql" });
  assert.equal(response.status, 502);
  assert.deepEqual(names(sandbox, "prod"), ["prices", "stock"]);
});

test("a server that does not know versionKey refuses whatever asks for it", async () => {
  const sandbox = await sandboxWith({ withoutFields: ["WorkspaceLocationEntry.versionKey"] });
  const response = await send(sandbox, POLL, { path: "/prod/graphql" });
  assert.equal(response.status, 400);
  assert.match(await response.text(), /Cannot query field \\"versionKey\\"/);
});

test("a run that is launched twice with one idempotency key is launched once, and ends", async () => {
  const sandbox = await sandboxWith({ loadingPolls: 0 });
  await add(sandbox);
  await poll(sandbox, 1);
  const selector = {
    jobName: "seed",
    repositoryName: "__repository__",
    repositoryLocationName: "prices",
  };
  const launch = `mutation ($params: ExecutionParams!) { launchRun(executionParams: $params) {
    ... on LaunchRunSuccess { run { runId } } ... on Error { message } } }`;
  const variables = { params: { selector } };
  const request = { variables, path: "/prod/graphql", headers: { "idempotency-key": "once" } };
  const first = await ask(sandbox, launch, request);
  assert.deepEqual(await ask(sandbox, launch, request), first);
  const statuses = [];
  for (let count = 0; count < 3; count += 1) {
    const query = `{ runOrError(runId: "${first.launchRun.run.runId}") { ... on Run { status } } }`;
    statuses.push((await ask(sandbox, query)).runOrError.status);
  }
  assert.deepEqual(statuses, ["QUEUED", "STARTED", "SUCCESS"]);
  assert.equal(sandbox.state.runs.length, 1);
});
