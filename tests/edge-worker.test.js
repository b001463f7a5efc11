// @ts-check
/**
 * The Worker's router and objects in workerd, with a core of the tests': rows, alarms that fail, and what is there after workerd
 * was killed.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { until } from "./edge/client.js";
import { packageUrl } from "./network/legs.js";

const script = fileURLToPath(new URL("./edge/worker.js", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "dagster-deploy-worker-"));
after(() => rmSync(scratch, { recursive: true }));

/** @param {string} folder */
async function startWorker(folder) {
  // The leader of a group, with which workerd is killed.
  const child = spawn(process.execPath, [script, packageUrl, folder], { detached: true });
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => (output.text += text));
  const ended = once(child, "close");
  await until(() => /listening on \S+\n/.test(output.text) || child.exitCode !== null);
  const url = /listening on (\S+)\/\n/.exec(output.text)?.[1] ?? assert.fail(output.text);
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-Number(child.pid), "SIGKILL");
    await ended;
  };
  /** @param {string} path @param {object} [body] */
  const post = async (path, body = {}) => {
    const response = await fetch(url + path, { method: "POST", body: JSON.stringify(body) });
    return response.text();
  };
  /** @param {string} object */
  const rowsOf = async (object) => Object.fromEntries(JSON.parse(await post(`/send/${object}`)));
  return { url, output, kill, post, rowsOf };
}

const folder = mkdtempSync(join(scratch, "folder-"));
let worker = await startWorker(folder);
after(() => worker.kill());

test("an object keeps its rows in the order of their UTF-8 bytes, and no other's", async () => {
  const rows = [
    ["\u{10000}", "four"],
    ["\uffff", "three"],
    ["b", ""],
    ["a", "1"],
    ["gone", "x"],
  ];
  await worker.post("/send/rows", { rows });
  const seen = await worker.post("/send/rows", {
    rows: [
      ["a", "2"],
      ["gone", null],
      ["never", null],
    ],
  });
  assert.deepEqual(JSON.parse(seen), [
    ["a", "2"],
    ["b", ""],
    ["\uffff", "three"],
    ["\u{10000}", "four"],
  ]);
  assert.equal(await worker.post("/send/other"), "[]");
  assert.equal(await worker.post("/post/rows", { rows: [["posted", "yes"]] }), "posted");
  await until(async () => (await worker.rowsOf("rows")).posted === "yes");
});

test("a save that fails keeps nothing, and the object goes on", async () => {
  await worker.post("/send/failing", { rows: [["a", "1"]] });
  const failed = await worker.post("/send/failing", {
    rows: [
      ["b", "2"],
      ["c", "too large", "x"],
    ],
    alarm: "never",
  });
  assert.match(failed, /failed inside/);
  assert.deepEqual(await worker.rowsOf("failing"), { a: "1" });
});

test("the configuration and variables are the Worker's; bodies have a limit", async () => {
  assert.equal(await worker.post("/variable/TEXT"), '["repositories: []","text","workerd"]');
  assert.equal(await worker.post("/variable/NUMBER"), '["repositories: []",null,"workerd"]');
  assert.equal(await worker.post("/size?max=1000", { large: "x".repeat(2000) }), "ERR_BODY_TOO_LARGE");
  assert.equal(await worker.post("/size?max=1000", { large: "x" }), `${'{"large":"x"}'.length}`);
});

test("an alarm that throws, or leaves its time as it was, is called again after a while", async () => {
  const started = Date.now();
  await worker.post("/send/poor", { rows: [["plan", "throw stay again done"]], alarm: 1 });
  await until(async () => (await worker.rowsOf("poor")).rang);
  assert.deepEqual(await worker.rowsOf("poor"), { again: "2", plan: "throw stay again done", rang: "4 of poor" });
  assert.ok(Date.now() - started >= 2900, "after one second, and then after two");
});

test("an alarm that is set to the time of the one that is running is called, too", async () => {
  const alarm = Date.now() + 300;
  await worker.post("/send/twice", { rows: [["plan", "wait done"]], alarm });
  await sleep(600);
  await worker.post("/send/twice", { rows: [["meanwhile", "saved"]], alarm });
  await until(async () => (await worker.rowsOf("twice")).rang);
  assert.equal((await worker.rowsOf("twice")).rang, "2 of twice");
});

test("rows and alarms survive that workerd is killed", async () => {
  const due = Date.now() + 2000;
  await worker.post("/send/waiting", { rows: [["k", "v"]], alarm: due });
  await worker.post("/send/running", { rows: [["plan", "slow"]], alarm: 1 });
  await worker.post("/send/failed", { rows: [["plan", "throw"]], alarm: 1 });
  await until(() => worker.output.text.includes('"object":"failed"'));
  await worker.kill();
  worker = await startWorker(folder);
  const names = ["waiting", "running", "failed"];
  await until(async () => (await Promise.all(names.map((name) => worker.rowsOf(name)))).every(({ rang }) => rang));
  assert.deepEqual(await worker.rowsOf("waiting"), { k: "v", rang: "1 of waiting" });
  assert.ok(Date.now() >= due);
  assert.deepEqual(Object.keys(await worker.rowsOf("rows")).length, 5);
});
