// @ts-check
/**
 * The parts that every runtime shares. First, keeping the core alive: its WebAssembly instance is made when it is first needed,
 * and when it panics every call that is in it is rejected and the next call has a fresh one; without this a panic would
 * leave a promise that never settles, and a CI job green. Second, what all hosts are made of: errors with a code, and
 * the time limit of a try. One file, because on Node each module more costs half a millisecond. Nothing here
 * belongs to one runtime or knows any command.
 */

/** @typedef {import("./host.d.ts").Host} Host */
/** @typedef {import("./host.d.ts").Job} Job */
/** @typedef {import("./host.d.ts").PlainSignal} PlainSignal */
/** @typedef {import("./edge.d.ts").CommandHost} CommandHost */
/** @typedef {import("./edge.d.ts").DoorHost} DoorHost */
/** @typedef {import("./edge.d.ts").ObjectHost} ObjectHost */
/** @typedef {import("./dagster_deploy.js").Core} Core */
/** @typedef {import("./dagster_deploy.js").LeashedHost} LeashedHost */
/** @typedef {typeof import("./dagster_deploy.js").instantiate} Instantiate */

/** @typedef {(name: string) => Promise<string>} ReadText one of the program's own texts, which are not in the module */

/** @typedef {{ code: string, message: string, hint: string | null }} Mistake */

/** The error of a library call. */
export class DeployError extends Error {
  /** @param {Mistake & { errors?: Mistake[], details?: object }} what */
  constructor({ code, message, hint, errors = [{ code, message, hint }], details = {} }) {
    super(message);
    this.name = "DeployError";
    /** Stable, such as `auth/unauthorized`; of the first mistake if there are several. */
    this.code = code;
    /** The next step, if there is one. */
    this.hint = hint;
    /** Every mistake that was found. */
    this.errors = errors;
    /** The facts that were known by then, in the fields of the result. */
    this.details = details;
  }
}

/**
 * The core, in an instance that lives. Whatever is called while one lives shares it: what ends one call by a panic ends all.
 * @param {Instantiate} instantiate
 * @param {() => WebAssembly.Module} readModule called once, when the core is first needed
 * @param {ReadText} [readText] gives the texts that a command line may ask for
 */
export function createCore(instantiate, readModule, readText = async () => "") {
  /** @type {WebAssembly.Module | undefined} */
  let module;
  /** @type {Instance | undefined} */
  let current;

  const living = () => {
    if (!current || current.dead) current = new Instance(instantiate, (module ??= readModule()), readText);
    return current;
  };
  /** @type {Instance["read"]} */
  const read = (names) => living().read(names);
  /** @type {Instance["enter"]} */
  const enter = async (start, host, signal) => living().enter(start, host, signal);
  return {
    /**
     * The names of the environment variables to put into the job of a command line.
     * @param {string[]} argv
     */
    variables: (argv) => read((core) => core.variables(argv)),
    /**
     * The names of those to put into the job of a library call.
     * @param {string} command
     * @param {boolean} readsCiState
     */
    callVariables: (command, readsCiState) => read((core) => core.call_variables(command, readsCiState)),
    /** The names of those to put into the job of the Action. */
    actionVariables: () => read((core) => core.action_variables()),
    /**
     * Runs a command line; resolves to the exit status.
     * @param {Job} job
     * @param {CommandHost} host
     */
    run: (job, host) => enter((core, leashed) => core.run(job, leashed), host),
    /**
     * Runs the GitHub Action, or the end of a job that was cancelled; resolves to the exit status.
     * @param {Job} job
     * @param {Host} host
     * @param {boolean} isPost
     */
    action: (job, host, isPost) => enter((core, leashed) => core.action(job, leashed, isPost), host),
    /**
     * Runs one command for a library. When `signal` fires, the call rejects with its reason and nothing more is sent.
     * @param {string} command
     * @param {object} options
     * @param {Job} job
     * @param {Host} host
     * @param {AbortSignal} [signal]
     */
    call: (command, options, job, host, signal) =>
      enter((core, leashed) => core.call(command, options, job, leashed), host, signal).catch((error) =>
        Promise.reject(error?.name === "DeployError" ? new DeployError(error) : error),
      ),
    /**
     * Answers a request of the web.
     * @param {Request} request
     * @param {DoorHost} host
     */
    answer: (request, host) => enter((core, leashed) => core.answer(request, leashed), host),
    /**
     * Has an object receive a message, before this returns; resolves to its answer.
     * @param {string} object
     * @param {string} message
     * @param {ObjectHost} host
     */
    receive: (object, message, host) => enter((core, leashed) => core.receive(object, message, leashed), host),
    /**
     * Does what an object has to do now.
     * @param {string} object
     * @param {ObjectHost} host
     */
    alarm: (object, host) => enter((core, leashed) => core.alarm(object, leashed), host),
  };
}

const settled = Promise.resolve();

/** One WebAssembly instance and the calls that are in it. They share its memory, so they die together. */
class Instance {
  /** @type {DeployError | undefined} what it died of */
  dead;
  panic = "";
  /** @type {Set<Call>} */
  calls = new Set();

  /**
   * @param {Instantiate} instantiate
   * @param {WebAssembly.Module} module
   * @param {ReadText} readText
   */
  constructor(instantiate, module, readText) {
    this.readText = readText;
    // Not queueMicrotask: in workerd that is a call out of V8, which takes ten times as long.
    this.core = instantiate(module, (task) => void settled.then(() => this.guard(task)));
    this.core.on_panic((message) => void (this.panic = message));
  }

  /**
   * Runs a piece of the core. If it throws it has trapped (an error of the core's own comes as a rejection).
   * @template T
   * @param {() => T} task
   */
  guard(task) {
    if (this.dead) return;
    try {
      return task();
    } catch (trap) {
      this.dead = panicError(this.panic || String(trap));
      for (const call of this.calls) call.abort(this.dead);
    }
  }

  /** @param {(core: Core) => string[]} names */
  read(names) {
    const read = this.guard(() => names(this.core));
    if (!read) throw this.dead;
    return read;
  }

  /**
   * @template T
   * @template {Host} H
   * @param {(core: Core, host: H & LeashedHost) => Promise<T>} start
   * @param {H} host
   * @param {AbortSignal} [signal]
   * @returns {Promise<T>}
   */
  async enter(start, host, signal) {
    signal?.throwIfAborted();
    const call = new Call();
    const stop = () => call.abort(signal?.reason);
    signal?.addEventListener("abort", stop);
    this.calls.add(call);
    try {
      const result = this.guard(() => start(this.core, leash(host, call, this.readText)));
      return await Promise.race([result ?? call.end, call.end]);
    } finally {
      this.calls.delete(call);
      signal?.removeEventListener("abort", stop);
    }
  }
}

/**
 * Aborts what is under way by a plain set of callbacks: the first AbortController of a process costs Node up to 2 ms of CPU.
 * @implements {PlainSignal}
 */
class PlainAbort {
  aborted = false;
  /** @type {unknown} */
  reason;
  /** @type {Set<() => void>} */
  #callbacks = new Set();

  /** @type {PlainSignal["onAbort"]} */
  onAbort(callback) {
    if (this.aborted) callback();
    this.#callbacks.add(callback);
    return () => void this.#callbacks.delete(callback);
  }

  /** @param {unknown} reason */
  abort(reason) {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    for (const callback of this.#callbacks) callback();
  }
}

/** One call that is in an instance, and can be ended from outside. */
class Call extends PlainAbort {
  /** Never resolves. @type {Promise<never>} */
  end = new Promise((_, reject) => void this.onAbort(() => reject(this.reason)));

  throwIfAborted() {
    if (this.aborted) throw this.reason;
  }
}

/** Ends long operations with their call. */
const endsWithCall = ["fetch", "sleep"];

/**
 * The host as one call sees it: its own members, and what every runtime has. Once the call has been stopped, what it waits
 * for never comes back into the instance, which may be dead by then, and nothing is saved. What a member throws, such as a
 * library's user who is told a message, ends this call and no other; but an error of `save` goes to the core.
 * @template {Host} H
 * @param {H} host
 * @param {Call} call
 * @param {ReadText} readText
 * @returns {H & LeashedHost}
 */
function leash(host, call, readText) {
  /**
   * @template T
   * @param {Promise<T>} promise
   * @returns {Promise<T>}
   */
  const hold = (promise) =>
    new Promise((resolve, reject) => {
      promise.then(
        (value) => call.aborted || resolve(value),
        (error) => call.aborted || reject(error),
      );
    });
  /** @type {any} */
  const leashed = {
    hmacSha256: (/** @type {Parameters<typeof hmacSha256>} */ ...what) => hold(hmacSha256(...what)),
    verifyRs256: (/** @type {[string, Uint8Array, Uint8Array]} */ ...what) => hold(verifyRs256(...what)),
    ownText: (/** @type {string} */ name) => hold(readText(name)),
  };
  for (const [name, member] of Object.entries(host)) {
    leashed[name] = (/** @type {unknown[]} */ ...args) => {
      if (name === "save") call.throwIfAborted();
      try {
        if (endsWithCall.includes(name)) args.push(call);
        const result = member.apply(host, args);
        return typeof result?.then === "function" ? hold(result) : result;
      } catch (error) {
        if (name === "save") throw error;
        call.abort(error);
        return new Promise(() => {});
      }
    };
  }
  return leashed;
}

/** @type {Map<string, CryptoKey>} those that were used last; an import takes longer than a code */
const keys = new Map();
const MAX_KEYS = 32;

/**
 * By WebCrypto, which all runtimes have.
 * @param {Uint8Array<ArrayBuffer>} key
 * @param {Uint8Array<ArrayBuffer>} message
 */
async function hmacSha256(key, message) {
  const name = String.fromCharCode(...key);
  const known = keys.get(name);
  // Both are views of the core's memory, which may move as soon as somebody waits; `sign` copies before it does.
  const data = known ? message : message.slice();
  const imported =
    known ?? (await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]));
  keys.delete(name);
  keys.set(name, imported);
  if (keys.size > MAX_KEYS) keys.delete(/** @type {string} */ (keys.keys().next().value));
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, data));
}

/**
 * The same for signatures by RS256.
 * @param {string} jwk
 * @param {Uint8Array} message
 * @param {Uint8Array} signature
 */
async function verifyRs256(jwk, message, signature) {
  const [data, code] = [message.slice(), signature.slice()];
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("jwk", JSON.parse(jwk), algorithm, false, ["verify"]);
  return crypto.subtle.verify(algorithm.name, key, code, data);
}

/** @param {string} message */
function panicError(message) {
  return new DeployError({
    code: "internal/panic",
    message: `dagster-deploy failed inside: ${message}`,
    hint: "this is a bug in dagster-deploy, please report it; what the server has done so far stays done",
  });
}

/**
 * The one line that a command line prints when its run was rejected.
 * @param {unknown} error
 */
export function failureLine(error) {
  const { message, hint } = /** @type {Partial<DeployError>} */ (error ?? {});
  const line = `Error: ${[message ?? String(error), hint].filter(Boolean).join("; ")}`;
  return `${line.replace(/[\p{Cc}\p{Cf}]+/gu, " ")}\n`;
}

/** The message of a command line whose run can never settle. */
export const unsettledLine = "Error: the run ended without a result; this is a bug in dagster-deploy\n";

/**
 * An error as host.d.ts promises it.
 * @param {string} code
 * @param {string} message
 */
export function coded(code, message) {
  return Object.assign(new Error(message), { code });
}

/**
 * Decides if a request must not go out on a connection that was used before.
 * @param {[string, string][]} headers
 */
export const ownConnection = (headers) => headers.some(([name, value]) => name === "Connection" && value === "close");

/** @param {number} maxBytes */
export function bodyTooLarge(maxBytes) {
  return coded("ERR_BODY_TOO_LARGE", `the answer has more than ${maxBytes} bytes`);
}

/** @param {string} protocol as in a URL */
export function proxyUnsupported(protocol) {
  return coded("ERR_UNSUPPORTED", `a proxy must speak http or https, not ${protocol.slice(0, -1)}`);
}

/**
 * Does the work until its time is up or `signal` fires, and rejects with the reason for that, whatever error the work
 * then ends in.
 * @template T
 * @param {number} milliseconds
 * @param {PlainSignal} signal
 * @param {(signal: PlainSignal) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function within(milliseconds, signal, work) {
  const attempt = new PlainAbort();
  const timer = setTimeout(
    () => attempt.abort(coded("ERR_TIMEOUT", `no whole answer in ${milliseconds} ms`)),
    milliseconds,
  );
  const forget = signal.onAbort(() => attempt.abort(signal.reason));
  try {
    return await work(attempt);
  } catch (error) {
    throw attempt.aborted ? attempt.reason : error;
  } finally {
    clearTimeout(timer);
    forget();
  }
}

/**
 * @param {number} milliseconds
 * @param {PlainSignal} [signal]
 * @returns {Promise<void>}
 */
export function sleep(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      forget?.();
      resolve();
    }, milliseconds);
    const forget = signal?.onAbort(() => clearTimeout(timer));
  });
}
