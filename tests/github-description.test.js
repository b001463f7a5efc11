// @ts-check
/**
 * The stand-in for GitHub notices what the real one would not understand, by GitHub's own OpenAPI description, and what a
 * token may not. A test whose program asks such a thing fails, even if the program does not mind the answer.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { HEAD, githubWith, refusal } from "./github/asking.js";
import { version } from "./github/description.js";
import { startGitHub } from "./github/github.js";
import { resources } from "./github/resources/index.js";

/** @typedef {import("./github/github.js").GitHubOptions["permissions"]} Permissions */

const STATUSES = "/deployments/2001/statuses";

const COMMENTS = "/issues/42/comments";

/** @type {[what: string, method: string, path: string, body: unknown, problem: string][]} */
const wrong = [
  ["a body without what it needs", "POST", "/deployments", {}, "body must have required property 'ref'"],
  ["a property of another type", "POST", COMMENTS, { body: 1 }, "body/body must be string"],
  [
    "a text for a list",
    "POST",
    "/deployments",
    { ref: HEAD, required_contexts: "" },
    "body/required_contexts must be array",
  ],
  ["another word", "POST", STATUSES, { state: "ok" }, "body/state must be equal to one of the allowed values"],
  ["a property that there is not", "POST", STATUSES, { state: "error", url: "" }, "body has no property url"],
  ["one that every object has", "POST", STATUSES, { state: "error", toString: "" }, "body has no property toString"],
  ["a body that is no object", "PATCH", "/issues/comments/1", [], "body must be object"],
  ["a body that is no JSON", "PATCH", "/issues/comments/1", "{", "the body is no JSON"],
  ["a body that is missing", "POST", COMMENTS, undefined, "the body is no JSON"],
  ["a number that is none", "GET", "/pulls/new", undefined, "the path parameter pull_number must be integer"],
  ["a page that is none", "GET", "/deployments?page=last", undefined, "the query parameter page must be integer"],
  [
    "a time that is none",
    "GET",
    `${COMMENTS}?since=now`,
    undefined,
    'the query parameter since must match format "date-time"',
  ],
  ["an unknown query parameter", "GET", `/commits/${HEAD}?pages=2`, undefined, "there is no query parameter pages"],
  ["a query parameter twice", "GET", "/deployments?ref=a&ref=b", undefined, "the query parameter ref is given twice"],
];

for (const [what, method, path, body, problem] of wrong) {
  test(`${what} is refused and noted`, async () => {
    const { github, ask } = await githubWith();
    assert.deepEqual(refusal(await ask(method, path, body)), [422, `Invalid request.\n\n${problem}`]);
    assert.deepEqual(github.problems.splice(0), [`${method} /repos/acme/shop${path}: ${problem}`]);
  });
}

test("all that is wrong is noted", async () => {
  const { github, ask } = await githubWith();
  await ask("POST", "/deployments?dry=1", { payload: 1, transient_environment: "no" });
  const start = "POST /repos/acme/shop/deployments?dry=1: ";
  assert.deepEqual(
    github.problems.splice(0).map((problem) => problem.replace(start, "")),
    [
      "there is no query parameter dry",
      "body must have required property 'ref'",
      "body/payload must be object",
      "body/payload must be string",
      "body/payload must match exactly one schema in oneOf",
      "body/transient_environment must be boolean",
    ],
  );
});

test("what there is no operation for is not found and noted", async () => {
  const { github, ask } = await githubWith();
  const none = "the stand-in for GitHub has no such operation";
  for (const [method, path] of [
    ["DELETE", "/deployments/1"],
    ["GET", "/branches"],
    ["PUT", "/pulls/42"],
  ]) {
    assert.deepEqual(refusal(await ask(method, path)), [404, "Not Found"]);
    assert.deepEqual(github.problems.splice(0), [`${method} /repos/acme/shop${path}: ${none}`]);
  }
});

test("what is wrong is noted although the answer is another one that was wanted", async () => {
  const { github, ask } = await githubWith();
  github.misbehave({ operation: "comments", status: 200, json: {} });
  assert.equal((await ask("POST", "/issues/42/comments", { text: "x" })).status, 200);
  assert.equal(github.problems.splice(0).length, 2);
});

test("it cannot be stopped without saying what was wrong", async () => {
  const github = await startGitHub();
  await fetch(`${github.url}/repos/acme/shop`);
  const said = "GitHub would not understand:\nGET /repos/acme/shop: the stand-in for GitHub has no such operation";
  await assert.rejects(github.stop(), { message: said });
  await assert.rejects(fetch(github.url), TypeError, "it is stopped all the same");
});

test("the stand-in's own answers are compared with the description, too", async () => {
  const comments = [{ id: /** @type {any} */ ("7"), number: 42, body: "x", login: "eve" }];
  const { github, ask } = await githubWith({ comments });
  await ask("GET", "/issues/42/comments");
  const problems = ["GET /repos/acme/shop/issues/42/comments: the answer/0/id must be integer"];
  assert.deepEqual(github.problems.splice(0), problems);
});

test("what is asked of a token that may not: 403 to write, 404 to read", async () => {
  /** @type {[Permissions, method: string, path: string, body: unknown, status: number][]} */
  const cases = [
    [{ deployments: "read" }, "GET", "/deployments", undefined, 200],
    [{ deployments: "read" }, "POST", "/deployments", { ref: HEAD, required_contexts: [] }, 403],
    [{ deployments: "none" }, "GET", "/deployments", undefined, 404],
    [{ deployments: "none" }, "POST", STATUSES, { state: "error" }, 403],
    [{ pullRequests: "read" }, "GET", "/pulls/42", undefined, 200],
    [{ pullRequests: "none" }, "GET", "/pulls/42", undefined, 404],
    [{ contents: "none" }, "GET", `/commits/${HEAD}`, undefined, 404],
    [{ contents: "none" }, "GET", "/contents/a", undefined, 404],
    // Either permission suffices for the comments of a pull request.
    [{ issues: "none", pullRequests: "write" }, "POST", "/issues/42/comments", { body: "x" }, 201],
    [{ issues: "write", pullRequests: "none" }, "POST", "/issues/42/comments", { body: "x" }, 201],
    [{ issues: "read", pullRequests: "read" }, "POST", "/issues/42/comments", { body: "x" }, 403],
    [{ issues: "read", pullRequests: "read" }, "PATCH", "/issues/comments/1", { body: "x" }, 403],
    [{ issues: "read", pullRequests: "none" }, "GET", "/issues/42/comments", undefined, 200],
    [{ issues: "none", pullRequests: "none" }, "GET", "/issues/42/comments", undefined, 404],
  ];
  for (const [permissions, method, path, body, status] of cases) {
    const { ask } = await githubWith({}, { permissions });
    const answer = await ask(method, path, body);
    assert.equal(answer.status, status, JSON.stringify([permissions, method, path]));
    if (status === 403) assert.deepEqual(refusal(answer), [403, "Resource not accessible by integration"]);
    if (status === 404) assert.deepEqual(refusal(answer), [404, "Not Found"]);
  }
});

test("who shows no token may read what is public, and write nothing", async () => {
  const { github } = await githubWith({}, { permissions: { issues: "none", pullRequests: "none" } });
  const comments = `${github.url}/repos/acme/shop/issues/42/comments`;
  assert.equal((await fetch(comments)).status, 200);
  const written = await fetch(comments, { method: "POST", body: JSON.stringify({ body: "x" }) });
  assert.deepEqual(refusal({ status: written.status, value: await written.json() }), [401, "Requires authentication"]);
});

test("the excerpt is of the pinned version, and has the stand-in's operations and no more", () => {
  /** @param {string} path */
  const read = (path) => JSON.parse(readFileSync(new URL(`github/description/${path}`, import.meta.url), "utf8"));
  assert.equal(version, read("package.json").dependencies["@octokit/openapi"]);
  const excerpt = Object.entries(read("excerpt.json").paths).flatMap(([path, methods]) => {
    return Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`);
  });
  assert.deepEqual(excerpt.sort(), resources.map(({ operation }) => operation).sort());
});
