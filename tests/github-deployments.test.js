// @ts-check
/** The stand-in for GitHub, as to deployments: what makes one, what refuses it, and what its statuses end. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { HEAD, githubWith, refusal } from "./github/asking.js";

const BASE = { ref: "new-prices", environment: "review-42", required_contexts: [] };

/** @typedef {Awaited<ReturnType<typeof githubWith>>["ask"]} Ask */

/** @param {Ask} ask @param {object} [more] @returns {Promise<number>} */
const create = async (ask, more) =>
  (await ask("POST", "/deployments", { ...BASE, auto_merge: false, ...more })).value.id;

/** @param {Ask} ask @param {number} id @param {object} body */
const say = (ask, id, body) => ask("POST", `/deployments/${id}/statuses`, body);

/** The states that a deployment has had, the newest first. @param {Ask} ask @param {number} id */
async function statesOf(ask, id) {
  const { value } = await ask("GET", `/deployments/${id}/statuses`);
  return value.map((/** @type {any} */ { state }) => state);
}

test("a deployment is made as it was asked for", async () => {
  const { ask } = await githubWith();
  const payload = { version: 3 };
  const given = { description: "of 42", payload, transient_environment: true, production_environment: false };
  const { status, headers, value } = await ask("POST", "/deployments", { ...BASE, ...given });
  assert.equal(status, 201);
  assert.equal(headers.get("location"), value.url);
  const { ref, sha, task, environment, original_environment, description } = value;
  assert.deepEqual([ref, sha, task, description], ["new-prices", HEAD, "deploy", "of 42"]);
  assert.deepEqual([environment, original_environment], ["review-42", "review-42"]);
  assert.equal(value.creator.login, "github-actions[bot]");
  assert.deepEqual([value.payload, value.transient_environment, value.production_environment], [payload, true, false]);
});

test("what is not said of a deployment GitHub fills in: it is to production", async () => {
  const { ask } = await githubWith();
  const { value } = await ask("POST", "/deployments", { ref: HEAD, required_contexts: [] });
  const { environment, transient_environment, production_environment } = value;
  assert.deepEqual([environment, transient_environment, production_environment], ["production", false, true]);
  assert.deepEqual([value.sha, value.payload], [HEAD, {}]);
  const other = (await ask("POST", "/deployments", BASE)).value;
  assert.equal(other.production_environment, false);
});

test("deployments are listed the newest first, by environment, ref and commit, in pages", async () => {
  const branches = { main: "a".repeat(40) };
  const { ask } = await githubWith({ branches });
  const ids = [await create(ask), await create(ask, { ref: "main" }), await create(ask, { environment: "other" })];
  /** @param {string} query */
  const listed = async (query) => {
    const { value } = await ask("GET", `/deployments${query}`);
    return value.map((/** @type {any} */ { id }) => ids.indexOf(id));
  };
  assert.deepEqual(await listed(""), [2, 1, 0]);
  assert.deepEqual(await listed("?environment=review-42"), [1, 0]);
  assert.deepEqual(await listed("?environment=review-42&ref=main"), [1]);
  assert.deepEqual(await listed(`?sha=${HEAD}`), [2, 0]);
  assert.deepEqual(await listed("?task=other"), []);
  assert.deepEqual(await listed("?per_page=1&page=2"), [1]);
});

test("a deployment needs a ref that there is", async () => {
  const { ask } = await githubWith();
  const unknown = await ask("POST", "/deployments", { ...BASE, ref: "old" });
  assert.deepEqual(refusal(unknown), [422, "No ref found for: old"]);
  assert.equal((await ask("POST", "/deployments", { ...BASE, ref: "c".repeat(40) })).status, 201);
});

test("unless no check is required, the workflow that asks is in the way", async () => {
  const { ask, repository } = await githubWith();
  const { required_contexts: _, ...all } = BASE;
  const failed = [409, "Conflict: Commit status checks failed for new-prices.", "Deployment required_contexts invalid"];
  const answer = await ask("POST", "/deployments", all);
  assert.deepEqual(refusal(answer), failed);
  assert.deepEqual(answer.value.errors[0].contexts, [{ context: "deploy", state: "pending" }]);
  repository.checks = [
    { context: "deploy", state: "pending" },
    { context: "test", state: "success" },
  ];
  assert.equal((await ask("POST", "/deployments", { ...all, required_contexts: ["test"] })).status, 201);
  const missing = await ask("POST", "/deployments", { ...all, required_contexts: ["test", "lint"] });
  assert.deepEqual(refusal(missing), failed);
  repository.checks = [{ context: "deploy", state: "success" }];
  assert.equal((await ask("POST", "/deployments", all)).status, 201);
});

test("unless told not to, GitHub merges the default branch into one that is behind, and deploys nothing", async () => {
  const pulls = [{ number: 42, head: { ref: "new-prices", sha: HEAD }, isBehind: true }];
  const { ask, repository } = await githubWith({ pulls });
  const merged = [202, "Auto-merged main into new-prices on deployment."];
  assert.deepEqual(refusal(await ask("POST", "/deployments", BASE)), merged);
  const conflict = [409, `Conflict merging main into ${HEAD}.`];
  assert.deepEqual(refusal(await ask("POST", "/deployments", { ...BASE, ref: HEAD })), conflict);
  assert.equal(repository.deployments.length, 0);
  assert.equal((await ask("POST", "/deployments", { ...BASE, auto_merge: false })).status, 201);
});

test("descriptions have at most 140 characters", async () => {
  const { ask } = await githubWith();
  const long = "description custom description is too long (maximum is 140 characters)";
  const [fits, exceeds] = ["ü".repeat(140), "ü".repeat(141)];
  const refused = await ask("POST", "/deployments", { ...BASE, description: exceeds });
  assert.deepEqual(refusal(refused), [422, "Validation Failed", `Deployment ${long}`]);
  const id = await create(ask, { description: fits });
  const status = await say(ask, id, { state: "success", description: exceeds });
  assert.deepEqual(refusal(status), [422, "Validation Failed", `DeploymentStatus ${long}`]);
  assert.equal((await say(ask, id, { state: "success", description: fits })).status, 201);
});

test("a status is shown as it was given, the newest first", async () => {
  const { ask } = await githubWith();
  const id = await create(ask);
  await say(ask, id, { state: "in_progress" });
  const [environment_url, log_url] = ["https://shop.example.com/42", "http://ci.example.com/1"];
  const { status, value } = await say(ask, id, { state: "success", description: "up", environment_url, log_url });
  assert.equal(status, 201);
  assert.deepEqual([value.state, value.description, value.environment], ["success", "up", "review-42"]);
  assert.deepEqual([value.environment_url, value.log_url, value.target_url], [environment_url, log_url, log_url]);
  assert.deepEqual(await statesOf(ask, id), ["success", "in_progress"]);
  assert.deepEqual(refusal(await say(ask, 7, { state: "success" })), [404, "Not Found"]);
  assert.deepEqual(refusal(await ask("GET", "/deployments/7/statuses")), [404, "Not Found"]);
});

test("addresses of a status are those of the web", async () => {
  const { ask } = await githubWith();
  const id = await create(ask);
  for (const field of ["environment_url", "log_url", "target_url"]) {
    const said = `DeploymentStatus ${field} custom ${field} must use http(s) scheme`;
    for (const wrong of ["ftp://example.com", "example.com", "javascript:alert(1)", "https://"]) {
      const answer = await say(ask, id, { state: "success", [field]: wrong });
      assert.deepEqual(refusal(answer), [422, "Validation Failed", said]);
    }
    assert.equal((await say(ask, id, { state: "success", [field]: "" })).status, 201);
  }
});

test("a status may move its deployment to another environment", async () => {
  const { ask } = await githubWith();
  const id = await create(ask);
  await say(ask, id, { state: "success", environment: "moved" });
  assert.equal((await say(ask, id, { state: "success" })).value.environment, "moved");
  const [{ environment, original_environment }] = (await ask("GET", "/deployments?environment=moved")).value;
  assert.deepEqual([environment, original_environment], ["moved", "review-42"]);
});

test("a success ends what succeeded before in its environment, but nothing transient or in production", async () => {
  const { ask } = await githubWith();
  /** @type {[string, object, string, string[]][]} */
  const earlier = [
    ["plain", {}, "success", ["inactive", "success"]],
    ["never up", {}, "failure", ["failure"]],
    ["transient", { transient_environment: true }, "success", ["success"]],
    ["in production", { production_environment: true }, "success", ["success"]],
    ["elsewhere", { environment: "other" }, "success", ["success"]],
  ];
  const ids = [];
  for (const [, more, state] of earlier) {
    ids.push(await create(ask, more));
    await say(ask, /** @type {number} */ (ids.at(-1)), { state, auto_inactive: false });
  }
  const [id, later] = [await create(ask), await create(ask)];
  await say(ask, later, { state: "success", auto_inactive: false });
  await say(ask, id, { state: "in_progress" });
  await say(ask, id, { state: "success", auto_inactive: false });
  assert.deepEqual(await statesOf(ask, ids[0]), ["success"], "nothing is ended by who does not want it");
  await say(ask, id, { state: "success" });
  for (const [at, [name, , , states]] of earlier.entries()) {
    assert.deepEqual(await statesOf(ask, ids[at]), states, name);
  }
  assert.deepEqual(await statesOf(ask, later), ["success"], "what came later stays");
});
