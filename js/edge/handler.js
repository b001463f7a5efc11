// @ts-check
/** Answers one HTTP request by the core: reads its body within limits, and turns a failure into status 500. */
import { coded } from "../errors.js";
import { concatenate } from "../http.js";
import { failure } from "./object.js";

/** @typedef {import("./host.js").EdgeHost} EdgeHost */
/** @typedef {import("./server.js").EdgeCalls} EdgeCalls */
/** @typedef {import("./server.js").ReadBody} ReadBody */

/**
 * @param {EdgeCalls} core
 * @param {Request} request
 * @param {EdgeHost} host
 * @param {ReadBody} [readBody]
 */
export async function answer(core, request, host, readBody = (most, time) => readWhole(request, most, time)) {
  try {
    return await core.answer(request, { ...host, readBody });
  } catch (error) {
    host.log(failure("a request failed", "door", error));
    return new Response("the server failed inside; its log says more\n", { status: 500 });
  }
}

/**
 * Reads the body of a request. A body with a Content-Length cannot be longer, and the runtime reads it faster in one go than
 * in chunks.
 * @param {Request} request
 * @param {number} maxBytes
 * @param {number} milliseconds
 * @returns {Promise<Uint8Array>}
 */
function readWhole(request, maxBytes, milliseconds) {
  const size = request.headers.get("content-length");
  if (size === null || exceeds(maxBytes, size)) return readStream(request, maxBytes, milliseconds);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(bodyTooLate(milliseconds)), milliseconds);
    request
      .arrayBuffer()
      .then((body) => resolve(new Uint8Array(body)), reject)
      .finally(() => clearTimeout(timer));
  });
}

/**
 * Reads the body of a request in chunks, and stops as soon as it is too large.
 * @param {Request} request
 * @param {number} maxBytes
 * @param {number} milliseconds
 */
async function readStream({ headers, body }, maxBytes, milliseconds) {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  /** @type {Error | undefined} */
  let stopped;
  /** @param {Error} reason */
  const stop = (reason) => {
    stopped ??= reason;
    reader.cancel(reason).catch(() => {});
  };
  const timer = setTimeout(() => stop(bodyTooLate(milliseconds)), milliseconds);
  try {
    if (exceeds(maxBytes, headers.get("content-length"))) stop(requestTooLarge(maxBytes));
    /** @type {Uint8Array[]} */
    const chunks = [];
    for (let size = 0; ; ) {
      const { value } = stopped ? { value: undefined } : await reader.read();
      if (stopped) throw stopped;
      if (value === undefined) return concatenate(chunks, size);
      chunks.push(value);
      size += value.length;
      if (size > maxBytes) stop(requestTooLarge(maxBytes));
    }
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Returns whether a body will be too large by its header Content-Length.
 * @param {number} maxBytes
 * @param {string | null | undefined} contentLength
 */
export const exceeds = (maxBytes, contentLength) => Number(contentLength ?? 0) > maxBytes;

/** @param {number} maxBytes */
export const requestTooLarge = (maxBytes) => coded("ERR_BODY_TOO_LARGE", `the request has more than ${maxBytes} bytes`);

/** @param {number} milliseconds */
export const bodyTooLate = (milliseconds) => coded("ERR_TIMEOUT", `no whole request in ${milliseconds} ms`);
