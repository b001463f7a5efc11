// @ts-check
/** Second opinions are read and judged right: what go-scm's words mean, and that a difference that no rule lists is found. */
import assert from "node:assert/strict";
import test from "node:test";
import { expectedOf } from "./cases.js";
import { judge } from "./judge.js";

const repository = { Namespace: "acme", Name: "etl" };
const review = {
  Number: 7,
  Sha: "abc",
  Source: "feat",
  Target: "main",
  Fork: "ada/etl",
  Link: "https://x/7",
  Title: "T",
};
const opened = { Action: "opened", Repo: repository, PullRequest: { ...review, Closed: false, Merged: false } };

/** @param {object} golden @param {string} [path] */
const expected = (golden, path = "github/drone-go-scm/x.json") => expectedOf(JSON.stringify(golden), path);

test("a review, its end, a push, a branch's end and noise are told apart", () => {
  assert.deepEqual(expected(opened), {
    ...{ action: "update", repoName: "acme/etl", branchName: "feat", baseBranch: "main", commitHash: "abc" },
    ...{ pullRequestNumber: "7", pullRequestUrl: "https://x/7", pullRequestTitle: "T" },
    ...{ isFork: true, pullRequestStatus: "OPEN" },
  });
  const merged = expected({ ...opened, Action: "closed", PullRequest: { ...review, Merged: true } });
  assert.deepEqual([merged?.action, merged?.pullRequestStatus], ["close", "MERGED"]);
  const pushed = { repoName: "acme/etl", branchName: "a/b" };
  const push = { Repo: repository, Ref: "refs/heads/a/b", After: "abc" };
  assert.deepEqual(expected(push), { ...pushed, action: "push-facts", commitHash: "abc" });
  assert.deepEqual(expected({ ...push, After: "0".repeat(40) }), { ...pushed, action: "close" });
  assert.deepEqual(expected({ ...opened, Action: "labeled" }), { action: "ignore" });
  assert.deepEqual(expected(push, "github/drone-go-scm/push_tag.json"), { action: "ignore" });
  assert.equal(expected({ Issue: {}, Comment: {} }), null);
  assert.equal(expectedOf("", "x"), null);
});

test("a difference is wrong until a rule says the very value that is right", () => {
  const one = {
    path: "github/x.json",
    provider: "github",
    headers: {},
    expected: { action: "update", branchName: "a" },
  };
  const explained = { action: "update", change: { branchName: "b" } };
  const rule = { path: /^github/, field: "branchName", instead: "b", reason: "why" };
  assert.deepEqual(judge(one, explained, []).wrong, ['branchName expected "a", got "b"']);
  assert.deepEqual(judge(one, explained, [rule]).excused, ["why"]);
  assert.equal(judge(one, explained, [{ ...rule, instead: "c" }]).wrong.length, 1);
  assert.deepEqual(judge({ ...one, expected: null }, explained, []).wrong, []);
});
