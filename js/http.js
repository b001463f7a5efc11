// @ts-check
/** Rules of HTTP that the hosts of all runtimes share: errors, connections and bodies. */
import { coded } from "./errors.js";

/**
 * Returns whether a request asks for a connection that was not used before.
 * @param {[string, string][]} headers
 */
export const wantsOwnConnection = (headers) =>
  headers.some(([name, value]) => name === "Connection" && value === "close");

/** @param {number} maxBytes */
export function bodyTooLarge(maxBytes) {
  return coded("ERR_BODY_TOO_LARGE", `the answer has more than ${maxBytes} bytes`);
}

/** @param {string} protocol as in a URL */
export function proxyUnsupported(protocol) {
  return coded("ERR_UNSUPPORTED", `a proxy must speak http or https, not ${protocol.slice(0, -1)}`);
}

/**
 * Joins the chunks of a body.
 * @param {Uint8Array[]} chunks
 * @param {number} size of all of them
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
