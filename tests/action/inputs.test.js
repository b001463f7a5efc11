// @ts-check
/** Every input that action.yml lists is read by the core, for the commands that have such a flag. */
import assert from "node:assert/strict";
import test from "node:test";
import { startWorld } from "./world.js";

/** What is an input of the step's own, and tells GitHub something or nothing. */
const OWN = {
  ...{
    command: "deploy",
    "github-token": "github-token",
    comment: "true",
    summary: "true",
    "github-deployment": "true",
  },
  ...{ "github-environment": "staging", "allow-forks": "true", "only-latest": "false" },
};
const CONNECTION = {
  ...{ organization: "acme", "api-token": "agent:acme:0123456789", url: "http://127.0.0.1:1", "dagster-env": "eu" },
  ...{ "dry-run": "true", "allow-http": "true", "request-timeout": "5", "request-deadline": "6" },
};
const CHANGE = {
  ...{ "git-repo-name": "acme/other", "branch-name": "said", "commit-hash": "c".repeat(40), timestamp: "1700000000" },
  ...{ "commit-message": "Said so", "author-name": "Grace", "author-email": "grace@example.com" },
  ...{ "author-avatar-url": "https://a.example/g.png", "branch-url": "https://a.example/b", "code-review-id": "77" },
  ...{ "code-review-url": "https://a.example/77", "pull-request-status": "OPEN", "commit-url": "https://a.example/c" },
  ...{ "base-branch": "develop", "default-branch": "trunk", tag: "v9", "pull-request-title": "Said title" },
  ...{ "clone-url": "https://a.example/r.git", "is-fork": "false", "repo-name-style": "full", "project-dir": "." },
};
const DEPLOY = {
  ...{ image: "prices=registry.example.com/a:1", "image-tag": "v8", "location-name": "prices", deployment: "prod" },
  ...{
    "location-file": "dagster_cloud.yaml",
    "changed-since": "",
    "deployment-type": "branch",
    "allow-no-image": "true",
  },
  ...{ "git-url": "https://a.example/code", "base-deployment-name": "staging", "snapshot-base-condition": "on-update" },
  ...{ "location-load-timeout": "7", "agent-heartbeat-timeout": "8", "settle-timeout": "9" },
};
const MARK = { "mark-closed": "true", "read-only": "true" };
const LOCATION = {
  ...{
    "python-file": "a.py",
    "package-name": "p",
    "module-name": "m",
    "autoload-defs-module-name": "d",
    attribute: "a",
  },
  ...{ "executable-path": "/usr/bin/python3", "working-directory": "src" },
};
const JOB = {
  ...{ location: "prices", job: "refresh", repository: "r", tags: '{"a": "b"}', "config-json": '{"c": 1}' },
  ...{ "asset-key": "a/b", wait: "true", interval: "10", "wait-timeout": "11", "launch-retries": "3" },
};
const ALL = { ...OWN, ...CONNECTION, ...CHANGE, ...DEPLOY, ...MARK, ...LOCATION, ...JOB };

/**
 * A dry run, which shows what would be sent.
 * @param {import("node:test").TestContext} t
 * @param {Record<string, string>} inputs
 */
async function planned(t, inputs) {
  const { run, asked } = await startWorld(t);
  const ended = await run({ inputs: { "image-tag": "", ...inputs } });
  assert.deepEqual([ended.status, ended.outputs.result], [0, "done"], ended.log);
  assert.deepEqual(asked().dagster, []);
  return ended;
}

test("this file has a value for every input of action.yml, and action.yml lists every one of them", async (t) => {
  const { manifest } = await planned(t, { ...CONNECTION, "allow-no-image": "true" });
  assert.deepEqual(Object.keys(manifest.inputs).sort(), Object.keys(ALL).sort());
});

test("all inputs of a deployment together are accepted, and what they say is what would be sent", async (t) => {
  const { stdout, outputs } = await planned(t, { ...ALL, "image-tag": "", image: "a/b:1" });
  const sent = [
    "acme/other",
    "said",
    "c".repeat(40),
    "1700000000",
    "Said so",
    "Grace",
    "grace@example.com",
    "a.example",
  ];
  for (const text of [...sent, "staging", "a/b:1", "https://a.example/code"]) {
    assert.ok(stdout.includes(text), `${text}\n${stdout}`);
  }
  const { change } = JSON.parse(outputs.json);
  const { baseBranch, defaultBranch, pullRequestTitle, pullRequestNumber } = change;
  assert.deepEqual(
    [baseBranch, defaultBranch, pullRequestTitle, pullRequestNumber],
    ["develop", "trunk", "Said title", "77"],
  );
});

/** @type {[command: string, own: Record<string, string>, sent: string[]][]} */
const commands = [
  ["branch-deployment", { "mark-closed": "true" }, ["said", "CLOSED", "Grace"]],
  ["branch-deployment", { "read-only": "true" }, ["getBranchDeploymentName", "said"]],
  ["close", {}, ["said", "CLOSED"]],
  ["add-location", { image: "a/b:1" }, ["a/b:1", ...Object.values(LOCATION), "https://a.example/code"]],
  ["launch-job", {}, ["prices", "refresh", '"r"', '"a"', '"b"', '"c"', "asset"]],
];

for (const [command, own, sent] of commands) {
  test(`command: ${[command, ...Object.keys(own)].join(" ")} takes all inputs together, and sends its own`, async (t) => {
    const off = { "mark-closed": "", "read-only": "", "image-tag": "" };
    const { stdout } = await planned(t, { ...ALL, ...off, ...own, command });
    for (const text of sent) assert.ok(stdout.includes(text), `${text}\n${stdout}`);
  });
}

/** A value that inputs cannot have, so that each shows that it is read. @type {Record<string, string[]>} */
const wrong = {
  maybe: ["comment", "summary", "github-deployment", "allow-forks", "only-latest", "dry-run", "allow-no-image"],
  sideways: ["deployment-type", "repo-name-style", "snapshot-base-condition", "is-fork"],
  soon: ["request-timeout", "request-deadline", "location-load-timeout", "agent-heartbeat-timeout", "settle-timeout"],
  "[1]": ["image", "location-name"],
};

test("an input that cannot be understood is named", async (t) => {
  const { run } = await startWorld(t);
  const given = Object.entries(wrong).flatMap(([value, names]) => names.map((name) => [name, value]));
  const { status, outputs } = await run({ inputs: Object.fromEntries(given) });
  assert.equal(status, 2);
  const told = JSON.parse(outputs.json)
    .errors.map((/** @type {any} */ { message }) => message)
    .join("\n");
  for (const [name] of given) assert.match(told, new RegExp(`input ${name}:`));
});

test("an input that action.yml does not list is the runner's to warn of, and changes nothing", async (t) => {
  const { run } = await startWorld(t);
  const { status, annotations } = await run({ inputs: { "image-tags": "v1" } });
  assert.equal(status, 0);
  assert.match(annotations[0].message, /^Unexpected input\(s\) 'image-tags'/);
});
