// @ts-check
/** Refs, commits and branches are derived from events as GitHub does, and an event is known by its payload. */
import assert from "node:assert/strict";
import test from "node:test";
import { contextsOf, environmentOf } from "./environment.js";
import { DEFAULT_BRANCH_TIP, guessedEventName } from "./event.js";
import { evaluateText } from "./expressions.js";

const [HEAD, MERGE] = ["5f2c9e1b7a0183d6c4e2f09b8a7d6c5e4f3b2a19", "c07d4e83f26b915a0d7e3c8f4b2a6195e8d0c7f3"];
const repository = { full_name: "acme/shop", default_branch: "trunk", id: 5, owner: { id: 6 } };
const branches = { head: { ref: "new/prices", sha: HEAD }, base: { ref: "main" } };
const pull = { number: 42, ...branches, merged: false, merge_commit_sha: MERGE };
const folders = { workspace: "/w/shop/shop", temp: "/w/_temp", toolCache: "/w/_tool", home: "/w/home" };
const paths = { ...folders, eventPath: "/w/event.json", files: {} };

/** @param {string} name @param {Record<string, any>} payload */
function refs(name, payload) {
  const env = environmentOf(contextsOf({ event: { name, payload: { repository, ...payload } } }, paths), paths.home);
  const { GITHUB_REF, GITHUB_SHA, GITHUB_REF_NAME, GITHUB_REF_TYPE, GITHUB_HEAD_REF, GITHUB_BASE_REF } = env;
  return [GITHUB_REF, GITHUB_SHA, GITHUB_REF_NAME, GITHUB_REF_TYPE, GITHUB_HEAD_REF, GITHUB_BASE_REF].join(" | ");
}

test("a review has its test merge, and after the merge the base branch", () => {
  const open = `refs/pull/42/merge | ${MERGE} | 42/merge | branch | new/prices | main`;
  assert.equal(refs("pull_request", { number: 42, pull_request: pull }), open);
  assert.equal(refs("pull_request_review", { pull_request: pull }), open);
  const merged = refs("pull_request", { number: 42, pull_request: { ...pull, merged: true } });
  assert.equal(merged, `refs/heads/main | ${MERGE} | main | branch | new/prices | main`);
  const unmergeable = refs("pull_request", { number: 42, pull_request: { ...pull, merge_commit_sha: null } });
  assert.equal(unmergeable, `refs/pull/42/merge | ${HEAD} | 42/merge | branch | new/prices | main`);
});

test("pull_request_target runs on the default branch, with the review's branches", () => {
  const seen = refs("pull_request_target", { pull_request: pull });
  assert.equal(seen, `refs/heads/trunk | ${DEFAULT_BRANCH_TIP} | trunk | branch | new/prices | main`);
});

test("a push has its ref and its newest commit, be it a branch or a tag", () => {
  assert.equal(refs("push", { ref: "refs/heads/a/b", after: HEAD }), `refs/heads/a/b | ${HEAD} | a/b | branch |  | `);
  assert.equal(refs("push", { ref: "refs/tags/v1", after: HEAD }), `refs/tags/v1 | ${HEAD} | v1 | tag |  | `);
});

test("a merge queue has the ref that it made", () => {
  const ref = `refs/heads/gh-readonly-queue/main/pr-42-${HEAD}`;
  const seen = refs("merge_group", { merge_group: { head_ref: ref, head_sha: MERGE } });
  assert.equal(seen, `${ref} | ${MERGE} | gh-readonly-queue/main/pr-42-${HEAD} | branch |  | `);
});

test("what is about no ref of its own runs on the default branch", () => {
  const usual = `refs/heads/trunk | ${DEFAULT_BRANCH_TIP} | trunk | branch |  | `;
  const names = ["workflow_run", "schedule", "issue_comment", "repository_dispatch"];
  for (const name of names) assert.equal(refs(name, {}), usual, name);
  assert.equal(refs("delete", { ref: "gone", ref_type: "branch" }), usual);
  assert.equal(refs("workflow_dispatch", {}), usual);
  assert.equal(refs("workflow_dispatch", { ref: "refs/heads/x" }), usual.replaceAll("trunk", "x"));
});

test("an event is known by what only its payload has", () => {
  const payloads = {
    pull_request: { action: "opened", pull_request: pull },
    pull_request_review: { action: "submitted", pull_request: pull, review: {} },
    pull_request_review_comment: { action: "created", pull_request: pull, comment: {} },
    push: { before: HEAD, after: MERGE, ref: "refs/heads/main" },
    workflow_run: { workflow_run: {}, workflow: {} },
    workflow_dispatch: { inputs: null, ref: "refs/heads/main", workflow: "deploy.yml" },
    merge_group: { merge_group: {} },
    delete: { ref: "x", ref_type: "branch", pusher_type: "user" },
    create: { ref: "x", ref_type: "branch", pusher_type: "user", master_branch: "main" },
  };
  for (const [name, payload] of Object.entries(payloads)) assert.equal(guessedEventName(payload), name);
  assert.equal(guessedEventName({ action: "created" }), null);
});

test("a server of one's own has its API below itself", () => {
  const { github } = contextsOf({ serverUrl: "https://git.example.com" }, paths);
  const wanted = ["https://git.example.com/api/v3", "https://git.example.com/api/graphql"];
  assert.deepEqual([github.api_url, github.graphql_url], wanted);
});

test("defaults name contexts, texts, and choose between them", () => {
  const contexts = { github: { token: "t", event: { number: 42 } }, runner: { os: "Linux" } };
  const cases = {
    "plain $ {{ x }}": "plain $ {{ x }}",
    "${{ github.token }}": "t",
    "a-${{github.event.number}}-${{ runner.os }}": "a-42-Linux",
    "${{ github.event.none.at.all }}": "",
    "${{ github.event.none || 'it''s' }}": "it's",
    "${{ runner.os == 'linux' && 'same' || 'other' }}": "same",
    "${{ runner.os != 'linux' && 'same' || 'other' }}": "other",
    "${{ true }}${{ 1.5 }}${{ null }}": "true1.5",
  };
  for (const [text, value] of Object.entries(cases)) assert.equal(evaluateText(text, contexts), value, text);
});

test("an expression that is not understood is refused", () => {
  for (const text of ["${{ toJSON(github) }}", "${{ 'a' 'b' }}", "${{ secrets.TOKEN }}", "${{ }}"]) {
    assert.throws(() => evaluateText(text, { github: {} }), /does not understand|no context (secrets|toJSON)/, text);
  }
});
