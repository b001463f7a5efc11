import { coded } from "./errors.js";
class PlainAbort {
  aborted = false;
  /** @type {unknown} */
  reason;
  /** @type {Set<() => void>} */
  #callbacks = /* @__PURE__ */ new Set();
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
const startTimeout = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};
async function within(milliseconds, signal, work, startTimer = startTimeout) {
  const attempt = new PlainAbort();
  const expire = () => attempt.abort(coded("ERR_TIMEOUT", `no whole answer in ${milliseconds} ms`));
  const cancelTimer = startTimer(milliseconds, expire);
  const unsubscribe = signal.onAbort(() => attempt.abort(signal.reason));
  try {
    return await work(attempt);
  } catch (error) {
    throw attempt.aborted ? attempt.reason : error;
  } finally {
    cancelTimer();
    unsubscribe();
  }
}
function sleep(milliseconds, signal) {
  return new Promise((resolve) => {
    const cancel = startTimeout(milliseconds, () => {
      unsubscribe?.();
      resolve();
    });
    const unsubscribe = signal?.onAbort(cancel);
  });
}
export {
  PlainAbort,
  sleep,
  within
};
