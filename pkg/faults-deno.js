// @ts-check
/**
 * Deno says only in words why a fetch failed; this gives the code that Node has for it. host-deno.js imports it when
 * something has failed. Not a judgement of the fault: what is worth trying again is the core's business.
 */
import { coded } from "./core.js";

/** @type {[RegExp, string][]} the first that matches counts; the URL is taken out before, for its host may be any word */
const words = [
  [/close_notify/, "ECONNRESET"],
  [/Temporary failure in name resolution/, "EAI_AGAIN"],
  [/refused/, "ECONNREFUSED"],
  [/Requests to port \d+ are blocked/, "ERR_UNSUPPORTED"],
  [/dns error/, "ENOTFOUND"],
  [/certificate not valid for name/, "ERR_TLS_CERT_ALTNAME_INVALID"],
  [/certificate/, "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
  [/invalid HTTP version/, "HPE_INVALID_CONSTANT"],
  [/corrupt message|handshake|tls/i, "EPROTO"],
  [/proxy authentication required/, "ERR_PROXY"],
  [/unsuccessful tunnel/, "ERR_PROXY_RESPONSE"],
  [/connection reset|os error (104|54|10054)|connection closed|reading a body|broken pipe/i, "ECONNRESET"],
  [/invalid gzip|deflate|brotli|unexpected end of file/i, "Z_DATA_ERROR"],
];

/**
 * The error that stands for what Deno threw.
 * @param {Error & { code?: string }} error
 */
export function named(error) {
  // What the user has not allowed has a name of its own, and its message says which flag would.
  if (error.code || error.name === "NotCapable") return error;
  const cause = /** @type {Error | undefined} */ (error.cause);
  const message = cause ? `${error.message}: ${cause.message}` : error.message;
  const code = words.find(([pattern]) => pattern.test(message.replace(/\(https?:[^)]*\)|https?:\S+/g, "")))?.[1];
  return code ? coded(code, message) : Object.assign(new Error(message), { name: error.name });
}
