import { PlainAbort } from "./abort.js";
import { panicError } from "./errors.js";
import { guardHost } from "./guarded-host.js";
const settled = Promise.resolve();
class Instance {
  /** Set once it has trapped. @type {import("./errors.js").DeployError | undefined} */
  trapped;
  panicMessage = "";
  /** @type {Set<Call>} */
  calls = /* @__PURE__ */ new Set();
  /**
   * @param {Instantiate} instantiate
   * @param {WebAssembly.Module} module
   * @param {ReadText} readText
   */
  constructor(instantiate, module, readText) {
    this.readText = readText;
    this.core = instantiate(module, (task) => void settled.then(() => this.guard(task)));
    this.core.on_panic((message) => void (this.panicMessage = message));
  }
  /**
   * Runs a piece of the core. An exception is a trap: errors of the core arrive as rejections.
   * @template T
   * @param {() => T} task
   */
  guard(task) {
    if (this.trapped) return;
    try {
      return task();
    } catch (trap) {
      this.trapped = panicError(this.panicMessage || String(trap));
      for (const call of this.calls) call.abort(this.trapped);
    }
  }
  /** @param {(core: Core) => string[]} names */
  read(names) {
    const read = this.guard(() => names(this.core));
    if (!read) throw this.trapped;
    return read;
  }
  /**
   * @template T
   * @template {Host} H
   * @param {(core: Core, host: H & GuardedHost) => Promise<T>} start
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
      const result = this.guard(() => start(this.core, guardHost(host, call, this.readText)));
      return await Promise.race([result ?? call.end, call.end]);
    } finally {
      this.calls.delete(call);
      signal?.removeEventListener("abort", stop);
    }
  }
}
class Call extends PlainAbort {
  /** Rejects when the call is aborted; never resolves. @type {Promise<never>} */
  end = new Promise((_, reject) => void this.onAbort(() => reject(this.reason)));
  throwIfAborted() {
    if (this.aborted) throw this.reason;
  }
  /**
   * Settles like the promise, or never if the call was aborted before.
   * @template T
   * @param {Promise<T>} promise
   * @returns {Promise<T>}
   */
  guard(promise) {
    return new Promise((resolve, reject) => {
      promise.then(
        (value) => this.aborted || resolve(value),
        (error) => this.aborted || reject(error)
      );
    });
  }
}
export {
  Call,
  Instance
};
