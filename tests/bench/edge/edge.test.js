/** The bench of the edge sends what GitHub would send, and reckons right. Its figures are no test. */
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import test from "node:test";
import { contenders, modules, targets } from "./contenders.js";
import { deliveries, secret } from "./delivery.js";
import { paddedModule } from "./pad.js";
import { loadTable, reached, startTable, targetTable } from "./report.js";

const window = (microseconds) => ({ microseconds, effect: microseconds * 2, perSecond: 10, memory: 40 });
const runs = [
  { name: "least", windows: [window(100), window(90), window(300)] },
  { name: "ours", windows: [window(150), window(120), window(110)] },
];
const starts = [{ name: "ours", starts: [{ milliseconds: 50, first: 9, cpu: 10 }] }];

test("each delivery is signed, has the size that was measured before, and tells a commit and a branch of its own", () => {
  const make = deliveries("acme/analytics");
  const sent = [make(3, 7, 6), make(4, 70_000, 0)];
  const heads = sent.map(({ body, headers }) => {
    assert.equal(headers["X-Hub-Signature-256"], `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
    assert.equal(body.length, 17_883);
    const { pull_request: pull, after, before } = JSON.parse(body);
    assert.match(before, /^[0-9a-f]{40}$/);
    assert.equal(pull.head.sha, after);
    return [pull.head.ref, after, headers["X-GitHub-Delivery"]];
  });
  assert.equal(new Set(heads.flat()).size, 6);
  assert.equal(deliveries("acme/other")(1, 1, 0).body.length, 17_883);
});

test("a padded module has the wanted size, and runs", async () => {
  for (const { bytes } of modules) {
    const padded = paddedModule(bytes);
    assert.ok(Math.abs(padded.length - bytes) < 1000, `${padded.length}`);
    const { instance } = await WebAssembly.instantiate(padded);
    assert.equal(typeof instance.exports.run(1), "number");
  }
});

test("a target is told with the ratio of medians, or with milliseconds", () => {
  const told = reached(
    [
      { of: "ours", to: "least", what: "cpu", atMost: 1.1 },
      { of: "ours", to: "", what: "first", atMost: 15 },
    ],
    runs,
    starts,
  );
  const table = targetTable(told);
  assert.match(table, /\| CPU: ours \/ least \| 1\.200 \| <= 1\.1 \| NOT met \|/);
  assert.match(table, /\| first answer, ms: ours \| 9\.0 \| <= 15 \| met \|/);
  assert.match(loadTable(runs), /\| least \| 100 \(90-300\) \| 200 \| 10 \| 40\.0 \| 3 \|/);
  assert.match(startTable(starts), /\| ours \| 50\.0 \(50\.0-50\.0\) \| 9\.0 \(9\.0-9\.0\) \| 10 \| 1 \|/);
});

test("contenders have names of their own, and the targets of load name some", () => {
  const names = contenders.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  for (const { of, to, what } of targets) {
    if (what === "cpu" || what === "memory") assert.ok(names.includes(of) && names.includes(to), `${of} / ${to}`);
  }
});
