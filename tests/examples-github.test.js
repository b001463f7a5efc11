// @ts-check
/**
 * The workflows in examples/github do what they say: each runs as it stands for the events that start it, against the
 * stand-ins for Dagster+ and GitHub, with a token that may do only what the workflow's `permissions` say. How they are run
 * is in examples/.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { readManifest } from "./action/manifest.js";
import { runForEvents } from "./examples/for-events.js";
import { eventOf, makeRepository } from "./examples/repository.js";
import { OWN, isStarted, readWorkflow, stepsOf } from "./examples/workflow.js";

const folder = fileURLToPath(new URL("../examples/github/", import.meta.url));
const manifest = readManifest(fileURLToPath(new URL("../action.yml", import.meta.url)));
/** A workflow, in a hurry: of waiting between looks at a run nothing can be learned. @param {string} name */
const read = (name) => readWorkflow(readFileSync(join(folder, name), "utf8").replace("interval: 10", "interval: 1"));
const repository = makeRepository(mkdtempSync(join(tmpdir(), "dagster-deploy-examples-")));
const { head, merge } = repository.hashes;
const ran = new Set();

after(() => rmSync(repository.folder, { recursive: true }));

const opened = eventOf("pull_request-opened", repository);
const closed = eventOf("pull_request-closed", repository);
const pushed = eventOf("push", repository);
const deleted = eventOf("delete", repository);
const ofFork = structuredClone(opened);
ofFork.pull_request.head.repo = { ...ofFork.pull_request.head.repo, id: 99, full_name: "mallory/shop" };

/** @param {string} name @param {{ name: string, payload: any }[]} events */
function run(name, events) {
  ran.add(name);
  return runForEvents(read(name), events, repository);
}

const pullRequest = (/** @type {any} */ payload) => ({ name: "pull_request", payload });

/** What the locations of a deployment run. @param {import("./sandbox/organization.js").Organization} state @param {string} type */
const imagesOf = (state, type) => {
  const deployments = state.deployments.filter((one) => one.type === type);
  return deployments.flatMap(({ locations }) => locations.map(({ loadedDocument }) => loadedDocument?.image));
};

/** @param {import("./sandbox/organization.js").Organization} state */
const statusOf = (state) => state.deployments.at(-1)?.branch?.pullRequestStatus;

/** What the actions of others are given, where that matters: which commit, and which image. */
const builtOf = (/** @type {{ others: import("./examples/workflow.js").Step[] }} */ { others }) => {
  return others.map((step) => step.with?.tags).filter(Boolean);
};

test("branch-deployments.yml builds and deploys a pull request, and closes its branch deployment with it", async () => {
  const again = pullRequest({ ...opened, action: "synchronize" });
  const { jobs, sandbox, github } = await run("branch-deployments.yml", [
    pullRequest(opened),
    again,
    pullRequest(closed),
  ]);
  assert.deepEqual(
    jobs.map(({ results }) => results),
    [["deployed"], ["deployed"], ["closed"]],
  );
  const image = `registry.example.com/shop:${head}`;
  assert.deepEqual(jobs.map(builtOf), [[image], [image], []]);
  assert.deepEqual(
    imagesOf(sandbox, "BRANCH"),
    ["prices", "stock"].map((name) => `registry.example.com/${name}:${head}`),
  );
  assert.deepEqual(imagesOf(sandbox, "PRODUCTION"), []);
  assert.equal(statusOf(sandbox), "MERGED");
  assert.match(
    github.comments.map(({ body }) => body).join(),
    /^<!-- [^]*### ⚪ Closed: branch deployment of \[`new-prices`\]/,
  );
  assert.deepEqual(
    github.deployments.map(({ environment, statuses }) => [environment, statuses.at(-1)?.state]),
    [
      ...[
        ["dagster/pr-42", "inactive"],
        ["dagster/pr-42", "inactive"],
      ],
    ],
  );
});

test("no workflow that has secrets does anything for a fork's pull request", async () => {
  for (const name of ["branch-deployments.yml", "monorepo.yml", "launch-job.yml"]) {
    const { jobs } = await run(name, [pullRequest(ofFork)]);
    assert.deepEqual(
      jobs.map(({ isSkipped }) => isSkipped),
      [true],
      name,
    );
  }
  const payload = { ...ofFork, action: "closed" };
  const { jobs } = await run("close.yml", [{ name: "pull_request_target", payload }]);
  assert.equal(jobs[0].isSkipped, true);
});

test("production.yml builds and deploys a push to main to prod", async () => {
  const { jobs, sandbox, github } = await run("production.yml", [{ name: "push", payload: pushed }]);
  assert.deepEqual(jobs[0].results, ["deployed"]);
  assert.deepEqual(builtOf(jobs[0]), [`registry.example.com/shop:${merge}`]);
  assert.deepEqual(
    imagesOf(sandbox, "PRODUCTION"),
    ["prices", "stock"].map((name) => `registry.example.com/${name}:${merge}`),
  );
  assert.deepEqual(
    github.deployments.map(({ environment, isProduction }) => [environment, isProduction]),
    [["dagster/prod", true]],
  );
  assert.equal(isStarted(read("production.yml"), { name: "push", payload: { ...pushed, ref: "refs/heads/x" } }), false);
});

test("close.yml closes with the pull request, and has nothing left to do when its branch is deleted, too", async () => {
  const events = [
    { name: "pull_request_target", payload: closed },
    { name: "delete", payload: deleted },
  ];
  const { jobs, sandbox } = await run("close.yml", events);
  assert.deepEqual(
    jobs.map(({ results }) => results),
    [["closed"], ["skipped"]],
  );
  assert.deepEqual(
    jobs.map(({ concurrency }) => concurrency),
    ["close-acme/shop-new-prices", "close-acme/shop-new-prices"],
  );
  assert.equal(statusOf(sandbox), "MERGED");
});

test("monorepo.yml builds and deploys only the locations that have changed", async () => {
  const events = [pullRequest(opened), pullRequest(closed), { name: "push", payload: pushed }];
  const { jobs, sandbox } = await run("monorepo.yml", events);
  assert.deepEqual(
    jobs.map(({ results }) => results),
    [["deployed"], ["closed"], ["deployed"]],
  );
  const built = (/** @type {string} */ tag) =>
    `buildx build --push --tag registry.example.com/prices:${tag} services/prices\n`;
  assert.deepEqual(
    jobs.map(({ docker }) => docker),
    [built(head), "", built(merge)],
  );
  assert.deepEqual(imagesOf(sandbox, "BRANCH"), [`registry.example.com/prices:${head}`]);
  assert.deepEqual(imagesOf(sandbox, "PRODUCTION"), [`registry.example.com/prices:${merge}`]);
});

test("launch-job.yml deploys a pull request, runs a job there and uses the run's id", async () => {
  const { jobs, sandbox } = await run("launch-job.yml", [pullRequest(opened)]);
  assert.deepEqual(jobs[0].results, ["deployed", "done"]);
  const [{ id, jobName, tags, idempotencyKey }] = sandbox.runs;
  assert.deepEqual(
    [jobName, tags],
    [
      "smoke_test",
      [
        { key: "commit", value: head },
        { key: "dagster-deploy/launch", value: idempotencyKey },
      ],
    ],
  );
  const [{ outputs }] = jobs[0].actions;
  assert.equal(jobs[0].printed, `Tested by run ${id} of ${outputs["deployment-url"]}\n`);
});

test("every workflow gives our steps inputs that there are, and has its actions pinned to one version", () => {
  const names = readdirSync(folder);
  assert.deepEqual(names.sort(), [...ran].sort(), "each was run by a test");
  for (const step of names.flatMap((name) => stepsOf(read(name)))) {
    if (step.uses === undefined) continue;
    assert.match(step.uses, /^[\w-]+\/[\w-]+@v\d+\.\d+\.\d+$/);
    if (!step.uses.startsWith("dagster-deploy/")) continue;
    assert.equal(step.uses, OWN);
    assert.deepEqual(
      Object.keys(step.with ?? {}).filter((name) => !(name in manifest.inputs)),
      [],
    );
  }
});
