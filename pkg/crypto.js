const keys = /* @__PURE__ */ new Map();
const MAX_KEYS = 32;
async function hmacSha256(key, message) {
  const name = String.fromCharCode(...key);
  const known = keys.get(name);
  const data = known ? message : message.slice();
  const imported = known ?? await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  keys.delete(name);
  keys.set(name, imported);
  if (keys.size > MAX_KEYS) keys.delete(
    /** @type {string} */
    keys.keys().next().value
  );
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, data));
}
async function verifyRs256(jwk, message, signature) {
  const [data, code] = [message.slice(), signature.slice()];
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("jwk", JSON.parse(jwk), algorithm, false, ["verify"]);
  return crypto.subtle.verify(algorithm.name, key, code, data);
}
export {
  hmacSha256,
  verifyRs256
};
