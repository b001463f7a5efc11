// @ts-check
/**
 * One HTTP try by `fetch`, for the runtimes whose own HTTP it is (Deno, workerd). Unlike Node's sockets it decompresses
 * by itself and says little about what went wrong; each host adds what its runtime lets it know.
 */
import { bodyTooLarge, within } from "./core.js";

/** @typedef {import("./host.d.ts").FetchRequest} FetchRequest */
/** @typedef {import("./host.d.ts").FetchReply} FetchReply */

/**
 * @param {FetchRequest} request
 * @param {import("./host.d.ts").PlainSignal} signal
 * @param {object} [init] what only this runtime's `fetch` understands
 * @returns {Promise<FetchReply>}
 */
export function fetchOnce({ url, method, headers, body, timeoutMilliseconds, maxBodyBytes }, signal, init) {
  return within(timeoutMilliseconds, signal, async (signal) => {
    // Deno sends a string a second time by itself when the connection breaks; a Blob it sends once.
    const once = body === null ? null : new Blob([body]);
    const controller = new AbortController();
    signal.onAbort(() => controller.abort(signal.reason));
    const ours = { method, headers, body: once, redirect: /** @type {const} */ ("manual"), signal: controller.signal };
    const response = await fetch(url, { ...init, ...ours });
    return { status: response.status, headers: [...response.headers], body: await collect(response, maxBodyBytes) };
  });
}

/**
 * @param {Response} response
 * @param {number} maxBytes
 */
async function collect({ body }, maxBytes) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let size = 0;
  // Leaving the loop by an error cancels the body, and with it the connection.
  for await (const chunk of /** @type {AsyncIterable<Uint8Array>} */ (/** @type {unknown} */ (body ?? []))) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) throw bodyTooLarge(maxBytes);
  }
  return concatenate(chunks, size);
}

/**
 * @param {Uint8Array[]} chunks
 * @param {number} size
 */
export function concatenate(chunks, size) {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
