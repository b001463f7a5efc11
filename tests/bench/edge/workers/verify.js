// @ts-check
/** The least that must be done with a delivery, in plain JavaScript: its signature by WebCrypto, and JSON.parse. */

/** @type {Promise<CryptoKey> | undefined} */
let key;

/** @param {string} secret */
function importKey(secret) {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, ["verify"]);
}

/** @param {string} digits */
const bytes = (digits) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

export default {
  /**
   * @param {Request} request
   * @param {{ SECRET: string }} env
   */
  async fetch(request, env) {
    const body = await request.arrayBuffer();
    const code = bytes((request.headers.get("X-Hub-Signature-256") ?? "").slice("sha256=".length));
    key ??= importKey(env.SECRET);
    if (!(await crypto.subtle.verify("HMAC", await key, code, body))) return new Response(null, { status: 401 });
    const { action, pull_request: pull } = JSON.parse(new TextDecoder().decode(body));
    return Response.json({ action, branch: pull.head.ref }, { status: 202 });
  },
};
