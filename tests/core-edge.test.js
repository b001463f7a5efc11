// @ts-check
/**
 * core.js keeps its promises to the edge whatever the core does: requests and objects share an instance, and none of them
 * harms another. The core here is a few lines of JavaScript, as in core.test.js.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { packageUrl } from "./network/legs.js";

/** @type {typeof import("../js/core.js")} */
const { createCore } = await import(`${packageUrl}/core.js`);

/** @typedef {import("../js/dagster_deploy.js").Core} Core */

const module = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
const request = new Request("http://edge/webhooks/github", { method: "POST" });
const never = () => new Promise(() => {});

/** @type {any} */
const host = {
  readBody: async () => Uint8Array.of(1),
  send: async (/** @type {string} */ object, /** @type {string} */ message) => `${object} has ${message}`,
  load: (/** @type {string} */ key) => `row ${key}`,
  save: () => {},
};

/**
 * Instances are numbered.
 * @param {(instance: number, defer: (task: () => void) => void) => Partial<Record<keyof Core, (...args: any[]) => any>>} act
 */
function coreOf(act) {
  const seen = { instances: 0 };
  const core = createCore(
    (_, defer) => {
      const acts = act(++seen.instances, defer);
      return /** @type {any} */ ({ on_panic: () => {}, ...acts });
    },
    () => module,
  );
  return { core, seen };
}

/** @type {(task: Promise<any>) => Promise<any>} */
const rejectionOf = (promise) =>
  promise.then(
    () => assert.fail("it did not reject"),
    (error) => error,
  );

test("what is asked of the host is answered, with and without waiting", async () => {
  const { core } = coreOf(() => ({
    answer: async (request, host) => [
      request.method,
      (await host.readBody(1, 1))[0],
      await host.send("o", "m"),
      host.load("a"),
    ],
  }));
  assert.deepEqual(await core.answer(request, host), ["POST", 1, "o has m", "row a"]);
});

test("an object has received a message before the call returns", async () => {
  /** @type {string[]} */
  const saved = [];
  const { core } = coreOf(() => ({
    receive: async (object, message, host) => {
      host.save([[object, message]]);
      return "ok";
    },
  }));
  const received = core.receive("o", "m", { ...host, save: (/** @type {any} */ rows) => void saved.push(...rows) });
  assert.deepEqual(saved, [["o", "m"]]);
  assert.equal(await received, "ok");
});

test("what cannot be saved is told to the core, which lives on", async () => {
  const full = Object.assign(new Error("the disk is full"), { code: "ENOSPC" });
  const { core, seen } = coreOf(() => ({
    receive: async (_, __, host) => {
      try {
        host.save([], null);
      } catch (error) {
        throw Object.assign(new Error("not saved"), { code: /** @type {any} */ (error).code });
      }
    },
    alarm: async () => {},
  }));
  const error = await rejectionOf(
    core.receive("o", "m", {
      ...host,
      save: () => {
        throw full;
      },
    }),
  );
  assert.deepEqual([error.message, error.code], ["not saved", "ENOSPC"]);
  await core.alarm("o", host);
  assert.equal(seen.instances, 1);
});

test("a row that cannot be read ends the call, and nothing is saved for want of it", async () => {
  let saved = 0;
  const { core } = coreOf(() => ({
    receive: async (_, __, host) => {
      host.load("a");
      return host.save([], null);
    },
  }));
  const lost = new Error("lost");
  const error = await rejectionOf(
    core.receive("o", "m", {
      ...host,
      load: () => {
        throw lost;
      },
      save: () => saved++,
    }),
  );
  assert.deepEqual([error, saved], [lost, 0]);
});

test("a panic ends requests and alarms that are in the instance, and the next call has a fresh one", async () => {
  const { core, seen } = coreOf((instance, defer) => ({
    answer: async () => (instance === 1 ? never() : "answered"),
    alarm: () => {
      defer(() => {
        throw new WebAssembly.RuntimeError("unreachable");
      });
      return never();
    },
  }));
  const errors = await Promise.all([core.answer(request, host), core.alarm("o", host)].map(rejectionOf));
  assert.deepEqual(
    errors.map(({ code }) => code),
    ["internal/panic", "internal/panic"],
  );
  assert.equal(await core.answer(request, host), "answered");
  assert.equal(seen.instances, 2);
});

test("an alarm that waits when the instance dies neither goes on nor saves", async () => {
  /** @type {(() => void)[]} */
  const wake = [];
  let [saved, awoken] = [0, 0];
  const { core } = coreOf(() => ({
    alarm: async (_, host) => {
      const { save } = host;
      setTimeout(() => {
        try {
          save([], null);
        } catch {}
      }, 5);
      await host.sleep(1);
      awoken++;
    },
    answer: () => {
      throw new WebAssembly.RuntimeError("unreachable");
    },
  }));
  const sleeping = {
    ...host,
    sleep: () => new Promise((resolve) => wake.push(() => resolve(undefined))),
    save: () => saved++,
  };
  const alarm = rejectionOf(core.alarm("o", sleeping));
  await rejectionOf(core.answer(request, host));
  for (const one of wake) one();
  assert.equal((await alarm).code, "internal/panic");
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual([saved, awoken], [0, 0]);
});
