// @ts-check
/**
 * The stand-in for GitHub is as particular as the real one, for other tests lean on it: what it wants of a request, how
 * a commit looks, and that it misbehaves as it was told.
 */
import assert from "node:assert/strict";
import { get } from "node:http";
import { once } from "node:events";
import { after, test } from "node:test";
import * as faults from "./github/faults.js";
import { startGitHub } from "./github/github.js";

/** @typedef {import("./github/github.js").GitHub} GitHub */

const SHA = "5f2c9e1b7d3a4c6e8f0a1b2c3d4e5f6a7b8c9d0e";
const ADA = { name: "Ada", email: "ada@example.com", date: "2026-11-23T08:00:00Z" };
const COMMIT = { sha: SHA, message: "New prices\n\nfor all", author: ADA, login: "ada", parents: ["a".repeat(40)] };
const SHOP = { id: 1, name: "acme/shop", formerNames: ["acme/store"], commits: [COMMIT] };
const PATH = `/repos/acme/shop/commits/${SHA}`;

/** @type {GitHub[]} */
const started = [];
after(() => Promise.all(started.map((github) => github.stop())));

/** @param {Parameters<typeof startGitHub>[0]} [options] */
async function githubWith(options) {
  const github = await startGitHub({ repositories: [SHOP], ...options });
  started.push(github);
  return github;
}

/**
 * @param {GitHub} github
 * @param {string} [path]
 * @param {Record<string, string>} [headers]
 */
const ask = (github, path = PATH, headers = {}) =>
  fetch(github.url + path, { headers: { authorization: `Bearer ${github.token}`, ...headers }, redirect: "manual" });

/** Status and message of a refusal. @param {Promise<Response>} asked */
async function refusal(asked) {
  const response = await asked;
  const { message } = /** @type {any} */ (await response.json());
  return [response.status, message];
}

test("a commit is shown with its author, who may have an account", async () => {
  const stranger = { ...COMMIT, sha: "b".repeat(40), login: null };
  const github = await githubWith({ repositories: [{ ...SHOP, commits: [COMMIT, stranger] }] });
  const response = await ask(github);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "application/json; charset=utf-8");
  const { sha, html_url, commit, author, parents } = /** @type {any} */ (await response.json());
  assert.deepEqual([sha, html_url], [SHA, `https://github.com/acme/shop/commit/${SHA}`]);
  assert.deepEqual([commit.message, commit.author, commit.committer], [COMMIT.message, ADA, ADA]);
  assert.equal(author.login, "ada");
  assert.equal(author.avatar_url, "https://avatars.githubusercontent.com/ada?v=4");
  assert.deepEqual(
    parents.map((/** @type {any} */ parent) => parent.sha),
    COMMIT.parents,
  );
  const other = /** @type {any} */ (await (await ask(github, `/repos/acme/shop/commits/${stranger.sha}`)).json());
  assert.deepEqual([other.author, other.commit.author.name], [null, "Ada"]);
});

test("a commit is found by the beginning of its hash, and by a name in any case", async () => {
  const github = await githubWith();
  assert.equal((await ask(github, `/repos/ACME/Shop/commits/${SHA.slice(0, 7)}?per_page=1`)).status, 200);
  assert.equal((await ask(github, `/repositories/1/commits/${SHA}`)).status, 200);
});

test("what there is not is not found", async () => {
  const github = await githubWith();
  const none = [422, "No commit found for SHA: 1234567"];
  assert.deepEqual(await refusal(ask(github, "/repos/acme/shop/commits/1234567")), none);
  for (const path of ["/repos/acme/other/commits/1234567", "/repositories/2/commits/1234567", "/repos/acme", "/"]) {
    assert.deepEqual(await refusal(ask(github, path)), [404, "Not Found"], path);
  }
  assert.equal(github.problems.splice(0).length, 2, "the last two GitHub would not understand");
  assert.deepEqual(
    github.requests.map(({ resource, status }) => `${resource} ${status}`),
    ["commits 422", "commits 404", "commits 404", "null 404", "null 404"],
  );
});

test("a wrong token is refused, and none sees public repositories only", async () => {
  const github = await githubWith({ repositories: [SHOP, { ...SHOP, id: 2, name: "acme/vault", isPrivate: true }] });
  assert.deepEqual(await refusal(ask(github, PATH, { authorization: "Bearer wrong" })), [401, "Bad credentials"]);
  assert.equal((await ask(github, PATH, { authorization: `token ${github.token}` })).status, 200);
  assert.equal((await fetch(github.url + PATH)).status, 200);
  const secret = `/repos/acme/vault/commits/${SHA}`;
  assert.deepEqual(await refusal(fetch(github.url + secret)), [404, "Not Found"]);
  assert.equal((await ask(github, secret)).status, 200);
});

test("a request that does not say who asks is forbidden", async () => {
  const github = await githubWith();
  // fetch always says who it is.
  const headers = { authorization: `Bearer ${github.token}` };
  const [response] = await once(get(github.url + PATH, { headers }), "response");
  assert.equal(response.statusCode, 403);
  assert.equal(response.headers["content-type"], "text/html");
  assert.match((await response.toArray()).join(""), /has a User-Agent header/);
});

test("a version or an answer that it does not have is refused", async () => {
  const github = await githubWith();
  assert.equal((await ask(github, PATH, { "x-github-api-version": "2022-11-28" })).status, 200);
  assert.equal((await ask(github, PATH, { "x-github-api-version": "2022-11-27" })).status, 400);
  assert.equal((await ask(github, PATH, { accept: "application/vnd.github+json" })).status, 200);
  assert.equal((await ask(github, PATH, { accept: "text/xml" })).status, 415);
});

test("a renamed repository redirects to its number", async () => {
  const github = await githubWith();
  const response = await ask(github, `/repos/acme/store/commits/${SHA}`);
  assert.equal(response.status, 301);
  const location = response.headers.get("location");
  assert.equal(location, `${github.url}/repositories/1/commits/${SHA}`);
  assert.equal(/** @type {any} */ (await response.json()).message, "Moved Permanently");
  assert.equal((await fetch(`${location}`)).status, 200);
});

test("on an Enterprise Server all paths begin with api/v3", async () => {
  const github = await githubWith({ prefix: "/api/v3", website: "https://git.example.com" });
  assert.match(github.url, /\/api\/v3$/);
  const { url, html_url } = /** @type {any} */ (await (await ask(github)).json());
  assert.equal(url, `${github.url}/repos/acme/shop/commits/${SHA}`);
  assert.equal(html_url, `https://git.example.com/acme/shop/commit/${SHA}`);
  assert.equal((await fetch(new URL(PATH, github.url))).status, 404);
  assert.equal(github.problems.splice(0).length, 1);
});

test("it refuses and fails as GitHub does, as often as it was told", async () => {
  const github = await githubWith({ script: [faults.rateLimited(1700000000)] });
  github.misbehave([faults.secondaryRateLimited(60), faults.notAccessible(), faults.serverError()]);
  github.misbehave(faults.redirected("/x"));
  github.misbehave({ operation: "commits", status: 404 });
  const seen = [];
  for (let count = 0; count < 7; count += 1) {
    const { status, headers } = await ask(github);
    const names = ["x-ratelimit-remaining", "x-ratelimit-reset", "retry-after", "location"];
    const told = names.map((name) => headers.get(name));
    seen.push([status, ...told.filter((value) => value !== null)].join(" "));
  }
  assert.deepEqual(seen, ["403 0 1700000000", "403 60", "403", "500", "301 /x", "404", "200"]);
});
