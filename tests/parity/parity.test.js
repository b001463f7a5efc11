/**
 * Parity is judged right: a difference that is not listed fails, a rule excuses what it says and nothing else, and a
 * rule that nothing needs any more is found. The peer's recordings are not here; these situations are made up.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { differences } from "./differences/index.js";
import { anything, expected, judge, staleRules } from "./judge.js";
import { outcomeOf, parseExactly } from "./recording.js";
import { flagValue, scopeOf } from "./scope.js";

const create = ["branch-deployment", "create-or-update", "--url", "{{URL}}"];
const name = "0f3c9d8e7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d";
const loaded =
  "Added or updated location l.\nView the status of your locations at {{URL}}/locations.\n\n" +
  "Waiting for agent to sync changes to l...\nAgent synced changes to l. Changes should now be visible in Dagster Cloud.\n";

/** A request as the recorder notes it. */
const request = (root, variables, more = {}) => ({
  method: "POST",
  path: "/graphql",
  headers: { "Dagster-Cloud-Api-Token": "t" },
  graphql: {
    kind: /^(create|add|delete)/.test(root) ? "mutation" : "query",
    rootFields: [{ name: root, args: { a: "$a" } }],
  },
  variables,
  status: 200,
  answered: "default",
  ...more,
});
const created = (more = {}) =>
  request("createOrUpdateBranchDeployment", { branchData: {}, commit: { timestamp: 5, commitMessage: "m" } }, more);
const added = (document, more) => request("addOrUpdateLocationFromDocument", { document }, more);
const recording = (exit_code, stdout, requests, stderr_last_line = "") => {
  return { name: "x", exit_code, stdout, stderr: "", stderr_last_line, requests };
};
const situation = (testCase, peer) => ({ testCase: { name: "x", kind: "k", argv: create, ...testCase }, peer });
const wanted = (testCase, peer) => expected(situation(testCase, peer).testCase, peer, differences).want;
const fields = (testCase, peer, ours) => judge(situation(testCase, peer).testCase, peer, ours, differences).fields;

test("what is equal is no difference, and reads do not count", () => {
  const peer = recording(0, "d\n", [created()]);
  assert.deepEqual(fields({}, peer, recording(0, "d\n", [request("agents", {}), created()])), []);
});

test("a difference that no rule lists is named by its field", () => {
  const peer = recording(0, "d\n", [created()]);
  const other = created({ variables: { ...created().variables, baseDeploymentName: null } });
  assert.deepEqual(fields({}, peer, recording(0, "d\n", [other])), ["mutations"], "absent is not null");
  assert.deepEqual(fields({}, peer, recording(0, "d\n", [created({ headers: {} })])), ["mutations"]);
  assert.deepEqual(fields({}, peer, recording(0, "d\n", [created(), created()])), ["mutations"]);
  assert.deepEqual(fields({}, peer, recording(1, "", [created()])), ["exit", "stdout"]);
  assert.deepEqual(fields({}, recording(1, "Error: no\n", []), recording(0, "d\n", [created()])), [
    "mutations",
    "exit",
    "stdout",
  ]);
});

test("a rule excuses what it says and nothing beside it", () => {
  const testCase = { argv: [...create, "--read-git-state"] };
  const commit = (commitMessage, timestamp) =>
    created({ variables: { branchData: {}, commit: { timestamp, commitMessage } } });
  const peer = recording(0, "d\n", [commit("subject\n", 5)]);
  assert.deepEqual(fields(testCase, peer, recording(0, "d\n", [commit("subject", 5)])), []);
  assert.deepEqual(fields(testCase, peer, recording(0, "d\n", [commit("subject", 6)])), ["mutations"]);
  assert.deepEqual(fields(testCase, peer, recording(0, "d\n", [commit("subject\n", 5)])), ["mutations"]);
});

test("a rule is stale when it applies and nothing differs; one that applies nowhere is not", () => {
  const rules = [
    { name: "needed", reason: "", applies: () => true, expect: () => ({ exit: 1 }) },
    { name: "stale", reason: "", applies: () => true, expect: ({ want }) => ({ stdout: want.stdout }) },
    { name: "idle", reason: "", applies: () => false, expect: () => ({}) },
  ];
  const made = situation({}, recording(0, "", []));
  const verdict = judge(made.testCase, made.peer, recording(1, "", []), rules);
  assert.deepEqual([verdict.rules, verdict.fields], [["needed"], []]);
  assert.deepEqual(staleRules([verdict], [made], rules), ["stale"]);
});

test("every rule has a name of its own and one reason", () => {
  assert.equal(new Set(differences.map((rule) => rule.name)).size, differences.length);
  for (const { reason } of differences) assert.match(reason, /^[^.]+[^.\s]$/);
});

test("whole numbers keep their digits, and equal numbers are equal however they are written", () => {
  assert.deepEqual(parseExactly('[1, 1.0, 1e2, "12345678901234567890"]'), [1, 1, 100, "12345678901234567890"]);
  assert.deepEqual(parseExactly("[12345678901234567890, 10000000000000000, NaN]"), [
    { number: "12345678901234567890" },
    1e16,
    { number: "NaN" },
  ]);
});

test("cases of commands that are not here yet are told from misspelt ones", () => {
  const scope = (...argv) => scopeOf({ argv });
  assert.deepEqual(scope("workspace", "add-location", "l"), { command: "workspace add-location", inScope: true });
  assert.deepEqual(scope("deployment", "sync-locations"), { command: "deployment sync-locations", inScope: false });
  assert.deepEqual(scope("ci", "deploy"), { command: "ci deploy", inScope: false });
  assert.deepEqual(scope("run", "status", "x"), { command: "run status", inScope: true });
  assert.deepEqual(scope("brnch-deployment"), { command: "top level", inScope: true });
  assert.deepEqual(scope("--version"), { command: "top level", inScope: true });
  assert.equal(flagValue(["--url=a", "--url", "b", "-d", "c"], "--url"), "b");
});

test("where the peer fails its error text leaves stdout, and the rest of it stays", () => {
  assert.equal(wanted({}, recording(1, "Waiting...\nError: no\nError: \n", [])).stdout, "Waiting...\n");
});

test("what the peer answers to help or a version is not compared", () => {
  assert.equal(wanted({ argv: ["--version"] }, recording(0, "Dagster Cloud version: 1.0\n", [])).stdout, anything);
});

test("values that only a slip explains are corrected or refused", () => {
  const refused = { mutations: [], exit: 1, stdout: "" };
  const token = (value) => created({ headers: { "Dagster-Cloud-Api-Token": value } });
  assert.deepEqual(wanted({}, recording(0, "d\n", [token("t ")])), refused);
  const env = { DAGSTER_CLOUD_API_TOKEN: "t\n" };
  assert.deepEqual(wanted({ env }, recording(1, "", [])), { mutations: anything, exit: 0, stdout: `${name}\n` });
  const sent = created({ variables: { branchData: { pullRequestStatus: "closed" }, commit: { timestamp: 1.7e12 } } });
  const [{ variables }] = wanted({}, recording(0, "d\n", [sent])).mutations;
  assert.deepEqual(variables, { branchData: { pullRequestStatus: "CLOSED" }, commit: { timestamp: 1.7e9 } });
  const found = [
    request("deploymentByName", { deploymentName: null }),
    request("deleteDeployment", { deploymentId: 1 }),
  ];
  assert.deepEqual(wanted({ argv: ["branch-deployment", "delete"] }, recording(0, "", found)), refused);
});

test("variables that the peer ignores count", () => {
  const env = { DAGSTER_CLOUD_ENV: "eu", DAGSTER_CLOUD_URL: null };
  const argv = ["branch-deployment", "create-or-update", "-o", "acme"];
  const peer = recording(0, "d\n", [created({ host: "https://acme.dagster.cloud" })]);
  assert.equal(wanted({ argv, env }, peer).mutations[0].host, "https://acme.eu.dagster.cloud");
  assert.equal(wanted({ argv }, peer).mutations[0].host, null);
});

test("what may be repeated is repeated, as often as the peer would, and a delete is not", () => {
  const failing = (status, times) => [{ status, body: "x", times }];
  const failed = recording(1, "", [created({ status: 500, answered: "scripted" })]);
  const once = wanted({ responses: failing(500, 1) }, failed);
  assert.deepEqual([once.mutations.length, once.exit, once.stdout], [2, 0, `${name}\n`]);
  const forever = wanted({ responses: failing(500, -1) }, failed);
  assert.deepEqual([forever.mutations.length, forever.exit], [4, 1]);
  const deletes = [{ answered: "dropped" }, {}].map((more) => request("deleteDeployment", { deploymentId: 1 }, more));
  const dropped = wanted({ argv: ["branch-deployment", "delete", "-d", "x"] }, recording(0, "", deletes));
  assert.deepEqual([dropped.mutations.length, dropped.exit], [1, 1]);
});

test("a redirect is followed where the token may go, and as a POST", () => {
  const to = (status, Location) => ({ responses: [{ status, headers: { Location } }] });
  const peer = recording(0, "d\n", [created({ status: 307 }), created()]);
  assert.equal(wanted(to(307, "{{URL}}/x"), peer).exit, 0);
  assert.deepEqual(wanted(to(307, "http://other/x"), peer), {
    mutations: [outcomeOf(peer).mutations[0]],
    exit: 1,
    stdout: "",
  });
  assert.equal(wanted(to(302, "/x"), recording(0, "d\n", [created()])).exit, 1);
});

test("a fault while waiting, and a scripted answer that our version read takes, end no run", () => {
  const argv = ["deployment", "add-location", "l"];
  const waiting = loaded.slice(0, loaded.indexOf("Agent synced"));
  const document = { location_name: "l" };
  const poll = request("workspaceOrError", {}, { answered: "scripted" });
  const peer = recording(1, `${waiting}Error: Unable to query\n`, [added(document), poll]);
  const responses = [{ op: "CliLocationsQuery", json: { errors: [] } }];
  assert.deepEqual(wanted({ argv, responses }, peer).stdout, loaded);
  const lost = recording(1, "Error: 403\n", [added(document, { status: 403, answered: "scripted" })]);
  assert.equal(wanted({ argv, responses: [{ status: 403 }] }, lost).exit, 0);
  assert.equal(wanted({ argv, responses: [{ status: 403, op: "CliAddOrUpdateLocation" }] }, lost).exit, 1);
});

test("a run that fails fails the command, and what is not known of it is not printed", () => {
  const launch = { argv: ["job", "launch", "-w"] };
  const begun = "Run r launched, waiting for completion...\n";
  const failed = wanted(launch, recording(0, `${begun}Error: Run r failed with status 'FAILURE'. Check the UI.\n`, []));
  assert.deepEqual([failed.exit, failed.stdout], [1, begun]);
  const unknown = "Error: Failed to get status for run r: x.\nRun r is in progress (status: None)...\n";
  const ended = wanted(launch, recording(0, `${begun}${unknown}Run r finished successfully.\n`, []));
  assert.deepEqual([ended.exit, ended.stdout], [0, `${begun}Run r finished successfully.\n`]);
  const status = wanted(
    { argv: ["run", "status", "r"] },
    recording(0, "Error: Failed to get status for run r: x.\n", []),
  );
  assert.deepEqual([status.exit, status.stdout], [1, ""]);
});

test("a launch that is told not to try again is not expected to", () => {
  const env = { DAGSTER_CLOUD_JOB_LAUNCH_RETRIES: "0" };
  const launch = request("launchRun", {}, { status: 503, answered: "scripted" });
  launch.graphql.kind = "mutation";
  const peer = recording(1, "", [launch]);
  const testCase = { argv: ["job", "launch"], responses: [{ status: 503, body: "x" }] };
  assert.equal(wanted({ ...testCase, env }, peer).mutations.length, 1);
});
