// @ts-check
/**
 * The whole program against everything that can go wrong on the way to Dagster+: real processes, real sockets, real
 * TLS. Each row of network/rows.js is one run; here is what must hold for every one of them.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { startProxy } from "./network/connect-proxy.js";
import { packageUrl, programs, runIn, startWorker, workerdLibrary } from "./network/legs.js";
import { startRawServer, tlsFolder } from "./network/raw-server.js";
import { rows } from "./network/rows.js";

/** @typedef {import("./network/rows.js").Row} Row */
/** @typedef {import("./network/legs.js").Program} Program */

const dead = await startRawServer();
await dead.close();
const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-network-"));
writeFileSync(join(folder, ".netrc"), "machine 127.0.0.1 login someone password SECRETnetrc\n");
const world = {
  plain: await startRawServer(),
  secure: await startRawServer({ certificate: "localhost" }),
  selfSigned: await startRawServer({ certificate: "self-signed" }),
  wrongHost: await startRawServer({ certificate: "wrong-host" }),
  proxy: await startProxy(),
  strictProxy: await startProxy({ credentials: "user:p%40ss" }),
  dead: dead.origin,
  ca: fileURLToPath(new URL("ca.pem", tlsFolder)),
  selfSignedCa: fileURLToPath(new URL("self-signed.pem", tlsFolder)),
  folder,
};
const servers = [world.plain, world.secure, world.selfSigned, world.wrongHost];
after(async () => {
  for (const server of [...servers, world.proxy, world.strictProxy]) await server.close();
  rmSync(folder, { recursive: true });
});

const usualToken = "agent:test:SECRETtoken";
const usualArgs = ["--git-repo-name", "r", "--branch-name", "b", "--commit-hash", "c", "--timestamp", "1700000000"];
const usualOptions = {
  apiToken: usualToken,
  gitRepoName: "r",
  branchName: "b",
  commitHash: "c",
  timestamp: 1700000000,
};

/** @param {string} url @returns {import("./network/raw-server.js").SeenRequest[]} */
const requestsTo = (url) => (URL.canParse(url) ? servers.flatMap((server) => server.requestsTo(url)) : []);

/** @param {Program} program @param {string} url */
function commandLine(program, url) {
  const cli = fileURLToPath(`${packageUrl}/${program === "deno" ? "deno.js" : "cli.cjs"}`);
  return [cli, "branch-deployment", "create-or-update", "--url", url, ...usualArgs];
}

/** @param {Program} program @param {Row} row */
async function check(program, row) {
  const { url, options = {}, env = {}, token = usualToken, denoFlags } = row;
  const args = Object.entries(options).flatMap(([name, value]) => [kebab(name), String(value)]);
  const { status, stdout, stderr } = await runIn(program, [...commandLine(program, url), "--output", "json", ...args], {
    env: { DAGSTER_CLOUD_API_TOKEN: token, ...env },
    flags: program === "deno" ? denoFlags : [],
  });
  const said = `${stdout}${stderr}`;

  const ending = endingOf(program, row);
  const document = JSON.parse(stdout);
  assertEnding(ending, document, url, said);
  assert.equal(document.schema, 1);
  assert.equal(status, ending.code ? 1 : 0, said);
  assert.match(stderr, ending.stderr ?? /^/);
  assert.doesNotMatch(stderr, /^ +at /m, "no stack trace");
  assert.doesNotMatch(said, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/, "no control character but the newline");
  assert.ok(stderr.split("\n").length <= 14, `a few lines will do:\n${stderr}`);
}

/**
 * @param {import("./network/rows.js").Ending} ending
 * @param {any} document as printed with `--output json`
 * @param {string} url
 * @param {string} said all that may reach a log
 */
function assertEnding({ code, name = "a1b2c3d4", requests, message = /^/ }, document, url, said) {
  assert.equal(document.error?.code, code, said);
  assert.match(document.error?.message ?? "", message);
  assert.equal(document.deploymentName, code ? undefined : name, said);
  assert.doesNotMatch(said, /SECRET/, "no secret is ever shown");
  const seen = requestsTo(url);
  if (requests !== undefined) assert.equal(seen.length, requests, said);
  for (const { headers } of seen) {
    assert.equal(headers["dagster-cloud-api-token"], usualToken);
    assert.equal(headers.authorization, undefined);
    assert.equal(headers["proxy-authorization"], undefined);
  }
}

/** @param {Program | "workerd"} program @param {Row} row */
const endingOf = (program, { ends, but = {} }) => (program === "node" ? ends : (but[program] ?? ends));

/** @param {string} option as the library names it */
const kebab = (option) => `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** @param {Program | "workerd"} program @param {Row} row */
function title(program, row) {
  const { code, requests } = endingOf(program, row);
  const count = requests === undefined ? "" : ` after ${requests} request${requests === 1 ? "" : "s"}`;
  return `${row.fault}, on ${program}: ${code ?? "success"}${count}`;
}

// Most of them sleep most of the time, before another try.
test("every fault ends as it should", { concurrency: 40 }, async (t) => {
  const runs = [];
  for (const program of /** @type {Program[]} */ (Object.keys(programs))) {
    for (const row of rows(world)) {
      if (program !== "node" && !row.everywhere) continue;
      runs.push(t.test(title(program, row), () => check(program, row)));
    }
  }
  await Promise.all(runs);
});

test("every fault ends as it should in workerd, as far as it can occur there", { concurrency: 40 }, async (t) => {
  const scripts = [new URL("./network/worker.js", import.meta.url)];
  const worker = startWorker(scripts, workerdLibrary);
  const runs = rows(world)
    .filter(({ everywhere, env, token }) => everywhere && !env && !token)
    .map((row) =>
      t.test(title("workerd", row), async () => {
        const options = { ...usualOptions, url: row.url, ...row.options };
        const response = await worker.dispatchFetch("http://test/", { method: "POST", body: JSON.stringify(options) });
        const text = await response.text();
        assertEnding(endingOf("workerd", row), JSON.parse(text), row.url, text);
      }),
    );
  await Promise.all(runs);
  await worker.dispose();
});

// Windows has no signals.
for (const program of process.platform === "win32" ? [] : /** @type {Program[]} */ (Object.keys(programs))) {
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
    test(`on ${program} ${signal} ends a run that waits for an answer`, async () => {
      const url = world.plain.url("hang before headers");
      const [command, ...fixed] = programs[program];
      const child = spawn(command, [...fixed, ...commandLine(program, url), "--api-token", usualToken]);
      while (requestsTo(url).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill(signal);
      const ended = await new Promise((resolve) => child.on("close", (status, by) => resolve(by ?? status)));
      assert.equal(ended, signal);
    });
  }
}
