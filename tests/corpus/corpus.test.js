// @ts-check
/**
 * The corpus is read and judged right: what each source's words mean, that a difference that no rule lists is found, and
 * that a rule which excuses nothing is, too. The corpus is not here; these cases are made up.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { comparable } from "./case.js";
import { differences } from "./differences.js";
import { createInspect, factsOf } from "./inspect.js";
import { isUnlisted, judge, staleRules } from "./judge.js";
import { casesIn, sources } from "./sources/index.js";

const SHA = "5f2c9e1b7d3a4c6e8f0a1b2c3d4e5f6a7b8c9d0e";

/** What a source expects, without what it does not say. @param {string} name @param {any} json @param {string} file */
function read(name, json, file = "drone") {
  const source = sources.find((one) => one.name === name);
  assert.ok(source);
  return casesIn(source, json, file).map(({ expected, ...rest }) => {
    const said = Object.entries(expected).filter(([, value]) => value !== undefined);
    return { ...rest, expected: Object.fromEntries(said) };
  });
}

/** @param {object} more */
const caseOf = (more) => {
  const blank = { source: "s", system: "drone", name: "n", env: {}, eventFile: null, expected: {} };
  return /** @type {any} */ ({ ...blank, ...more });
};

/** A run that printed this record. @param {object} record */
const ran = (record) => ({ facts: factsOf(0, JSON.stringify(record), ""), said: "" });

/** @param {Partial<import("./judge.js").Difference>} [more] */
const rule = (more) => ({
  name: "r",
  reason: "",
  applies: () => true,
  instead: () => /** @type {unknown} */ ("b"),
  ...more,
});

/** @param {any} testCase @param {object} record @param {import("./judge.js").Difference[]} rules */
const unlisted = (testCase, record, rules) =>
  judge(testCase, ran(record), rules)
    .filter(isUnlisted)
    .map(({ field }) => field);

test("ci-detector: answers are yes, no or nothing, and an empty text is none", () => {
  const expect = { "Is pull request": "Maybe", "Is CI detected": true, Branch: "a", "Target branch": "", Commit: SHA };
  const [one] = read(
    "ci-detector",
    { title: "t", env: { A: 1, B: null }, expect, expectRaw: "" },
    "GitLab_MergeRequest",
  );
  assert.deepEqual([one.system, one.name, one.env], ["gitlabmergerequest", "t", { A: "1" }]);
  assert.deepEqual(one.expected, { detected: true, branchName: "a", baseBranch: null, commitHash: SHA });
  const expectRaw = "No CI server detected in current environment";
  assert.deepEqual(read("ci-detector", { title: "t", env: {}, expect: {}, expectRaw })[0].expected, {
    detected: false,
  });
});

test("datadog: the head counts before the merge commit, and what is not there is none", () => {
  const tags = {
    "git.commit.sha": "merge",
    "git.commit.head.sha": SHA,
    "pr.number": "4",
    "git.commit.author.date": "never",
  };
  const [one] = read("datadog", [[{ DD_TEST_CASE_NAME: "x" }, tags]]);
  assert.equal(one.name, "0 x");
  assert.deepEqual(one.expected, {
    branchName: null,
    tag: null,
    commitHash: SHA,
    baseBranch: null,
    pullRequestNumber: "4",
  });
});

test("datadog: what users tell Datadog of a build is not expected of us, and all else is", () => {
  const env = { DD_GIT_BRANCH: "x", DD_GIT_REPOSITORY_URL: "git@host:a/b.git", BUDDY: "true" };
  const [one] = read("datadog", [
    [env, { "git.branch": "x", "git.repository_url": "git@host:a/b.git", "git.commit.sha": SHA }],
  ]);
  assert.deepEqual(one.expected, { commitHash: SHA, baseBranch: null, pullRequestNumber: null });
});

test("datadog events: what the event says, or what is left without it", () => {
  const event = { pull_request: { head: { sha: SHA }, title: "t", merged: false, state: "open" } };
  const [told] = read("datadog events", event);
  assert.deepEqual(JSON.parse(String(told.eventFile)), event);
  assert.deepEqual([told.expected.commitHash, told.expected.pullRequestStatus], [SHA, "OPEN"]);
  assert.equal(read("datadog events", {})[0].expected.commitHash, undefined);
  const merged = { pull_request: { ...event.pull_request, merged: true, state: "closed" } };
  assert.equal(read("datadog events", merged)[0].expected.pullRequestStatus, "MERGED");
});

test("env-ci: the branch is the target on pull requests, and what came from git is not expected", () => {
  const pull = {
    test: "PR",
    env: {},
    eventFile: {},
    expected: { isPr: true, branch: "main", prBranch: "new", pr: "1" },
  };
  const push = {
    test: "Push",
    env: { B: "main" },
    usesGit: true,
    expected: { isPr: false, branch: "main", commit: SHA },
  };
  const [review, plain] = read("env-ci", [pull, push]);
  assert.equal(review.eventFile, "{}");
  assert.deepEqual(review.expected, {
    isPullRequest: true,
    pullRequestNumber: "1",
    branchName: "new",
    baseBranch: "main",
  });
  assert.equal(plain.eventFile, null);
  assert.deepEqual(plain.expected, { isPullRequest: false, pullRequestNumber: null, branchName: "main" });
});

test("codecov-cli: a case of one variable is given what tells its system", () => {
  const told = [
    { test: "test_detect", params: { env_dict: {}, expected: false } },
    { test: "test_detect", params: { env_dict: { DRONE: "true" }, expected: true } },
    { test: "test_build_url", params: { env_dict: {}, expected: "url" } },
    { test: "test_branch", params: { env_dict: { DRONE_BRANCH: "a" }, expected: "a" } },
  ];
  assert.deepEqual(
    read("codecov-cli", told).map(({ name, env, expected }) => [name, env, expected]),
    [
      ["0 test_detect", {}, { detected: false }],
      ["1 test_detect", { DRONE: "true" }, { detected: true }],
      ["3 test_branch", { DRONE: "true", DRONE_BRANCH: "a" }, { branchName: "a" }],
    ],
  );
  const azure = [
    { test: "test_detect", params: { env_dict: { SYSTEM_X: "1" }, expected: true } },
    { test: "test_branch", params: { env_dict: { BUILD_SOURCEBRANCH: "a" }, expected: "a" } },
  ];
  const envs = read("codecov-cli", azure, "azure_pipelines").map(({ env }) => env);
  assert.deepEqual(envs, [{ SYSTEM_X: "1" }, { SYSTEM_X: "1", TF_BUILD: "True", BUILD_SOURCEBRANCH: "a" }]);
});

test("an environment that nobody explained must be read all the same", () => {
  for (const name of ["normalizeci", "real-captures"]) {
    const [one] = read(name, { env: { CI: "true" } }, "azure.1");
    assert.deepEqual([one.system, one.env, one.expected], ["azure1", { CI: "true" }, {}]);
    const verdicts = judge(caseOf(one), { facts: factsOf(2, "", "Error: no"), said: "Error: no" }, []);
    assert.deepEqual(
      verdicts.filter(isUnlisted).map(({ field, got }) => [field, got]),
      [["ended", "refused"]],
    );
  }
});

test("a repository is the same however it is spoken to, and by whom", () => {
  const urls = [
    ...["git@git.example.com:acme/shop.git", "ssh://git@git.example.com:7999/acme/shop", "git.example.com/acme/shop/"],
    ...["https://token:secret@git.example.com/Acme/Shop.git", "http://git.example.com/acme/shop"],
  ];
  assert.deepEqual([...new Set(urls.map((url) => comparable("gitUrl", url)))], ["git.example.com/acme/shop"]);
  const others = ["https://git.example.com:8443/acme/shop", "https://git.example.com/acme/other", "shop"];
  for (const url of others) assert.notEqual(comparable("gitUrl", url), comparable("gitUrl", urls[0]));
});

test("a moment is the same in seconds and as a date, a number the same as its text", () => {
  const seconds = comparable("timestamp", 1700000000);
  assert.equal(comparable("timestamp", "2023-11-14T23:13:20+01:00"), seconds);
  assert.equal(comparable("timestamp", "1700000000"), seconds);
  assert.equal(comparable("pullRequestNumber", 42), "42");
  assert.equal(comparable("branchName", undefined), null);
});

test("a run tells whether it ended with a record, and whether that keeps credentials to itself", () => {
  const { ended, detected, isPullRequest, hidesCredentials } = factsOf(
    0,
    `{"provider":"x","pullRequestNumber":"1"}`,
    "",
  );
  assert.deepEqual([ended, detected, isPullRequest, hidesCredentials], ["record", true, true, true]);
  const told = (/** @type {object} */ record) => factsOf(0, JSON.stringify(record), "");
  assert.equal(told({ provider: "git" }).detected, false);
  assert.equal(told({ provider: "x", pullRequestNumber: null, pullRequestStatus: "OPEN" }).isPullRequest, true);
  assert.equal(told({ provider: "x", pullRequestNumber: null }).isPullRequest, false);
  assert.equal(factsOf(0, "hello", "").ended, "broken");
  assert.equal(factsOf(0, "null", "").ended, "broken");
  assert.equal(factsOf("broken", "", "").ended, "broken");
  assert.equal(factsOf(2, "", "").ended, "refused");
  assert.equal(factsOf(0, `{"gitUrl":"https://ci:secret@host/a"}`, "").hidesCredentials, false);
  assert.equal(factsOf(1, "", "cannot read https://secret@host/a").hidesCredentials, false);
  assert.equal(factsOf(0, `{"gitUrl":"https://host/a","authorEmail":"a@b"}`, "").hidesCredentials, true);
});

test("what no rule lists is found, and a rule excuses the value that it says and no other", () => {
  const testCase = caseOf({ expected: { branchName: "a", tag: null, repoName: undefined } });
  assert.deepEqual(unlisted(testCase, { branchName: "a" }, []), []);
  assert.deepEqual(unlisted(testCase, { branchName: "b", tag: "t" }, []), ["branchName", "tag"]);
  const branch = rule({ applies: ({ field }) => field === "branchName" });
  assert.deepEqual(unlisted(testCase, { branchName: "b", tag: "t" }, [branch]), ["tag"]);
  assert.deepEqual(unlisted(testCase, { branchName: "c" }, [branch]), ["branchName"]);
});

test("a rule that excuses nothing is stale, if it is about anything", () => {
  const testCase = caseOf({ expected: { branchName: "a" } });
  const elsewhere = rule({ name: "elsewhere", applies: () => false });
  const idle = rule({ name: "idle", applies: ({ field }) => field === "branchName" });
  assert.deepEqual(staleRules(judge(testCase, ran({ branchName: "b" }), [idle, elsewhere])), []);
  assert.deepEqual(staleRules(judge(testCase, ran({ branchName: "a" }), [idle, elsewhere])), ["idle"]);
});

test("no rule excuses a run that breaks or that tells credentials", () => {
  for (const source of sources) {
    for (const system of ["netlify", "local", "drone", "azure", "teamcity"]) {
      const testCase = caseOf({ source: source.name, system, expected: { detected: false } });
      const facts = { ...factsOf("broken", "", "https://secret@host"), detected: false };
      const found = judge(testCase, { facts, said: "" }, differences).filter(isUnlisted);
      assert.deepEqual(
        found.map(({ field }) => field),
        ["ended", "hidesCredentials"],
      );
    }
  }
});

test("differences have names of their own", () => {
  const names = differences.map(({ name }) => name);
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
});

test("a case is run without git, network or files, and the run ends", async () => {
  const inspect = await createInspect();
  const { facts } = await inspect({
    env: { GITHUB_ACTIONS: "true", GITHUB_EVENT_PATH: "/event.json" },
    eventFile: null,
  });
  assert.notEqual(facts.ended, "broken");
});
