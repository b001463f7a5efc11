// @ts-check
/**
 * Abort signals, time limits and sleep. The signals are plain sets of callbacks: the first AbortController of a process
 * costs Node up to 2 ms of CPU.
 */
import { coded } from "./errors.js";

/** @typedef {import("./host.d.ts").PlainSignal} PlainSignal */

/** @implements {PlainSignal} */
export class PlainAbort {
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

/** @typedef {(milliseconds: number, callback: () => void) => () => void} StartTimer returns a function that cancels it */

/** @type {StartTimer} */
const startTimeout = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};

/**
 * Does the work until the time limit has passed or `signal` fires. If either happens, rejects with its reason, whatever
 * error the work then ends in.
 * @template T
 * @param {number} milliseconds
 * @param {PlainSignal} signal
 * @param {(signal: PlainSignal) => Promise<T>} work
 * @param {StartTimer} [startTimer]
 * @returns {Promise<T>}
 */
export async function within(milliseconds, signal, work, startTimer = startTimeout) {
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

/**
 * @param {number} milliseconds
 * @param {PlainSignal} [signal] the promise never settles once it fires
 * @returns {Promise<void>}
 */
export function sleep(milliseconds, signal) {
  return new Promise((resolve) => {
    const cancel = startTimeout(milliseconds, () => {
      unsubscribe?.();
      resolve();
    });
    const unsubscribe = signal?.onAbort(cancel);
  });
}
