// @ts-check
/** The stand-in for GitHub, as to reviews and what is said of them: pull requests, comments, files of a commit. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { HEAD, githubWith, refusal } from "./github/asking.js";

const COMMENTS = "/issues/42/comments";

test("a review is shown with head, base and author, and changes while the server runs", async () => {
  const { repository, ask } = await githubWith();
  const { status, value } = await ask("GET", "/pulls/42");
  assert.equal(status, 200);
  const { number, state, merged, merged_at, html_url, user, head, base } = value;
  assert.deepEqual([number, state, merged, merged_at], [42, "open", false, null]);
  assert.deepEqual([html_url, user.login], ["https://github.com/acme/shop/pull/42", "ada"]);
  assert.deepEqual([head.ref, head.sha, head.repo.full_name, head.repo.fork], ["new-prices", HEAD, "acme/shop", false]);
  assert.deepEqual([base.ref, base.repo.full_name, base.repo.default_branch], ["main", "acme/shop", "main"]);

  repository.pulls[0].head.sha = "b".repeat(40);
  repository.pulls[0].state = "closed";
  const closed = (await ask("GET", "/pulls/42")).value;
  assert.deepEqual([closed.head.sha, closed.state, closed.merged], ["b".repeat(40), "closed", false]);

  repository.pulls[0].mergedAt = "2026-11-23T10:00:00Z";
  const merges = (await ask("GET", "/pulls/42")).value;
  assert.deepEqual([merges.state, merges.merged, merges.merged_at], ["closed", true, "2026-11-23T10:00:00Z"]);
  assert.deepEqual(refusal(await ask("GET", "/pulls/43")), [404, "Not Found"]);
});

test("a fork's review has the fork's repository at its head, and none when the fork is gone", async () => {
  const { repository, ask } = await githubWith();
  repository.pulls[0].head.repository = "eve/shop";
  const { head, base } = (await ask("GET", "/pulls/42")).value;
  assert.deepEqual([head.label, head.repo.full_name, head.repo.fork], ["eve:new-prices", "eve/shop", true]);
  assert.equal(base.repo.full_name, "acme/shop");
  repository.pulls[0].head.repository = null;
  assert.equal((await ask("GET", "/pulls/42")).value.head.repo, null);
});

test("a comment is written by the token's bot, found again and edited", async () => {
  const { ask } = await githubWith();
  const written = await ask("POST", COMMENTS, { body: "first" });
  assert.equal(written.status, 201);
  assert.equal(written.headers.get("location"), written.value.url);
  const { id, body, user, author_association, html_url, created_at, updated_at } = written.value;
  assert.deepEqual([body, user.login, user.type, author_association], ["first", "github-actions[bot]", "Bot", "NONE"]);
  assert.equal(html_url, `https://github.com/acme/shop/pull/42#issuecomment-${id}`);
  assert.match(created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.equal(created_at, updated_at);

  const edited = await ask("PATCH", `/issues/comments/${id}`, { body: "second" });
  assert.deepEqual([edited.status, edited.value.body, edited.value.created_at], [200, "second", created_at]);
  const listed = (await ask("GET", COMMENTS)).value;
  assert.deepEqual(
    listed.map((/** @type {any} */ one) => [one.id, one.body]),
    [[id, "second"]],
  );
});

test("a comment has a review, an own number, some text, and not too much of it", async () => {
  const { ask, repository } = await githubWith();
  assert.deepEqual(refusal(await ask("GET", "/issues/43/comments")), [404, "Not Found"]);
  assert.deepEqual(refusal(await ask("POST", "/issues/43/comments", { body: "x" })), [404, "Not Found"]);
  assert.deepEqual(refusal(await ask("PATCH", "/issues/comments/7", { body: "x" })), [404, "Not Found"]);
  const field = "IssueComment data unprocessable";
  const long = [422, "Validation Failed", `${field} Body is too long (maximum is 65536 characters)`];
  assert.deepEqual(refusal(await ask("POST", COMMENTS, { body: "x".repeat(65_537) })), long);
  const blank = [422, "Validation Failed", `${field} Body cannot be blank`];
  assert.deepEqual(refusal(await ask("POST", COMMENTS, { body: " \n" })), blank);
  assert.equal(repository.comments.length, 0);
  const { status, value } = await ask("POST", COMMENTS, { body: "\u{1f680}".repeat(65_536) });
  assert.equal(status, 201);
  assert.deepEqual(refusal(await ask("PATCH", `/issues/comments/${value.id}`, { body: "" })), blank);
});

test("comments since a time are those changed since", async () => {
  const comment = { number: 42, body: "x", login: "eve", createdAt: "2026-01-01T00:00:00Z" };
  const comments = [
    { ...comment, id: 1 },
    { ...comment, id: 2, updatedAt: "2026-03-01T00:00:00Z" },
  ];
  const { ask } = await githubWith({ comments });
  const { value } = await ask("GET", `${COMMENTS}?since=2026-02-01T00:00:00Z`);
  assert.deepEqual(
    value.map((/** @type {any} */ { id }) => id),
    [2],
  );
});

test("a long list comes in pages, and each says where the others are", async () => {
  const comments = Array.from({ length: 250 }, (_, id) => ({ id, number: 42, body: `${id}`, login: "eve" }));
  const { github, ask } = await githubWith({ comments });
  /** @param {string} query */
  const asked = async (query) => {
    const { value, headers } = await ask("GET", COMMENTS + query);
    const list = `${github.url}/repositories/1${COMMENTS}?`;
    return [value.length, value[0]?.id, headers.get("link")?.replaceAll(list, "")];
  };
  assert.deepEqual(await asked(""), [30, 0, '<page=2>; rel="next", <page=9>; rel="last"']);
  const middle = ["prev", 1, "next", 3, "last", 3, "first", 1];
  const links = [0, 2, 4, 6].map((at) => `<per_page=100&page=${middle[at + 1]}>; rel="${middle[at]}"`).join(", ");
  assert.deepEqual(await asked("?per_page=100&page=2"), [100, 100, links]);
  const end = '<per_page=100&page=2>; rel="prev", <per_page=100&page=1>; rel="first"';
  assert.deepEqual(await asked("?per_page=100&page=3"), [50, 200, end]);
  assert.deepEqual((await asked("?per_page=1000")).slice(0, 2), [100, 0], "no page has more");
  assert.deepEqual((await asked("?page=99")).slice(0, 2), [0, undefined]);
  const next = await fetch(`${github.url}/repositories/1${COMMENTS}?page=2`);
  assert.equal(/** @type {any} */ (await next.json())[0].id, 30, "where it says, there it is");
});

test("a file of a commit comes as JSON, or as its bytes to who asks for them", async () => {
  const text = "locations:\n  - ü\n".repeat(9);
  const files = { main: { "a b/dagster_cloud.yaml": text }, [HEAD]: { "dagster_cloud.yaml": "of the head" } };
  const { github, ask } = await githubWith({ files });
  const { value } = await ask("GET", "/contents/a%20b/dagster_cloud.yaml");
  const { name, path, size, sha, type, encoding, content } = value;
  assert.deepEqual([name, path, type], ["dagster_cloud.yaml", "a b/dagster_cloud.yaml", "file"]);
  assert.deepEqual([size, sha.length, encoding], [Buffer.byteLength(text), 40, "base64"]);
  assert.equal(Buffer.from(content, "base64").toString(), text);
  assert.match(content, /^.{60}\n/, "in lines");

  const headers = { authorization: `Bearer ${github.token}`, accept: "application/vnd.github.raw+json" };
  // By the commit, and by the branch that is at it.
  for (const ref of [HEAD, "new-prices", "refs/heads/new-prices"]) {
    const url = `${github.url}/repos/acme/shop/contents/dagster_cloud.yaml?ref=${encodeURIComponent(ref)}`;
    const response = await fetch(url, { headers });
    assert.equal(response.headers.get("content-type"), "application/vnd.github.raw+json; charset=utf-8");
    assert.equal(await response.text(), "of the head", ref);
  }
});
