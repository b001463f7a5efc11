// @ts-check
/**
 * Forged tokens of Google's, with real keys, against the Worker: only there what is sent to Google can be caught. What a token
 * must say is tested in src/webhook/tests/tokens.rs.
 */
import assert from "node:assert/strict";
import { constants, createHmac, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { send, signed } from "./edge/deliver.js";
import { registries } from "./edge/payloads.js";
import { startEdge } from "./edge/start.js";

const audience = "https://edge.example.com/webhooks/artifact-registry";
const account = "pubsub@acme.iam.gserviceaccount.com";
const config = `
senders:
  artifact-registry: {audience: "${audience}", service_account: "${account}"}
repositories:
  - name: "*"
`;

const [one, two, foreign] = [1, 2, 3].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 }));
const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" });
/** @param {import("node:crypto").KeyObject} key */
const jwkOf = (key) => key.export({ format: "jwk" });
const keys = [
  { ...jwkOf(one.publicKey), kid: "one", alg: "RS256", use: "sig" },
  { ...jwkOf(two.publicKey), kid: "two", alg: "RS256", use: "sig" },
  { ...jwkOf(elliptic.publicKey), kid: "elliptic", alg: "ES256", use: "sig" },
];

const encoded = (/** @type {object} */ part) => Buffer.from(JSON.stringify(part)).toString("base64url");
const now = Math.floor(Date.now() / 1000);
const claims = {
  iss: "https://accounts.google.com",
  aud: audience,
  email: account,
  email_verified: true,
  iat: now,
  exp: now + 3600,
};
const head = { alg: "RS256", kid: "one", typ: "JWT" };

/** @typedef {(message: string) => Buffer} Signer */
/** @param {import("node:crypto").KeyObject} key @param {string} [hash] @returns {Signer} */
const by =
  (key, hash = "RSA-SHA256") =>
  (message) =>
    sign(hash, Buffer.from(message), key);
const good = by(one.privateKey);

/** @param {object} head @param {object} claims @param {Signer} signer */
function token(head, claims, signer) {
  const message = `${encoded(head)}.${encoded(claims)}`;
  return `${message}.${signer(message).toString("base64url")}`;
}

/** Signs with a public key as the secret, as a checker does that believes `alg`. @param {string | Buffer} key @returns {Signer} */
const hmacBy = (key) => (message) => createHmac("sha256", key).update(message).digest();
const pem = one.publicKey.export({ type: "spki", format: "pem" });
const der = one.publicKey.export({ type: "spki", format: "der" });
/** @type {Signer} */
const pss = (message) =>
  sign("RSA-SHA256", Buffer.from(message), { key: one.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING });
const none = () => Buffer.alloc(0);

/** @type {[what: string, token: string][]} */
const forgeries = [
  ...["none", "None", "NONE", "nOnE", ""].flatMap(
    (alg) =>
      /** @type {[string, string][]} */ ([
        [`alg ${alg} without a signature`, token({ ...head, alg }, claims, none)],
        [`alg ${alg} with a signature`, token({ ...head, alg }, claims, good)],
      ]),
  ),
  ...[
    String(pem),
    String(pem).trim(),
    der,
    JSON.stringify(keys[0]),
    keys[0].n ?? "",
    Buffer.from(keys[0].n ?? "", "base64url"),
    "",
  ].flatMap((key, number) =>
    ["HS256", "RS256"].map(
      (alg) =>
        /** @type {[string, string]} */ ([
          `${alg} by the public key as a secret (${number})`,
          token({ ...head, alg }, claims, hmacBy(key)),
        ]),
    ),
  ),
  ["another's key", token(head, claims, by(foreign.privateKey))],
  ["the key of another id", token({ ...head, kid: "two" }, claims, good)],
  ["another key by this id", token(head, claims, by(two.privateKey))],
  ["an unknown id", token({ ...head, kid: "three" }, claims, good)],
  ["an id that is a path", token({ ...head, kid: "../one" }, claims, good)],
  ["an id in other case", token({ ...head, kid: "ONE" }, claims, good)],
  ["a list of ids", token({ ...head, kid: ["one"] }, claims, good)],
  ["no id", token({ alg: "RS256" }, claims, good)],
  [
    "a key that the token brings",
    token({ ...head, kid: "x", jwk: jwkOf(foreign.publicKey) }, claims, by(foreign.privateKey)),
  ],
  [
    "a key that the token brings, by a known id",
    token({ ...head, jwk: jwkOf(foreign.publicKey) }, claims, by(foreign.privateKey)),
  ],
  [
    "the address of a key",
    token({ ...head, jku: "https://evil.example/keys", x5u: "https://evil.example" }, claims, by(foreign.privateKey)),
  ],
  ["SHA-512", token(head, claims, by(one.privateKey, "RSA-SHA512"))],
  ["SHA-512 that says so", token({ ...head, alg: "RS512" }, claims, by(one.privateKey, "RSA-SHA512"))],
  ["SHA-1", token(head, claims, by(one.privateKey, "RSA-SHA1"))],
  ["PSS", token(head, claims, pss)],
  ["PSS that says so", token({ ...head, alg: "PS256" }, claims, pss)],
  ["an elliptic key", token({ ...head, kid: "elliptic" }, claims, by(elliptic.privateKey, "SHA256"))],
  [
    "an elliptic key that says so",
    token({ ...head, alg: "ES256", kid: "elliptic" }, claims, by(elliptic.privateKey, "SHA256")),
  ],
  ["an extension that must be understood", token({ ...head, crit: ["b64"], b64: false }, claims, good)],
  ["zeros", token(head, claims, () => Buffer.alloc(256))],
  ["ones", token(head, claims, () => Buffer.alloc(256, 255))],
  ["the number one", token(head, claims, () => Buffer.concat([Buffer.alloc(255), Buffer.from([1])]))],
  ["a zero before the signature", token(head, claims, (message) => Buffer.concat([Buffer.from([0]), good(message)]))],
  ["a byte behind the signature", token(head, claims, (message) => Buffer.concat([good(message), Buffer.from([0])]))],
  ["the signature of the claims alone", token(head, claims, () => good(encoded(claims)))],
  [
    "the signature of other claims",
    token(head, claims, () => good(`${encoded(head)}.${encoded({ ...claims, sub: "x" })}`)),
  ],
  ["the signature of nothing", token(head, claims, () => good(""))],
];

/** A good token, of which one character is another. */
const whole = token(head, claims, good);
for (let place = 0; place < whole.length - 1; place += 5) {
  const other = whole[place] === "A" ? "B" : "A";
  forgeries.push([`another character at ${place}`, whole.slice(0, place) + other + whole.slice(place + 1)]);
}
for (let length = 0; length < whole.length; length += 25)
  forgeries.push([`cut off at ${length}`, whole.slice(0, length)]);

const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-tokens-"));
/** @type {import("./edge/start.js").Edge} */
let edge;
/** @type {string[]} */
const asked = [];

before(async () => {
  const outside = async (/** @type {Request} */ request) => {
    asked.push(request.url);
    return Response.json({ keys });
  };
  const variables = { DAGSTER_CLOUD_ORGANIZATION: "acme", DAGSTER_CLOUD_API_TOKEN: "token" };
  edge = await startEdge("workerd", { config, variables, folder, outside });
});
after(async () => {
  await edge?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** @param {string} value */
async function statusOf(value) {
  const said = registries["artifact-registry"]({ repository: "acme/images/etl", tag: "pr-7", digest: "" });
  const { path, headers, body } = signed("artifact-registry", value, said);
  return (await send(edge.url + path, { method: "POST", headers, body: /** @type {string} */ (body) })).status;
}

test("no forged token is believed, and nobody but Google is asked for keys", async () => {
  assert.ok((await statusOf(whole)) < 300, "a good token is believed");
  assert.ok((await statusOf(token({ ...head, kid: "two" }, claims, by(two.privateKey)))) < 300);
  const believed = [];
  for (const [what, forged] of forgeries) if ((await statusOf(forged)) !== 401) believed.push(what);
  assert.deepEqual(believed, []);
  assert.ok(forgeries.length > 150, String(forgeries.length));
  assert.deepEqual([...new Set(asked)], ["https://www.googleapis.com/oauth2/v3/certs"]);
});
