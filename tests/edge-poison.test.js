// @ts-check
/**
 * Bodies that nobody should send, in every runtime: each is answered in its turn, none breaks what follows, and what is in
 * them is not told to anybody. Slow clients are in edge-server.test.js: in workerd the platform keeps them off.
 */
import assert from "node:assert/strict";
import { request } from "node:http";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { signed } from "./edge/deliver.js";
import { github, shaOf } from "./edge/payloads.js";
import { onEveryRuntime, secrets } from "./edge/stage.js";

const config = `
senders:
  github: {secrets: HEX_SECRET}
  gitea: {secrets: HEX_SECRET}
repositories:
  - {name: "*"}
`;
const repository = "acme/etl";
const MEGABYTE = 1024 * 1024;

/**
 * Sends so many megabytes, and stops when it is answered or the connection is closed: workerd closes it before all of the
 * answer is read.
 * @param {string} url
 * @param {Record<string, string | number>} headers
 * @param {number} most
 */
async function sendTooMuch(url, headers, most) {
  const outgoing = request(url, { method: "POST", headers });
  /** @type {number | "closed" | undefined} */
  let ending;
  const ended = new Promise((resolve) => {
    outgoing.on("response", (response) => resolve((ending = response.resume().statusCode)));
    outgoing.on("error", () => resolve((ending ??= "closed")));
  });
  for (let sent = 0; sent < most && ending === undefined; sent++) {
    outgoing.write(Buffer.alloc(MEGABYTE, " "));
    await sleep(5);
  }
  await ended;
  outgoing.destroy();
  return ending;
}

onEveryRuntime({ config }, (stage, runtime) => {
  /** @param {string | Uint8Array} body @param {Record<string, string>} [headers] */
  const signedBytes = (body, headers = {}) => {
    const text = typeof body === "string" ? body : Buffer.from(body).toString("latin1");
    const delivery = signed("github", secrets.HEX_SECRET, { body: text, event: "push" });
    return { ...delivery, headers: { ...delivery.headers, ...headers } };
  };

  test("more than four megabytes are refused as soon as they have come, with and without a length", async () => {
    const url = `${stage.edge.url}/webhooks/github`;
    const { headers } = signedBytes("{}");
    const wanted = runtime === "workerd" ? [413, "closed"] : [413];
    const endless = await sendTooMuch(url, headers, 10_000);
    assert.ok(wanted.includes(endless ?? ""), String(endless));
    const said = await sendTooMuch(url, { ...headers, "Content-Length": 25 * MEGABYTE }, 1);
    assert.ok(wanted.includes(said ?? ""), String(said));
    const tooLarge = () => stage.logged("delivery").filter(({ outcome }) => outcome === "unread");
    await stage.until("it is in the log", () => tooLarge().length === 2);
    const posted = stage.post(signedBytes(`{"a":"${"x".repeat(5 * MEGABYTE)}"}`));
    const whole = await posted.then(
      ({ status }) => status,
      () => "closed",
    );
    assert.ok(wanted.includes(whole), String(whole));
    assert.equal((await stage.post(signedBytes(`{"a":"${"x".repeat(3 * MEGABYTE)}"}`))).status, 200);
  });

  for (const [what, body] of /** @type {[string, string][]} */ ([
    ["nothing", ""],
    ["no JSON", "{"],
    ["no object", "[]"],
    ["null", "null"],
    ["two documents", "{}{}"],
    ["lists in a hundred thousand lists", "[".repeat(100_000) + "]".repeat(100_000)],
    ["objects in a hundred thousand objects", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
    ["a lone surrogate", '{"ref":"\\ud800"}'],
    ["a number without end", `{"after":${"9".repeat(100_000)}}`],
  ])) {
    test(`a body with ${what} is refused with 400`, async () => {
      const { status, json } = await stage.post(signedBytes(body));
      assert.deepEqual([status, json.events[0].action], [400, "reject"]);
    });
  }

  test("an event that lacks what it must tell is answered with 200, or its sender would stop sending others", async () => {
    for (const body of [
      "{}",
      '{"__proto__":{"ref":"x"},"constructor":1}',
      '{"ref":["refs/heads/x"],"after":{},"repository":7}',
    ]) {
      const { status, json } = await stage.post(signedBytes(body));
      assert.deepEqual([status, json.events[0].action], [200, "reject"]);
    }
  });

  test("what is no UTF-8 is refused before it is read as anything", async () => {
    const { headers, path } = signedBytes("{}");
    const answer = await stage.post({ path, headers, body: Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d) });
    assert.equal(answer.status, 401);
  });

  test("JSON is read whatever it is called, and forms as GitHub and Gitea send them", async () => {
    const said = (/** @type {string} */ branch) => github.review({ repository, branch, sha: shaOf(branch) });
    const plain = signed("github", secrets.HEX_SECRET, said("plain"));
    for (const [type, status] of /** @type {const} */ ([
      ["text/plain", 202],
      ["", 200],
      ["multipart/form-data; boundary=x", 200],
    ])) {
      const answer = await stage.post({ ...plain, headers: { ...plain.headers, "Content-Type": type } });
      assert.equal(answer.status, status, `${type} ${answer.text}`);
    }
    const form = (/** @type {string} */ branch) =>
      new URLSearchParams({ payload: JSON.stringify(said(branch).body) }).toString();
    const asForm = { "Content-Type": "application/x-www-form-urlencoded" };
    const ofGitHub = signed("github", secrets.HEX_SECRET, { event: "pull_request", body: form("form") });
    assert.equal((await stage.post({ ...ofGitHub, headers: { ...ofGitHub.headers, ...asForm } })).status, 202);
    // Gitea signs the JSON, and not the form.
    const ofGitea = signed("gitea", secrets.HEX_SECRET, said("gitea-form"));
    const answer = await stage.post({
      ...ofGitea,
      headers: { ...ofGitea.headers, ...asForm },
      body: form("gitea-form"),
    });
    assert.equal(answer.status, 202, answer.text);
    assert.equal((await stage.post(signedBytes("a=1", asForm))).status, 400);
    const branches = ["plain", "form", "gitea-form"];
    await stage.until("all are told", () => branches.every((branch) => stage.status(repository, branch) === "OPEN"));
  });

  test("names that no git host would have are passed over or told as they are, and harm nobody", async () => {
    const branches = [
      "x".repeat(10_000),
      "a\u0000b",
      "\u{1f600}",
      "../../x",
      "a\nb",
      "__proto__",
      "#",
      "a#b",
      "<script>",
      " ",
    ];
    for (const [number, branch] of branches.entries()) {
      const facts = { repository: "acme/odd", branch, number: number + 1, sha: shaOf(branch) };
      const { status, text } = await stage.deliver("github", github.review(facts));
      assert.ok([200, 202, 400].includes(status), `${status} ${branch.slice(0, 20)} ${text}`);
    }
    for (const name of ["acme/__proto__", "a/b/c", "acme", "acme/\u0000", "x".repeat(10_000)]) {
      const { status } = await stage.deliver(
        "github",
        github.review({ repository: name, branch: "x", sha: shaOf(name) }),
      );
      assert.ok([200, 202, 400].includes(status), String(status));
    }
    const told = ["\u{1f600}", "../../x", "__proto__", "a#b", "<script>"];
    await stage.until("good names are told", () => told.every((branch) => stage.status("acme/odd", branch) === "OPEN"));
    await stage.until("they are shown", async () => (await stage.shown()).branches.length > told.length);
  });

  test("after all that it answers, and no line of its log tells of a failure inside", async () => {
    await stage.settled();
    assert.equal((await stage.request("/health")).status, 200);
    assert.deepEqual(
      stage.edge.lines.filter((line) => line.includes('"level":"error"')),
      [],
    );
    assert.ok(Math.max(...stage.edge.lines.map((line) => line.length)) < 50_000);
  });
});
