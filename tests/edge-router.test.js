// @ts-check
/** What else is asked of the edge, in every runtime, and what it says when it cannot do its work. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { describe } from "node:test";
import { signed } from "./edge/deliver.js";
import { github, shaOf } from "./edge/payloads.js";
import { onEveryRuntime, operator, secrets } from "./edge/stage.js";
import { runtimes, spawnServe, startEdge } from "./edge/start.js";

const config = `
senders:
  github: {secrets: HEX_SECRET}
  github/unset: {secrets: [UNSET_SECRET, UNSET_TOO]}
repositories:
  - {name: acme/*}
`;
/** What it cannot be started with: four mistakes. */
const unusable = `
senders:
  github: {secret: HEX_SECRET}
  gihub: {secrets: HEX_SECRET}
repositories:
  - {name: acme/*, forks: perhaps}
`;
const review = github.review({ repository: "acme/etl", branch: "x", sha: shaOf("x") });

onEveryRuntime({ config }, (stage) => {
  test("it says that it is not well while a variable is not set, and the log says which", async () => {
    const { status, json, headers } = await stage.request("/health");
    assert.deepEqual(
      [status, json.error, headers.get("cache-control")],
      [503, "a variable is not set; the log says which", "no-store"],
    );
    const line = await stage.until("it is logged", () => stage.logged("not set")[0]);
    assert.deepEqual(line.variables, ["UNSET_SECRET", "UNSET_TOO"]);
    const head = await stage.request("/health?x=1", { method: "HEAD" });
    assert.deepEqual([head.status, head.text], [503, ""]);
  });

  test("what is not there is answered with 404, and a method that is none with 405", async () => {
    for (const path of [
      "/",
      "/x",
      "/health/",
      "/webhooks/unknown",
      "/webhooks/github/other",
      "/webhooks/github/unset/x",
      "/%77ebhooks/github",
    ]) {
      const { status } = await stage.post({ ...signed("github", secrets.HEX_SECRET, review), path });
      assert.equal(status, 404, path);
    }
    for (const method of ["GET", "PUT", "DELETE", "OPTIONS"]) {
      const { status, headers } = await stage.request("/webhooks/github", { method });
      assert.deepEqual([status, headers.get("allow")], [405, "POST"], method);
    }
  });

  test("a route without a secret that is set is answered with 503, so that its sender comes again", async () => {
    const { status, text } = await stage.deliver("github", { ...review, name: "unset" });
    assert.equal(status, 503);
    assert.match(text, /no secret is set/);
  });

  test("a ping is answered with 200", async () => {
    const answer = await stage.deliver("github", { event: "ping", body: { zen: "x", hook_id: 1 } });
    assert.deepEqual([answer.status, answer.json.events[0].action], [200, "ignore"]);
  });

  test("each delivery is one line of JSON in the log, and is counted", async () => {
    await stage.accepted("github", { ...review, id: "delivery-1" });
    const line = await stage.until("it is logged", () =>
      stage.logged("delivery").find(({ delivery }) => delivery === "delivery-1"),
    );
    assert.deepEqual(
      [line.sender, line.event, line.repository, line.branch, line.action, line.outcome],
      ["github", "pull_request.opened", "acme/etl", "x", "update", "accepted"],
    );
    const done = await stage.until("the work is logged", () =>
      stage.logged("done").find(({ delivery }) => delivery === "delivery-1"),
    );
    assert.deepEqual([done.action, done.attempt, typeof done.milliseconds], ["update", 1, "number"]);
    await stage.until("it is counted", async () => {
      const { counts } = await stage.shown();
      return counts.accepted === 1 && counts.update === 1;
    });
  });
});

onEveryRuntime({ config, variables: { DAGSTER_DEPLOY_OPERATOR_TOKEN: "" } }, (stage) => {
  test("without an operator's token nobody is an operator", async () => {
    for (const headers of [{}, operator, { Authorization: "Bearer " }, { Authorization: "Basic Og==" }]) {
      for (const path of ["/status", "/status.json"]) {
        assert.equal((await stage.request(path, { headers })).status, 503);
      }
      assert.equal((await stage.request("/replay", { method: "POST", headers, body: "object=branch:a" })).status, 503);
    }
    assert.equal((await stage.deliver("github", review)).status, 202);
  });
});

describe("a configuration that cannot be used", { concurrency: true }, () => {
  for (const runtime of runtimes) {
    const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-edge-"));
    test.after(() => rmSync(folder, { recursive: true, force: true }));
    if (runtime === "workerd") {
      test("is answered with 503 by the Worker, whose log tells what is wrong", async () => {
        const edge = await startEdge(runtime, { config: unusable, variables: secrets, folder });
        try {
          for (const path of ["/health", "/webhooks/github", "/status"]) {
            const response = await fetch(edge.url + path, { method: "POST", body: "{}" });
            assert.equal(response.status, 503);
            assert.doesNotMatch(await response.text(), /gihub/);
          }
          const told = edge.lines.map((line) => JSON.parse(line)).filter(({ what }) => what === "configuration");
          assert.deepEqual(
            told.map(({ problems }) => problems.length),
            [4, 4, 4],
          );
        } finally {
          await edge.stop();
        }
      });
    } else {
      test(`ends \`webhook serve\` with all that is wrong, on ${runtime}`, async () => {
        const { ended, lines } = spawnServe(runtime, { config: unusable, variables: secrets, folder });
        assert.equal(await ended, 1);
        for (const word of ["`secrets`", '"secret"', "gihub", "perhaps"]) {
          assert.ok(
            lines.some((line) => line.includes(word)),
            `${word}: ${lines}`,
          );
        }
      });
    }
  }
});
