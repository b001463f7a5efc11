// @ts-check
/**
 * The stand-in misbehaves exactly as it was told, and another process can tell it to.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startSandbox } from "./sandbox/dagster-plus.js";
import { create, sandboxWith, send } from "./sandbox/ask.js";

/** @typedef {import("./sandbox/dagster-plus.js").Sandbox} Sandbox */

/** How a request fails, as `fetch` sees it. @param {Sandbox} sandbox */
async function failure(sandbox) {
  const error = await send(sandbox, "{ version }")
    .then((response) => response.text())
    .catch((reason) => reason);
  assert.ok(error instanceof Error, `answered ${error}`);
  return /** @type {any} */ (error.cause)?.code;
}

test("the script misbehaves for the named operation, as often as it says", async () => {
  const script = [{ operation: "agents", status: 502, headers: { "retry-after": "1" }, times: 2 }];
  const sandbox = await sandboxWith({ script });
  const statuses = [];
  for (const query of ["{ version }", "{ agents { status } }", "{ agents { status } }", "{ agents { status } }"]) {
    statuses.push((await send(sandbox, query)).status);
  }
  assert.deepEqual(statuses, [200, 502, 502, 200]);
  assert.equal(script[0].times, 2);
});

test("an operation can be carried out although its answer is lost", async () => {
  const sandbox = await sandboxWith({
    script: [{ close: "before-headers" }, { close: "reset", execute: true }],
  });
  await assert.rejects(create(sandbox));
  assert.equal(sandbox.state.deployments.length, 1);
  await assert.rejects(create(sandbox));
  assert.equal(sandbox.state.deployments.length, 2);
});

test("a dropped connection is dropped", async () => {
  const script = /** @type {const} */ (["before-headers", "reset", "mid-body", "mid-body-reset"]);
  const sandbox = await sandboxWith({ script: script.map((close) => ({ close })) });
  const codes = [];
  for (const _ of script) codes.push(await failure(sandbox));
  // How Node names the last one depends on what it has read by then.
  assert.deepEqual(codes.slice(0, 3), ["UND_ERR_SOCKET", "ECONNRESET", "UND_ERR_SOCKET"]);
  assert.match(codes[3], /^(UND_ERR_SOCKET|ECONNRESET)$/);
});

test("a stand-in that is stopped lets go of those whom it kept waiting", async () => {
  const sandbox = await startSandbox({ script: [{ delayMilliseconds: 1e12 }, { drip: 1e12 }] });
  const waiting = [failure(sandbox), failure(sandbox)];
  while (sandbox.requests.length < 2) await new Promise(setImmediate);
  await sandbox.stop();
  assert.deepEqual(await Promise.all(waiting), ["UND_ERR_SOCKET", "UND_ERR_SOCKET"]);
});

test("an entry that it does not understand is refused", async () => {
  const sandbox = await sandboxWith();
  for (const body of [`{"statsu": 500}`, `{"close": "late"}`, `{"times": "often"}`, "null", "{"]) {
    const response = await fetch(`${sandbox.url}/__sandbox/misbehave`, { method: "POST", body });
    assert.equal(response.status, 400, body);
  }
  assert.throws(() => sandbox.misbehave(/** @type {any} */ ({ retries: 1 })), /unknown key retries/);
});
