// @ts-check
/**
 * An answer of Dagster+ is lost, by an error or because the server is killed, after the step was executed; the next event comes
 * before the retry. In the end Dagster+ has what is desired, in every runtime. Not here: events and crashes by chance
 * (edge-crash.test.js).
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { describe } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Server, servers } from "./edge/crash/servers.js";
import { send, signed } from "./edge/deliver.js";
import { digestOf, github, registries, shaOf } from "./edge/payloads.js";
import { onEveryRuntime, secrets } from "./edge/stage.js";
import { startSandbox } from "./sandbox/dagster-plus.js";

const config = `
retry: {first: 40, longest: 60, give_up: 3600}
senders:
  github: {secrets: HEX_SECRET}
  ghcr: {secrets: HEX_SECRET}
repositories:
  - {name: acme/deletes, when_over: delete}
  - name: acme/etl
    locations: [{location_name: etl, code_source: {package_name: etl}}]
    images: [{image: "ghcr.io/acme/etl:pr-{pr}", location: etl}]
`;
/** The client itself tries four times what may be repeated. */
const lost = { status: 502, execute: true, times: 4 };
const sandboxOptions = { loadingPolls: 0, stalePolls: 0 };
/** @param {number} minute */
const at = (minute) => `2026-11-23T10:0${minute}:00Z`;

/** @param {string} repository */
function review(repository) {
  const facts = { repository, branch: "x", sha: shaOf(repository) };
  return {
    // Without it the time of an event stands in for that of the commit, so that each event is another.
    pushed: github.push(facts),
    opened: github.review({ ...facts, updated: at(0) }),
    closed: github.close({ ...facts, merged: false, updated: at(1) }),
    reopened: github.review({ ...facts, action: "reopened", updated: at(2) }),
  };
}

describe("answers that are lost", { concurrency: true }, () => {
  onEveryRuntime({ config, sandbox: sandboxOptions }, (stage) => {
    // One after the other: what misbehaves is the same Dagster+.
    test("in the end Dagster+ has what is desired, and that is what is shown", async (t) => {
      await t.test("a review that is reopened is open", async () => {
        const { pushed, opened, closed, reopened } = review("acme/etl");
        await stage.accepted("github", pushed);
        await stage.accepted("github", opened);
        await stage.until("it is open", () => stage.status("acme/etl", "x") === "OPEN");
        stage.sandbox.misbehave({ operation: "createOrUpdateBranchDeployment", ...lost });
        await stage.accepted("github", closed);
        await stage.until("the answer is lost", () => stage.logged("failed").some(({ action }) => action === "close"));
        assert.equal(stage.status("acme/etl", "x"), "CLOSED");
        await stage.accepted("github", reopened);
        await stage.until("it is open again", () => stage.status("acme/etl", "x") === "OPEN");
        await nothingIsLeft("acme/etl");
      });

      await t.test("a branch deployment that was deleted is there again", async () => {
        const { pushed, opened, closed, reopened } = review("acme/deletes");
        await stage.accepted("github", pushed);
        await stage.accepted("github", opened);
        await stage.until("it is open", () => stage.status("acme/deletes", "x") === "OPEN");
        stage.sandbox.misbehave({ operation: "deleteDeployment", ...lost, times: 1 });
        await stage.accepted("github", closed);
        await stage.until("the answer is lost", () => stage.logged("failed").some(({ action }) => action === "delete"));
        assert.equal(stage.deployment("acme/deletes", "x"), undefined);
        await stage.accepted("github", reopened);
        await stage.until("it is there again", () => stage.status("acme/deletes", "x") === "OPEN");
        await nothingIsLeft("acme/deletes");
      });

      await t.test("the image that is shown is the one that runs", async () => {
        const push = (/** @type {string} */ name) =>
          stage.accepted("ghcr", registries.ghcr({ repository: "acme/etl", tag: "pr-7", digest: digestOf(name) }));
        const runs = () => stage.deployment("acme/etl", "x")?.locations[0]?.document.image;
        const [first, second] = ["one", "two"].map((name) => `ghcr.io/acme/etl@${digestOf(name)}`);
        await push("one");
        await stage.until("the first runs", () => runs() === first);
        stage.sandbox.misbehave({ operation: "deployLocations", ...lost });
        await push("two");
        await stage.until("the answer is lost", () => stage.logged("failed").some(({ action }) => action === "deploy"));
        assert.equal(runs(), second);
        await push("one");
        await stage.until("the first runs again", () => runs() === first);
        const [{ images }] = await nothingIsLeft("acme/etl");
        assert.deepEqual(images, [{ location: "etl", reference: first, isDeployed: true }]);
      });
    });

    /** Waits until the branch of a repository is shown open, with nothing to do. @param {string} repository */
    function nothingIsLeft(repository) {
      return stage.until("nothing is left to do", async () => {
        const { branches } = await stage.shown();
        const shown = branches.filter((/** @type {any} */ branch) => branch.repository === repository);
        return shown.every((/** @type {any} */ { state, tasks }) => state === "open" && tasks.length === 0) && shown;
      });
    }
  });

  for (const runtime of Object.keys(servers)) {
    test(`${runtime}: a review that is reopened is open, also if the server was killed while it closed it`, async () => {
      const folder = mkdtempSync(join(tmpdir(), `edge-lost-${runtime}-`));
      const sandbox = await startSandbox(sandboxOptions);
      const variables = { ...secrets, DAGSTER_CLOUD_URL: sandbox.url, DAGSTER_CLOUD_API_TOKEN: sandbox.token };
      const start = () => new Server(servers[runtime]({ folder, config, variables }), folder);
      const is = (/** @type {string} */ status) =>
        until(`it is ${status}`, () =>
          sandbox.state.deployments.some(({ branch }) => branch?.pullRequestStatus === status),
        );
      /** @param {Server} server @param {import("./edge/payloads.js").Told} said */
      const tell = async (server, said) => {
        const { path, headers, body } = signed("github", secrets.HEX_SECRET, said);
        const url = (await server.listening()) + path;
        const answer = await send(url, { method: "POST", headers, body: /** @type {string} */ (body) });
        assert.equal(answer.status, 202, answer.text);
      };
      let server = start();
      try {
        const { pushed, opened, closed, reopened } = review("acme/etl");
        await tell(server, pushed);
        await tell(server, opened);
        await is("OPEN");
        // It is executed, and the answer takes minutes.
        sandbox.misbehave({ operation: "createOrUpdateBranchDeployment", drip: 5000 });
        await tell(server, closed);
        await is("CLOSED");
        await server.kill();
        server = start();
        await tell(server, reopened);
        await is("OPEN");
      } finally {
        await server.kill();
        await sandbox.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});

/** @param {string} what @param {() => boolean} check */
async function until(what, check) {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(20)) if (check()) return;
  assert.fail(`not within a minute: ${what}`);
}
