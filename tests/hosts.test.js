// @ts-check
/**
 * Every host does what js/host.d.ts promises, in its real runtime: each row is one thing that is asked of it, and how
 * it ends in each runtime. What the core then makes of a fault is network.test.js's matter.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { startProxy } from "./network/connect-proxy.js";
import { goodBody } from "./network/faults.js";
import { packageUrl, runIn, startWorker } from "./network/legs.js";
import { startRawServer, startSilentServer, tlsFolder } from "./network/raw-server.js";

/** @typedef {import("./network/probe/probe.js").Outcome} Outcome */
/** @typedef {import("./network/probe/probe.js").Call} Call */
/** @typedef {"node" | "node24" | "bun" | "deno" | "workerd"} Runtime */
/** @typedef {string | number} Ending a code, Deno's NotCapable, "unknown", an HTTP or exit status, or a file's text */

const plain = await startRawServer();
const secure = await startRawServer({ certificate: "localhost" });
const selfSigned = await startRawServer({ certificate: "self-signed" });
const wrongHost = await startRawServer({ certificate: "wrong-host" });
const proxy = await startProxy();
const strictProxy = await startProxy({ credentials: "user:p%40ss" });
const secureProxy = await startProxy({ secure: true });
const servers = [plain, secure, selfSigned, wrongHost, proxy, strictProxy, secureProxy];

const dead = await startRawServer();
await dead.close();
const silent = await startSilentServer();

const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-hosts-"));
const file = join(folder, "locations.yaml");
const fileText = "locations: []\n";
writeFileSync(file, fileText);
after(async () => {
  for (const server of servers) await server.close();
  rmSync(folder, { recursive: true });
});

const ca = fileURLToPath(new URL("ca.pem", tlsFolder));
const selfSignedCa = fileURLToPath(new URL("self-signed.pem", tlsFolder));

/**
 * @param {string} url
 * @param {object} [rest] what of the request is not as usual
 * @returns {Call}
 */
function post(url, rest) {
  const request = {
    url: `${url}/graphql?a=1`,
    method: "POST",
    headers: [
      ["Content-Type", "application/json"],
      ["User-Agent", "dagster-deploy/test"],
    ],
    body: '{"query":"é"}',
    timeoutMilliseconds: 30_000,
    maxBodyBytes: 1 << 20,
    proxy: null,
    ca: [],
    ...rest,
  };
  return { member: "fetch", args: [request] };
}
/** @param {string} path @param {number} maxBytes @returns {Call} */
const read = (path, maxBytes) => ({ member: "readFile", args: [path, maxBytes] });
/** @param {...string} args @returns {Call} */
const git = (...args) => ({ member: "runGit", args: [args, []] });

/** A fault that workerd does not name. @param {string} code */
const named = (code) => ({ node: code, deno: code, workerd: "unknown" });
/** What workerd cannot do at all. @param {Ending} ending */
const unlessWorkerd = (ending) => ({ node: ending, deno: ending, workerd: "ERR_UNSUPPORTED" });
const soon = { timeoutMilliseconds: 400 };

/**
 * Made anew for each runtime, so that no two share a URL. What holds for `node` holds for Node 24 and Bun unless they
 * are named; one ending alone holds everywhere.
 * @returns {[asked: string, call: Call, ending: Ending | Partial<Record<Runtime, Ending>>][]}
 */
function rows() {
  return [
    ["a good answer", post(plain.url("ok")), 200],
    ["an answer in gzip", post(plain.url("gzip")), 200],
    ["an answer in an encoding that nobody knows", post(plain.url("unknown encoding")), 200],
    ["a redirect", post(plain.url("redirect", { status: 307, location: `${plain.origin}/ok/0/x` })), 307],
    ["an error status", post(plain.url("always", { status: 503, body: "<html>" })), 503],
    ["no answer", post(plain.url("hang before headers"), soon), "ERR_TIMEOUT"],
    ["an answer that stops half way", post(plain.url("hang mid-body"), soon), "ERR_TIMEOUT"],
    ["an answer that drips", post(plain.url("drip"), soon), "ERR_TIMEOUT"],
    ["a call that is stopped", { ...post(plain.url("hang mid-body")), abortAfter: 200 }, "STOPPED"],
    ["a port where nobody listens", post(`${dead.origin}/x`), named("ECONNREFUSED")],
    ["a host without an address", post("http://no-such-host.invalid"), named("ENOTFOUND")],
    ["a reset before the headers", post(plain.url("reset before headers")), named("ECONNRESET")],
    ["a close before the headers", post(plain.url("close before headers")), named("ECONNRESET")],
    ["a reset in the body", post(plain.url("reset mid-body")), named("ECONNRESET")],
    ["a body shorter than its length", post(plain.url("close mid-body")), named("ECONNRESET")],
    ["a chunked body without its end", post(plain.url("chunked, cut short")), named("ECONNRESET")],
    ["a bomb of 256 MiB in gzip", post(plain.url("gzip bomb")), "ERR_BODY_TOO_LARGE"],
    ["a body of 10 MiB", post(plain.url("large body")), "ERR_BODY_TOO_LARGE"],
    ["a body without end", post(plain.url("endless body")), "ERR_BODY_TOO_LARGE"],
    ["gzip that is none", post(plain.url("bad gzip")), { ...named("Z_DATA_ERROR"), bun: "ZlibError" }],
    [
      "gzip cut short",
      post(plain.url("gzip, cut short")),
      { ...named("Z_BUF_ERROR"), bun: "ZlibError", deno: "Z_DATA_ERROR" },
    ],
    [
      "a header of 200 KB",
      post(plain.url("large header")),
      { node: "HPE_HEADER_OVERFLOW", bun: 200, deno: 200, workerd: 200 },
    ],
    [
      "an answer that is not HTTP",
      post(plain.url("not HTTP")),
      { ...named("HPE_INVALID_CONSTANT"), bun: "Malformed_HTTP_Response" },
    ],
    ...secureRows(),
    ...proxyRows(),
    ["a file", read(file, fileText.length), unlessWorkerd(fileText)],
    ["a file over the limit", read(file, fileText.length - 1), unlessWorkerd("ERR_FILE_TOO_LARGE")],
    ["a file that is not there", read(join(folder, "none"), 1000), unlessWorkerd("ENOENT")],
    ["a directory for a file", read(folder, 1000), unlessWorkerd("EISDIR")],
    ["git", git("--version"), unlessWorkerd(0)],
    ["a git command that fails", git("no-such-command"), unlessWorkerd(1)],
  ];
}

/** @returns {ReturnType<typeof rows>} */
function secureRows() {
  const unverified = named("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
  const folded = { ca: [ca, join(folder, "none.pem")] };
  return [
    ["a certificate of the CA that was named", post(secure.url("ok"), { ca: [ca] }), unlessWorkerd(200)],
    ["a certificate of an unknown CA", post(secure.url("ok")), unverified],
    ["a self-signed one", post(selfSigned.url("ok")), { ...unverified, node: "DEPTH_ZERO_SELF_SIGNED_CERT" }],
    ["a self-signed one that was named", post(selfSigned.url("ok"), { ca: [selfSignedCa] }), unlessWorkerd(200)],
    [
      "a certificate of the first of two that were named",
      post(secure.url("ok"), { ca: [ca, selfSignedCa] }),
      unlessWorkerd(200),
    ],
    [
      "a certificate of the second of two that were named",
      post(secure.url("ok"), { ca: [selfSignedCa, ca] }),
      unlessWorkerd(200),
    ],
    ["one for another host", post(wrongHost.url("ok"), { ca: [ca] }), unlessWorkerd("ERR_TLS_CERT_ALTNAME_INVALID")],
    ["a CA file that is not there", post(secure.url("ok"), folded), unlessWorkerd("ERR_CA_FILE")],
    ["a CA file without a certificate", post(secure.url("ok"), { ca: [file] }), unlessWorkerd("ERR_CA_FILE")],
    ["TLS spoken to a plain port", post(plain.url("ok").replace("http:", "https:")), named("EPROTO")],
    ["plain HTTP spoken to a TLS port", post(secure.url("ok").replace("https:", "http:")), named("ECONNRESET")],
  ];
}

/** @returns {ReturnType<typeof rows>} */
function proxyRows() {
  /** @param {string} url @param {object} [rest] */
  const http = (url, rest) => post(plain.url("ok"), { proxy: url, ca: [ca], ...rest });
  /** @param {string} url @param {object} [rest] */
  const https = (url, rest) => post(secure.url("ok"), { proxy: url, ca: [ca], ...rest });
  // Deno wants --allow-sys for this; that it works then is a row of network/rows.js.
  const needsSys = "NotCapable";
  const wrong = strictProxy.url.replace("user", "other");
  const beyond = post(dead.origin.replace("http:", "https:"), { proxy: proxy.url });
  return [
    ["http by proxy", http(proxy.url), unlessWorkerd(200)],
    ["https by proxy", https(proxy.url), unlessWorkerd(200)],
    ["http by a proxy that wants credentials", http(strictProxy.url), unlessWorkerd(200)],
    ["https by a proxy that wants credentials", https(strictProxy.url), { ...unlessWorkerd(200), deno: needsSys }],
    ["http by a proxy that wants others", http(wrong), unlessWorkerd(407)],
    ["https by a proxy that wants others", https(wrong), { ...unlessWorkerd("ERR_PROXY"), deno: needsSys }],
    ["http by a proxy that speaks TLS", http(secureProxy.url), unlessWorkerd(200)],
    ["https by a proxy that speaks TLS", https(secureProxy.url), unlessWorkerd(200)],
    ["http by a dead proxy", http(dead.origin), unlessWorkerd("ECONNREFUSED")],
    ["https by a dead proxy", https(dead.origin), unlessWorkerd("ECONNREFUSED")],
    ["http by a proxy that is silent", http(silent, soon), unlessWorkerd("ERR_TIMEOUT")],
    ["https by a proxy that is silent", https(silent, soon), unlessWorkerd("ERR_TIMEOUT")],
    ["a proxy that cannot reach the target", beyond, unlessWorkerd("ERR_PROXY_RESPONSE")],
    ["a proxy of a kind that nobody knows", http("socks5://127.0.0.1:1"), "ERR_UNSUPPORTED"],
  ];
}

/**
 * @param {Runtime} runtime
 * @param {Call[][]} tasks
 * @param {Record<string, string>} [env]
 * @returns {Promise<Outcome[][]>}
 */
async function probeIn(runtime, tasks, env) {
  if (runtime === "workerd") return probeInWorkerd(tasks);
  const script = fileURLToPath(new URL(`./network/probe/${runtime === "deno" ? "deno" : "node"}.js`, import.meta.url));
  const { status, stdout, stderr } = await runIn(runtime, [script, packageUrl], { input: JSON.stringify(tasks), env });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

/** @param {Call[][]} tasks @returns {Promise<Outcome[][]>} */
async function probeInWorkerd(tasks) {
  const scripts = ["workerd.js", "probe.js"].map((name) => new URL(`./network/probe/${name}`, import.meta.url));
  const worker = startWorker(scripts, ["host-workerd.js"]);
  try {
    const response = await worker.dispatchFetch("http://probe/", { method: "POST", body: JSON.stringify(tasks) });
    return /** @type {Outcome[][]} */ (await response.json());
  } finally {
    await worker.dispose();
  }
}

/** @param {string} url as in a request */
function timesSent(url) {
  const prefix = url.slice(0, url.indexOf("/graphql"));
  return [plain, secure, selfSigned, wrongHost].flatMap((server) => server.requestsTo(prefix)).length;
}

/** @param {Outcome} outcome @returns {Ending} */
function endingOf({ value, code, name }) {
  if (value === undefined) return code ?? (name === "NotCapable" ? name : "unknown");
  return typeof value === "string" ? value : value.status;
}

/** @param {Runtime} runtime @param {Awaited<ReturnType<typeof rows>>[number][2]} ending */
function expected(runtime, ending) {
  if (typeof ending !== "object") return ending;
  return ending[runtime] ?? ending.node;
}

for (const runtime of /** @type {Runtime[]} */ (["node", "node24", "bun", "deno", "workerd"])) {
  test(`the host on ${runtime}`, async (t) => {
    const asked = rows();
    const outcomes = await probeIn(
      runtime,
      asked.map(([, call]) => [call]),
    );
    for (const [index, [name, call, ending]] of asked.entries()) {
      const [outcome] = outcomes[index];
      await t.test(`${name} ends in ${JSON.stringify(expected(runtime, ending))}`, () => {
        assert.equal(endingOf(outcome), expected(runtime, ending), JSON.stringify(outcome));
        if (call.member === "fetch") assert.ok(timesSent(call.args[0].url) <= 1, "a host never tries twice");
      });
    }
  });

  test(`on ${runtime} a request arrives as it was given, and the answer comes back as it was sent`, async () => {
    const url = plain.url("ok");
    const [[{ value }]] = await probeIn(runtime, [[post(url)]]);
    const [{ method, path, headers, body }] = plain.requestsTo(url);
    assert.deepEqual(
      { method, path, body },
      {
        method: "POST",
        path: `${new URL(url).pathname}/graphql?a=1`,
        body: '{"query":"é"}',
      },
    );
    assert.equal(headers["content-type"], "application/json");
    assert.equal(headers["user-agent"], "dagster-deploy/test");
    assert.equal(value.body, goodBody);
    const contentType = value.headers.find((/** @type {string[]} */ [name]) => name.toLowerCase() === "content-type");
    assert.equal(contentType[1], "application/json");
  });

  test(`on ${runtime} requests in turn share a connection`, async () => {
    const url = plain.url("ok");
    const [outcomes] = await probeIn(runtime, [[post(url), post(url), post(url)]]);
    assert.deepEqual(outcomes.map(endingOf), [200, 200, 200]);
    assert.equal(new Set(plain.requestsTo(url).map(({ connection }) => connection)).size, 1);
  });

  test(`on ${runtime} a connection that the server closed between requests is made anew`, async () => {
    const url = plain.url("close after the answer");
    const [outcomes] = await probeIn(runtime, [[post(url), { member: "sleep", args: [300] }, post(url)]]);
    assert.deepEqual(outcomes.map(endingOf), [200, "unknown", 200]);
    assert.equal(plain.requestsTo(url).length, 2);
  });

  test(`on ${runtime} a connection that breaks at the next request is a fault, and that request not sent again`, async () => {
    const url = plain.url("reset at the next request");
    const [outcomes] = await probeIn(runtime, [[post(url), post(url)]]);
    assert.deepEqual(outcomes.map(endingOf), [200, expected(runtime, named("ECONNRESET"))]);
    assert.equal(plain.requestsTo(url).length, 1);
  });
}

for (const runtime of /** @type {Runtime[]} */ (["node", "node24", "bun", "deno"])) {
  test(`on ${runtime} a git that is not installed is ENOENT`, async () => {
    const [[{ code }]] = await probeIn(runtime, [[git("--version")]], { PATH: folder });
    assert.equal(code, "ENOENT");
  });
}

// Not Deno: its fetch obeys these variables by itself.
for (const runtime of /** @type {Runtime[]} */ (["node", "node24", "bun"])) {
  test(`on ${runtime} a request without a proxy goes to none, whatever variables name one`, async () => {
    for (const name of ["http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"]) {
      const [[outcome]] = await probeIn(runtime, [[post(plain.url("ok"))]], { [name]: dead.origin });
      assert.equal(endingOf(outcome), 200, `${name}: ${JSON.stringify(outcome)}`);
    }
  });
}

/** @type {Call} */
const environment = {
  member: "runGit",
  args: [
    ["-c", "alias.shown=!env", "shown"],
    ["DAGSTER_CLOUD_API_TOKEN", "INPUT_API-TOKEN"],
  ],
};

for (const runtime of /** @type {Runtime[]} */ (["node", "node24", "bun", "deno"])) {
  test(`on ${runtime} git has no variable that holds a secret, and all others`, async () => {
    const secret = { DAGSTER_CLOUD_API_TOKEN: "t0psecret", "INPUT_API-TOKEN": "t0psecret" };
    // Deno, which is told no other names, empties these.
    /** @type {Record<string, string>} */
    const inAnyCase = runtime === "deno" ? {} : { Dagster_Cloud_Api_Token: "t0psecret" };
    const given = { ...secret, ...inAnyCase, GIT_AUTHOR_NAME: "Ada", HOME: folder };
    const [[{ value }]] = await probeIn(runtime, [[environment]], given);
    const lines = value.stdout.split("\n");
    assert.deepEqual(
      lines.filter((/** @type {string} */ line) => line.includes("t0psecret")),
      [],
    );
    for (const line of ["GIT_AUTHOR_NAME=Ada", `HOME=${folder}`]) assert.ok(lines.includes(line), value.stdout);
    assert.ok(
      lines.some((/** @type {string} */ line) => line.startsWith("PATH=")),
      value.stdout,
    );
  });
}

if (process.platform !== "win32") {
  for (const runtime of /** @type {Runtime[]} */ (["node", "node24", "bun", "deno"])) {
    test(`on ${runtime} a device without end is over any limit`, async () => {
      const [[{ code }]] = await probeIn(runtime, [[read("/dev/zero", 100_000)]]);
      assert.equal(code, "ERR_FILE_TOO_LARGE");
    });
  }
}
