// @ts-check
/** Signatures by WebCrypto, which all runtimes have. */

/** The keys that were used last: an import takes longer than a signature. @type {Map<string, CryptoKey>} */
const keys = new Map();
const MAX_KEYS = 32;

/**
 * Returns the HMAC-SHA256 of a message.
 * @param {Uint8Array<ArrayBuffer>} key
 * @param {Uint8Array<ArrayBuffer>} message
 */
export async function hmacSha256(key, message) {
  const name = String.fromCharCode(...key);
  const known = keys.get(name);
  // Key and message are views of the core's memory, which may move during an await; `sign` copies before it waits.
  const data = known ? message : message.slice();
  const imported =
    known ?? (await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]));
  keys.delete(name);
  keys.set(name, imported);
  if (keys.size > MAX_KEYS) keys.delete(/** @type {string} */ (keys.keys().next().value));
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, data));
}

/**
 * Verifies a signature by RS256.
 * @param {string} jwk
 * @param {Uint8Array} message
 * @param {Uint8Array} signature
 */
export async function verifyRs256(jwk, message, signature) {
  const [data, code] = [message.slice(), signature.slice()];
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("jwk", JSON.parse(jwk), algorithm, false, ["verify"]);
  return crypto.subtle.verify(algorithm.name, key, code, data);
}
