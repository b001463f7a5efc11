// @ts-check
/** The objects of a server, without one: the order of their messages, how many alarms are called at a time, and when again. */
import assert from "node:assert/strict";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "./edge/client.js";
import { packageUrl } from "./network/legs.js";

/** @typedef {import("../js/edge/server.js").EdgeCalls} EdgeCalls */
/** @typedef {import("../js/edge/server.js").Store} Store */

/** @type {typeof import("../js/edge/objects.js")} */
const { createObjects } = await import(`${packageUrl}/edge/objects.js`);
/** @type {typeof import("../js/edge/object.js")} */
const { LivingObject } = await import(`${packageUrl}/edge/object.js`);

/** Keeps alarms only. @param {[string, number][]} [set] @returns {Store} */
function alarmStore(set = []) {
  const times = new Map(set);
  return {
    load: () => undefined,
    list: () => [],
    save: (object, _, alarm) => void (alarm === null ? times.delete(object) : times.set(object, alarm)),
    alarms: () => [...times],
    close() {},
  };
}

/** @param {Partial<EdgeCalls>} core @param {Store} [store] */
function objectsOf(core, store = alarmStore()) {
  /** @type {string[]} */
  const lines = [];
  const outside = { now: () => Date.now(), log: (/** @type {string} */ line) => void lines.push(line) };
  const objects = createObjects(/** @type {EdgeCalls} */ (core), store, /** @type {any} */ (outside));
  return { objects, lines };
}

test("messages of one object are received one after the other, of several at the same time", async () => {
  /** @type {string[]} */
  const seen = [];
  const { objects } = objectsOf({
    receive: async (object, message) => {
      seen.push(`${object}${message} in`);
      await sleep(20);
      seen.push(`${object}${message} out`);
      if (message === "1") throw new Error("broken inside");
      return message;
    },
  });
  const first = assert.rejects(objects.receive("a", "1"), /broken inside/);
  const answers = await Promise.all([objects.receive("a", "2"), objects.host.send("b", "3"), first]);
  assert.deepEqual(answers.slice(0, 2), ["2", "3"]);
  assert.deepEqual(
    seen.filter((what) => what.startsWith("a")),
    ["a1 in", "a1 out", "a2 in", "a2 out"],
  );
  assert.ok(seen.indexOf("b3 in") < seen.indexOf("a1 out"));
});

test("messages that nobody waits for are gathered for a second, and come as a list", async () => {
  /** @type {string[]} */
  const seen = [];
  const { objects } = objectsOf({ receive: async (object, message) => String(seen.push(object + message)) });
  objects.host.post("a", "1");
  objects.host.post("b", "2");
  objects.host.post("a", "3");
  assert.deepEqual(seen, []);
  await until(() => seen.length > 1);
  assert.deepEqual(seen, ["a[1,3]", "b[2]"]);
});

test("messages that nobody waits for are in the log if they fail", async () => {
  const { objects, lines } = objectsOf({ receive: () => Promise.reject(new Error("broken inside")) });
  objects.host.post("a", "x");
  await until(() => lines.length > 0);
  const { time, ...line } = JSON.parse(lines[0]);
  assert.equal(typeof time, "number");
  assert.deepEqual(line, { what: "error", message: "messages were lost", object: "a", reason: "broken inside" });
});

test("sixty-four alarms are called at a time, those first that have waited longest, each object's once", async () => {
  const store = alarmStore(Array.from({ length: 200 }, (_, number) => [`${number}`, 200 - number]));
  /** @type {string[]} */
  const called = [];
  let [now, most] = [0, 0];
  const { objects } = objectsOf(
    {
      alarm: async (object, host) => {
        called.push(object);
        most = Math.max(most, ++now);
        await sleep(10);
        now--;
        host.save([], null);
      },
    },
    store,
  );
  objects.start();
  await until(() => called.length === 200 && now === 0);
  assert.equal(most, 64);
  assert.deepEqual(
    called,
    Array.from({ length: 200 }, (_, number) => `${199 - number}`),
  );
  assert.deepEqual(store.alarms(), []);
});

test("an alarm that is set while one runs is called after it, not beside it", async () => {
  let [now, calls] = [0, 0];
  const { objects } = objectsOf({
    receive: async (_, __, host) => {
      host.save([], 1);
      return "";
    },
    alarm: async (_, host) => {
      assert.equal(now++, 0);
      host.save([], null);
      await sleep(50);
      now--;
      calls++;
    },
  });
  objects.start();
  await objects.receive("a", "");
  await sleep(20);
  await objects.receive("a", "");
  await until(() => calls === 2);
  await sleep(80);
  assert.equal(calls, 2);
});

test("an alarm that fails does not hold up the others, and waits from one second to one minute", async () => {
  let clock = 0;
  let fails = true;
  const host = /** @type {any} */ ({ now: () => clock, log() {}, save() {} });
  /** @type {Partial<EdgeCalls>} */
  const core = { alarm: async (_, host) => (fails ? Promise.reject(new Error("x")) : host.save([], null)) };
  const object = new LivingObject(/** @type {EdgeCalls} */ (core), "a", host);
  const delays = [];
  for (let call = 0; call < 9; call++) {
    await object.alarm();
    delays.push(object.notBefore - clock);
    clock = object.notBefore;
  }
  assert.deepEqual(delays, [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  fails = false;
  await object.alarm();
  assert.deepEqual([object.notBefore, object.idle], [0, true]);

  /** @type {string[]} */
  const called = [];
  const { objects } = objectsOf(
    {
      alarm: async (name, host) => {
        called.push(name);
        if (name === "bad") throw new Error("broken inside");
        host.save([], null);
      },
    },
    alarmStore([
      ["bad", 1],
      ["good", 2],
      ["later", Date.now() + 300],
    ]),
  );
  objects.start();
  await until(() => called.includes("later"));
  await objects.stop();
  assert.deepEqual(called, ["bad", "good", "later"]);
});

test("stopping waits for what runs, but not for ever, and calls no alarm any more", async () => {
  let ended = false;
  let calls = 0;
  const { objects } = objectsOf(
    {
      receive: async (_, __, host) => {
        host.save([], 1);
        return "";
      },
      alarm: async (name, host) => {
        calls++;
        await sleep(name === "endless" ? 60_000 : 100, undefined, { ref: false });
        host.save([], 1);
        ended = true;
      },
    },
    alarmStore([["short", 1]]),
  );
  objects.start();
  await objects.stop();
  assert.ok(ended);
  await objects.receive("other", "");
  await sleep(50);
  assert.equal(calls, 1);

  const stuck = objectsOf({ alarm: () => new Promise(() => {}) }, alarmStore([["endless", 1]])).objects;
  stuck.start();
  const started = Date.now();
  await stuck.stop(100);
  assert.ok(Date.now() - started >= 90);
});
