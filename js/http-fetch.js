// @ts-check
/**
 * One HTTP try by `fetch`, for Deno, Bun and workerd. Unlike Node's sockets it decompresses by itself, and its errors say
 * little; each host adds the details that its runtime gives.
 */
import { within } from "./abort.js";
import { bodyTooLarge, concatenate } from "./http.js";

/** @typedef {import("./host.d.ts").FetchRequest} FetchRequest */
/** @typedef {import("./host.d.ts").FetchReply} FetchReply */

/**
 * @param {FetchRequest} request
 * @param {import("./host.d.ts").PlainSignal} signal
 * @param {object} [init] options that only this runtime's `fetch` understands
 * @param {import("./abort.js").StartTimer} [startTimer]
 * @returns {Promise<FetchReply>}
 */
export function fetchOnce({ url, method, headers, body, timeoutMilliseconds, maxBodyBytes }, signal, init, startTimer) {
  const attempt = async (/** @type {import("./host.d.ts").PlainSignal} */ signal) => {
    // Deno sends a string a second time by itself when the connection breaks; a Blob it sends once.
    const once = body === null ? null : new Blob([body]);
    const controller = new AbortController();
    signal.onAbort(() => controller.abort(signal.reason));
    const ours = { method, headers, body: once, redirect: /** @type {const} */ ("manual"), signal: controller.signal };
    const response = await fetch(url, { ...init, ...ours });
    return { status: response.status, headers: [...response.headers], body: await collect(response, maxBodyBytes) };
  };
  return within(timeoutMilliseconds, signal, attempt, startTimer);
}

/**
 * @param {Response} response
 * @param {number} maxBytes
 */
async function collect({ body }, maxBytes) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let size = 0;
  // An error that leaves the loop cancels the body, and with it the connection.
  for await (const chunk of /** @type {AsyncIterable<Uint8Array>} */ (/** @type {unknown} */ (body ?? []))) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) throw bodyTooLarge(maxBytes);
  }
  return concatenate(chunks, size);
}
