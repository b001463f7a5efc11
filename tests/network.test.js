// @ts-check
/**
 * The whole program against everything that can go wrong on the way to Dagster+: real processes, real sockets, real
 * TLS. Each row of network/rows.js is one run; here is what must hold for every one of them.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { startProxy } from "./network/connect-proxy.js";
import { packageUrl, programs, runIn } from "./network/legs.js";
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

/** @param {string} url @returns {import("./network/raw-server.js").SeenRequest[]} */
const requestsTo = (url) => (URL.canParse(url) ? servers.flatMap((server) => server.requestsTo(url)) : []);

/** @param {Program} program @param {Row} row */
async function check(program, { url, ends, but = {}, args = [], env = {}, token = usualToken, denoFlags }) {
  const ending = program === "node" ? ends : (but[program] ?? ends);
  const cli = fileURLToPath(`${packageUrl}/${program === "deno" ? "deno.js" : "cli.js"}`);
  const command = ["branch-deployment", "create-or-update", "--url", url, ...usualArgs, "--output", "json", ...args];
  const { status, stdout, stderr } = await runIn(program, [cli, ...command], {
    env: { DAGSTER_CLOUD_API_TOKEN: token, ...env },
    flags: program === "deno" ? denoFlags : [],
  });
  const said = `${stdout}${stderr}`;

  const document = JSON.parse(stdout);
  assert.equal(document.error?.code, ending.code, said);
  assert.equal(document.deploymentName, ending.code ? undefined : (ending.name ?? "a1b2c3d4"), said);
  assert.equal(document.schema, 1);
  assert.equal(status, ending.status ?? (ending.code ? 1 : 0), said);
  assert.match(stderr, ending.stderr ?? /^/);
  const seen = requestsTo(url);
  if (ending.requests !== undefined) assert.equal(seen.length, ending.requests, said);

  assert.doesNotMatch(said, /SECRET/, "no secret is ever shown");
  assert.doesNotMatch(stderr, /^ +at /m, "no stack trace");
  assert.doesNotMatch(said, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/, "no control character but the newline");
  assert.ok(stderr.split("\n").length <= 14, `a few lines will do:\n${stderr}`);
  for (const request of seen) {
    assert.equal(request.headers["dagster-cloud-api-token"], usualToken);
    assert.equal(request.headers.authorization, undefined);
    assert.equal(request.headers["proxy-authorization"], undefined);
  }
}

// Most of them sleep most of the time, before another try.
test("every fault ends as it should", { concurrency: 24 }, async (t) => {
  const runs = [];
  for (const program of /** @type {Program[]} */ (Object.keys(programs))) {
    for (const row of rows(world)) {
      if (program !== "node" && !row.everywhere) continue;
      const { code, requests = 0 } = row.ends;
      const outcome = `${code ?? "success"} after ${requests} request${requests === 1 ? "" : "s"}`;
      runs.push(t.test(`${row.fault}, on ${program}: ${outcome}`, () => check(program, row)));
    }
  }
  await Promise.all(runs);
});
