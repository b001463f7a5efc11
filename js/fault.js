// @ts-check
/** What all hosts share: errors with a code, and the time limit of a try. */

/**
 * An error as host.d.ts promises it.
 * @param {string} code
 * @param {string} message
 */
export function coded(code, message) {
  return Object.assign(new Error(message), { code });
}

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
 * @param {AbortSignal} signal
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function within(milliseconds, signal, work) {
  const attempt = new AbortController();
  const abandon = () => attempt.abort(signal.reason);
  const timer = setTimeout(() => attempt.abort(coded("ERR_TIMEOUT", `no whole answer in ${milliseconds} ms`)), milliseconds);
  signal.addEventListener("abort", abandon);
  try {
    return await work(attempt.signal);
  } catch (error) {
    throw attempt.signal.aborted ? attempt.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abandon);
  }
}

/**
 * @param {number} milliseconds
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function sleep(milliseconds, signal) {
  return new Promise((resolve) => {
    const cancel = () => clearTimeout(timer);
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", cancel);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", cancel);
  });
}
