// @ts-check
/**
 * A run is launched once, whether its server knows idempotency keys, as Dagster+ does, or ignores them, as open-source
 * Dagster does: the stand-in executes the launch and loses the answer. `npm run real` does the same with the real one.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { runIn } from "./network/legs.js";
import { packageDirectory } from "./pkg-directory.js";
import { ask, sandboxWith, send } from "./sandbox/ask.js";

const ADD = `mutation ($document: GenericScalar!) {
  addOrUpdateLocationFromDocument(document: $document) { __typename } }`;
const POLL = "{ workspaceOrError { ... on Workspace { locationEntries { name loadStatus } } } }";

/** A stand-in with the location `prices`. @param {Partial<import("./sandbox/options.js").SandboxOptions>} options */
async function standIn(options, image = "prices:1") {
  const sandbox = await sandboxWith({ loadingPolls: 0, stalePolls: 0, ...options });
  const path = "/prod/graphql";
  const document = { location_name: "prices", image, code_source: { module_name: "prices" } };
  await ask(sandbox, ADD, { path, variables: { document } });
  await ask(sandbox, POLL, { path });
  return sandbox;
}

/** @param {import("./sandbox/dagster-plus.js").Sandbox} sandbox @param {string} job @param {...string} flags */
function launch(sandbox, job, ...flags) {
  const entry = join(packageDirectory, "cli.cjs");
  const place = [
    "--url",
    `${sandbox.url}/prod`,
    "--deployment",
    "prod",
    "--api-token",
    "sandbox-token",
    "--location",
    "prices",
  ];
  return runIn("node", [entry, "job", "launch", ...place, "--job", job, "--interval", "1", ...flags]);
}

/** @param {import("./sandbox/dagster-plus.js").Sandbox} sandbox */
const sent = (sandbox) =>
  sandbox.requests.flatMap(({ rootFields }) => rootFields).filter((name) => /launchRun|runsOrError/.test(name));

for (const idempotencyKey of /** @type {const} */ (["honoured", "ignored"])) {
  for (const close of /** @type {const} */ (["before-headers", "reset", "mid-body"])) {
    test(`one run is launched although its answer is lost (${close}) and the key is ${idempotencyKey}`, async () => {
      const sandbox = await standIn({ idempotencyKey, script: [{ operation: "launchRun", close, execute: true }] });
      const { status, stdout } = await launch(sandbox, "seed");
      const { runs } = sandbox.state;
      assert.deepEqual([status, stdout, runs.length], [0, `${runs[0]?.id}\n`, 1]);
      assert.deepEqual(sent(sandbox), ["launchRun", "runsOrError"]);
      assert.deepEqual(runs[0].tags, [{ key: "dagster-deploy/launch", value: runs[0].idempotencyKey }]);
    });
  }

  test(`a launch that was lost on its way is sent again where the key is ${idempotencyKey}`, async () => {
    const sandbox = await standIn({ idempotencyKey, script: [{ operation: "launchRun", status: 502, times: 2 }] });
    const { status } = await launch(sandbox, "seed");
    assert.deepEqual([status, sandbox.state.runs.length], [0, 1]);
    assert.deepEqual(sent(sandbox), ["launchRun", "runsOrError", "launchRun", "runsOrError", "launchRun"]);
  });
}

test("a run that fails tells its step and what was raised there", async () => {
  const { status, stderr } = await launch(await standIn({}), "broken-seed", "--wait");
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^Error: Run \S+ failed with status 'FAILURE'\.\n\| Step transform failed:\n\| ValueError: no prices for today\n/m,
  );
});

test("a run fails all the same where its events cannot be read", async () => {
  const sandbox = await standIn({ withoutFields: ["Run.eventConnection"] });
  const { status, stderr } = await launch(sandbox, "broken-seed", "--wait");
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^Couldn't read why it failed: .*eventConnection.*\nError: Run \S+ failed with status 'FAILURE'\.\n {2}see /m,
  );
});

test("a job of a location that failed to load says so", async () => {
  const { status, stderr } = await launch(await standIn({}, "prices:broken"), "seed");
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^Error: cannot launch the job seed: the location prices failed to load:\n\| DagsterUserCodeLoadError: /,
  );
});

test("the events of a run come in pages, and its tag finds it", async () => {
  const sandbox = await standIn({});
  await launch(sandbox, "broken-seed", "--wait");
  const [{ id, tags }] = sandbox.state.runs;
  const query = `query ($after: String) { runOrError(runId: "${id}") { ... on Run {
    eventConnection(limit: 3, afterCursor: $after) { cursor hasMore events { __typename } } } } }`;
  const first = await ask(sandbox, query);
  assert.deepEqual(
    [first.runOrError.eventConnection.events.length, first.runOrError.eventConnection.hasMore],
    [3, true],
  );
  const second = await ask(sandbox, query, { variables: { after: first.runOrError.eventConnection.cursor } });
  const { events, hasMore } = second.runOrError.eventConnection;
  assert.deepEqual([events, hasMore], [[{ __typename: "RunFailureEvent" }], false]);
  const find = "query ($filter: RunsFilter) { runsOrError(filter: $filter) { ... on Runs { results { runId } } } }";
  const found = async (/** @type {object} */ filter) =>
    (await ask(sandbox, find, { variables: { filter } })).runsOrError.results;
  assert.deepEqual(await found({ tags }), [{ runId: id }]);
  assert.deepEqual(await found({ tags: [{ key: "dagster-deploy/launch", value: "another" }] }), []);
  assert.equal((await send(sandbox, find)).status, 200);
});
