// @ts-check
/**
 * core.js keeps its promises whatever the core does. The core here is a few lines of JavaScript, which can be made to
 * trap at will; panic.test.js does the same to the real one, in every runtime.
 */
import assert from "node:assert/strict";
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import test from "node:test";
import { packageUrl } from "./network/legs.js";

/** @type {typeof import("../js/core.js")} */
const { createCore } = await import(`${packageUrl}/core.js`);
/** @type {typeof import("../js/errors.js")} */
const { DeployError, failureLine } = await import(`${packageUrl}/errors.js`);

/** @typedef {import("../js/edge/host.d.ts").CommandHost} CommandHost */
/** @typedef {import("../js/host.d.ts").Host} Host */
/** @typedef {import("../js/dagster_deploy.js").GuardedHost} GuardedHost */

const job = { argv: [], env: {}, stdoutIsTerminal: false, stderrIsTerminal: false, platform: "linux", runtime: "test" };
const module = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));

/** @param {Partial<CommandHost>} [members] @returns {CommandHost} */
const hostWith = (members) => ({
  fetch: async () => ({ status: 200, headers: [], body: new Uint8Array() }),
  sleep: async () => {},
  now: () => 0,
  random: () => 0,
  readFile: async () => new Uint8Array(),
  appendFile: async () => {},
  runGit: async () => ({ status: 0, stdout: new Uint8Array(), stderr: new Uint8Array() }),
  print: () => {},
  serve: async () => {},
  ...members,
});

/**
 * A core whose instances are numbered; `run` is what they do, given the host, their number, a way to run a task as
 * wasm-bindgen does, and a way to panic.
 * @param {(host: Host, instance: number, defer: (task: () => void) => void, panic: () => never) => Promise<any>} run
 */
function coreOf(run) {
  const seen = { modules: 0, instances: 0 };
  const core = createCore(
    (_, defer) => {
      const instance = ++seen.instances;
      /** @type {(message: string) => void} */
      let report = () => {};
      const panic = () => {
        report("panicked at src/x.rs:1:2: oh no");
        throw new WebAssembly.RuntimeError("unreachable");
      };
      /** @param {any} host */
      const start = (host) => run(host, instance, defer, panic);
      return {
        variables: () => ["A"],
        call_variables: () => ["A"],
        action_variables: () => ["A"],
        action: (_, host) => start(host),
        run: (_, host) => start(host),
        call: (_, __, ___, host) => start(host),
        answer: (_, host) => start(host),
        receive: (_, __, host) => start(host),
        alarm: (_, host) => start(host),
        on_panic: (callback) => void (report = callback),
      };
    },
    () => {
      seen.modules++;
      return module;
    },
  );
  return { core, seen };
}

/** @type {(task: Promise<any>) => Promise<any>} */
const rejectionOf = (promise) =>
  promise.then(
    () => assert.fail("it did not reject"),
    (error) => error,
  );
const never = () => new Promise(() => {});

test("the module is compiled when it is first needed, once, and calls share an instance", async () => {
  const { core, seen } = coreOf(async (_, instance) => instance);
  assert.deepEqual(seen, { modules: 0, instances: 0 });
  assert.deepEqual(core.variables([]), ["A"]);
  assert.equal(await core.run(job, hostWith()), 1);
  assert.equal(await core.run(job, hostWith()), 1);
  assert.deepEqual(seen, { modules: 1, instances: 1 });
});

test("a panic in a task rejects every call in the instance, and the next call has a fresh one", async () => {
  let calls = 0;
  const { core, seen } = coreOf((_, instance, defer, panic) => {
    if (instance === 2) return Promise.resolve(0);
    if (++calls === 2) defer(panic);
    return never();
  });
  const errors = await Promise.all([core.run(job, hostWith()), core.call("x", {}, job, hostWith())].map(rejectionOf));
  for (const error of errors) {
    assert.ok(error instanceof DeployError);
    assert.equal(error.code, "internal/panic");
    assert.match(error.message, /oh no/);
    assert.match(String(error.hint), /report/);
  }
  assert.equal(await core.run(job, hostWith()), 0);
  assert.deepEqual(seen, { modules: 1, instances: 2 });
});

test("a trap that comes straight out of a call is no different", async () => {
  const { core } = coreOf((_, instance, __, panic) => (instance === 1 ? panic() : Promise.resolve(0)));
  assert.equal((await rejectionOf(core.run(job, hostWith()))).code, "internal/panic");
  assert.equal(await core.run(job, hostWith()), 0);
});

test("a trap without a panic, such as a stack overflow, is told in the runtime's words", async () => {
  const { core } = coreOf((_, __, defer) => {
    defer(() => {
      throw new RangeError("Maximum call stack size exceeded");
    });
    return never();
  });
  const error = await rejectionOf(core.run(job, hostWith()));
  assert.equal(error.code, "internal/panic");
  assert.match(error.message, /Maximum call stack/);
});

test("a dead instance is never entered again, by a task or by what the host answers", async () => {
  let entered = 0;
  /** @type {import("../js/host.d.ts").PlainSignal | undefined} */
  let given;
  const answers = [Promise.resolve(), Promise.reject(new Error("late"))];
  const { core } = coreOf((host, _, defer, panic) => {
    defer(panic);
    defer(() => void entered++);
    const count = () => void entered++;
    for (const call of /** @type {any[]} */ ([host.fetch, host.sleep])) call({}).then(count, count);
    return never();
  });
  const host = hostWith({
    fetch: async (_, signal) => {
      given = signal;
      return /** @type {any} */ (answers[0]);
    },
    sleep: async () => answers[1],
  });
  await rejectionOf(core.run(job, host));
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(entered, 0);
  assert.ok(given?.aborted, "what is under way is abandoned");
});

test("a call that is stopped rejects with the signal's reason, and the others go on", async () => {
  const { core, seen } = coreOf(async (host) => (await /** @type {any} */ (host).fetch({})).status);
  /** @type {(() => void)[]} */
  const answer = [];
  const host = hostWith({
    fetch: () =>
      new Promise((resolve) => answer.push(() => resolve({ status: 7, headers: [], body: new Uint8Array() }))),
  });
  const stop = new AbortController();
  const stopped = rejectionOf(core.call("x", {}, job, host, stop.signal));
  const other = core.call("x", {}, job, host);
  stop.abort(new Error("enough"));
  assert.equal((await stopped).message, "enough");
  for (const give of answer) give();
  assert.equal(await other, 7);
  assert.equal(seen.instances, 1);
});

test("a call whose signal has fired already does nothing", async () => {
  let started = 0;
  const { core } = coreOf(async () => started++);
  const error = await rejectionOf(core.call("x", {}, job, hostWith(), AbortSignal.abort(new Error("before"))));
  assert.equal(error.message, "before");
  assert.equal(started, 0);
});

test("an error of the core becomes a DeployError with all it says; any other comes as it is", async () => {
  const mistake = { code: "usage/missing-flag", message: "missing", hint: "pass it" };
  const thrown = Object.assign(new Error("missing"), {
    name: "DeployError",
    ...mistake,
    errors: [mistake, mistake],
    details: { locations: [] },
  });
  const { core } = coreOf(() => Promise.reject(thrown));
  const error = await rejectionOf(core.call("x", {}, job, hostWith()));
  assert.ok(error instanceof DeployError);
  assert.deepEqual(
    { ...error },
    { name: "DeployError", code: mistake.code, hint: "pass it", errors: thrown.errors, details: thrown.details },
  );
  assert.equal(error.message, "missing");
  const other = coreOf(() => Promise.reject(new TypeError("job is not an object")));
  assert.ok((await rejectionOf(other.core.call("x", {}, job, hostWith()))) instanceof TypeError);
});

test("what a command line says of a rejected run is one line without control characters", () => {
  const error = new DeployError({ code: "a/b", message: "first\nsecond\u001b[31m", hint: "do this" });
  assert.equal(failureLine(error), "Error: first second [31m; do this\n");
  assert.equal(failureLine("thrown text"), "Error: thrown text\n");
  assert.equal(failureLine(undefined), "Error: undefined\n");
});

test("what a message callback throws ends its own call and no other", async () => {
  const { core } = coreOf(async (host, _, defer) => {
    defer(() => host.print("stdout", "x"));
    return new Promise((resolve) => setTimeout(() => resolve("done"), 5));
  });
  const thrown = new Error("boom");
  const failing = hostWith({
    print: () => {
      throw thrown;
    },
  });
  const [error, other] = await Promise.all([
    rejectionOf(core.call("x", {}, job, failing)),
    core.call("x", {}, job, hostWith()),
  ]);
  assert.equal(error, thrown);
  assert.equal(other, "done");
});

test("a signature by RS256 is verified with a key that others made, and no key is an error", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { kty, n, e } = publicKey.export({ format: "jwk" });
  const jwk = JSON.stringify({ kty, n, e, alg: "RS256", kid: "1" });
  const message = new TextEncoder().encode("a.b");
  const signature = new Uint8Array(sign("sha256", message, privateKey));
  /** @param {string} jwk @param {Uint8Array} message @param {Uint8Array} signature */
  const verified = (jwk, message, signature) => {
    const { core } = coreOf(async (host) => {
      const verifying = /** @type {GuardedHost} */ (host).verifyRs256(jwk, message, signature);
      // The core's memory moves while it waits.
      message.fill(0);
      signature.fill(0);
      return verifying;
    });
    return core.run(job, hostWith());
  };
  const changed = signature.map((byte, place) => (place === 5 ? byte ^ 1 : byte));
  assert.equal(await verified(jwk, message.slice(), signature.slice()), true);
  assert.equal(await verified(jwk, message.slice(), changed), false);
  assert.equal(await verified(jwk, new TextEncoder().encode("a.c"), signature.slice()), false);
  assert.equal(await verified(jwk, message.slice(), new Uint8Array()), false);
  for (const broken of ["{}", JSON.stringify({ kty, n, e, alg: "RS512" })]) {
    assert.ok((await rejectionOf(verified(broken, message.slice(), signature.slice()))).message, broken);
  }
});

test("what another member throws ends its call, too, and the instance lives on", async () => {
  const { core, seen } = coreOf(async (host) => (host.now() === 0 ? "done" : never()));
  const thrown = new Error("no clock");
  const failing = hostWith({
    now: () => {
      throw thrown;
    },
  });
  assert.equal(await rejectionOf(core.run(job, failing)), thrown);
  assert.equal(await core.run(job, hostWith()), "done");
  assert.equal(seen.instances, 1);
});

test("the key of a code is imported once, and the last 32 keys are kept", async (context) => {
  const imports = context.mock.method(crypto.subtle, "importKey").mock;
  const { core } = coreOf(async (/** @type {any} */ host) => {
    const message = new TextEncoder().encode("message");
    /** @param {number[]} key */
    const code = async (key) => Buffer.from(await host.hmacSha256(Uint8Array.from(key), message)).toString("hex");
    const first = [await code([1]), await code([1]), await code([2])];
    for (let other = 3; other <= 33; other++) await Promise.all([code([2]), code([other])]);
    return [...first, await code([2]), imports.callCount(), await code([1]), imports.callCount()];
  });
  const one = createHmac("sha256", Buffer.of(1)).update("message").digest("hex");
  const two = createHmac("sha256", Buffer.of(2)).update("message").digest("hex");
  assert.deepEqual(await core.run(job, hostWith()), [one, one, two, two, 33, one, 34]);
});
