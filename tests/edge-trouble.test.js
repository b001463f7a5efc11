// @ts-check
/**
 * Dagster+ cannot be reached, or refuses, in every runtime: what was accepted is told as soon as it can be, or waits for an
 * operator, who sees it and has it tried again; nobody else may.
 */
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { github, shaOf } from "./edge/payloads.js";
import { onEveryRuntime, operator } from "./edge/stage.js";
import { runtimes } from "./edge/start.js";
import { startSandbox } from "./sandbox/dagster-plus.js";

const config = (/** @type {string} */ retry) => `
retry: ${retry}
senders:
  github: {secrets: HEX_SECRET}
repositories:
  - {name: "*"}
`;
const repository = "acme/etl";
const form = { "Content-Type": "application/x-www-form-urlencoded" };

/**
 * What an operator's button sends.
 * @param {string} branch
 * @param {Record<string, string>} headers
 * @returns {RequestInit}
 */
const replay = (branch, headers) => ({
  method: "POST",
  headers: { ...form, ...headers },
  body: new URLSearchParams({ object: `branch:${repository}#${branch}` }),
});

/**
 * Where nobody listens at first: no port that a system gives to whoever asks for any.
 * @param {import("./edge/start.js").Runtime} runtime
 */
const portOf = (runtime) => 20_000 + (process.pid % 2000) * runtimes.length + runtimes.indexOf(runtime);

// The client itself tries four times, which takes it seven seconds; what is refused with 401 is not tried again by it.
const patient = config("{first: 0.1, longest: 0.3, give_up: 60}");
const impatient = config("{first: 0.1, longest: 0.3, give_up: 1}");

describe("in trouble", { concurrency: true }, () => {
  onEveryRuntime({ config: patient }, toldLate);
  const variables = (/** @type {import("./edge/start.js").Runtime} */ runtime) => ({
    DAGSTER_CLOUD_URL: `http://127.0.0.1:${portOf(runtime)}`,
  });
  onEveryRuntime({ config: impatient, variables }, givenUp);
});

/** @param {import("./edge/stage.js").Stage} stage */
function toldLate(stage) {
  test("what Dagster+ refuses for now is told when it does no more", async () => {
    stage.sandbox.misbehave([
      { status: 401, times: 3 },
      { status: 503, times: 5 },
    ]);
    const facts = { repository, branch: "refused", sha: shaOf("refused") };
    await stage.accepted("github", github.review(facts));
    await stage.until("it is told", () => stage.status(repository, "refused") === "OPEN");
    const failures = stage.logged("failed").map(({ code, attempt }) => [attempt, code]);
    assert.deepEqual(
      failures.slice(0, 3),
      [1, 2, 3].map((attempt) => [attempt, "auth/unauthorized"]),
    );
    const [{ tasks }] = await stage.until("it is reported", async () => {
      const { branches } = await stage.shown();
      return branches.length === 1 && branches[0].tasks.length === 0 && branches;
    });
    assert.deepEqual(tasks, []);
  });
}

/** @param {import("./edge/stage.js").Stage} stage @param {import("./edge/start.js").Runtime} runtime */
function givenUp(stage, runtime) {
  test("what was given up is shown, and is done when an operator says so", async () => {
    await stage.accepted("github", github.review({ repository, branch: "dead", sha: shaOf("dead") }));
    const shown = await stage.until("it is given up", async () => {
      const { branches } = await stage.shown();
      return branches.find((/** @type {any} */ { tasks }) => tasks.some((/** @type {any} */ { isDead }) => isDead));
    });
    assert.deepEqual([shown.repository, shown.name, shown.state], [repository, "dead", "open"]);
    const [{ what, code, reason }] = shown.tasks;
    assert.match(`${what} ${code}`, /^branch deployment network\//);
    assert.match(reason, /\w/);
    await refusesOthers();
    const sandbox = await startSandbox({ port: portOf(runtime), token: stage.variables.DAGSTER_CLOUD_API_TOKEN });
    try {
      const answer = await stage.request("/replay", replay("dead", { ...operator, Origin: stage.edge.url }));
      assert.deepEqual([answer.status, answer.headers.get("location")], [303, "/status#replayed"]);
      await stage.until("it is told", () =>
        sandbox.state.deployments.some(({ branch }) => branch?.branchName === "dead"),
      );
      await stage.until("nothing is left to do", async () => (await stage.shown()).branches[0].tasks.length === 0);
    } finally {
      await sandbox.stop();
    }
  });

  async function refusesOthers() {
    const basic = (/** @type {string} */ text) => ({ Authorization: `Basic ${Buffer.from(text).toString("base64")}` });
    /** @type {Record<string, string>[]} */
    const wrong = [
      {},
      { Authorization: "Bearer wrong-wrong-wrong" },
      { Authorization: "Bearer " },
      basic("it:"),
      basic("it"),
    ];
    for (const headers of wrong) {
      for (const path of ["/status", "/status.json"]) {
        assert.equal((await stage.request(path, { headers })).status, 401);
      }
      const answer = await stage.request("/replay", replay("dead", headers));
      assert.deepEqual([answer.status, /^Basic /.test(answer.headers.get("www-authenticate") ?? "")], [401, true]);
    }
    /** @type {Record<string, string>[]} */
    const foreign = [
      { Origin: "https://evil.example.com" },
      { Origin: "null" },
      { "Sec-Fetch-Site": "cross-site" },
      {
        "Sec-Fetch-Site": "same-site",
      },
    ];
    for (const headers of foreign) {
      assert.equal(
        (await stage.request("/replay", replay("dead", { ...operator, ...headers }))).status,
        403,
        JSON.stringify(headers),
      );
    }
    assert.equal(
      (await stage.request("/replay", { method: "POST", headers: operator, body: "object=directory" })).status,
      400,
    );
    assert.equal((await stage.request("/replay", { headers: operator })).status, 405);
    assert.equal((await stage.request("/status", { method: "POST", headers: operator })).status, 405);
    const { branches } = await stage.shown();
    assert.ok(branches[0].tasks[0].isDead, "nobody else has it tried again");
  }

  test("operators see a page, with their token as password", async () => {
    const password = {
      Authorization: `Basic ${Buffer.from(`any:${stage.variables.DAGSTER_DEPLOY_OPERATOR_TOKEN}`).toString("base64")}`,
    };
    const { status, headers } = await stage.request("/status", { headers: password });
    assert.deepEqual([status, headers.get("content-type")], [200, "text/html; charset=utf-8"]);
  });
}
