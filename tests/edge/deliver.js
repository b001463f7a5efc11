// @ts-check
/**
 * Deliveries as each sender would sign and send them. What they say is in payloads.js; a test that wants one that is wrong
 * changes what it gets from here.
 */
import { createHmac, randomUUID } from "node:crypto";

/**
 * @typedef {object} Delivery
 * @property {string} path with the query
 * @property {Record<string, string>} headers
 * @property {string | Uint8Array} body
 *
 * @typedef {object} Said
 * @property {unknown} body JSON
 * @property {string} [event] as the sender calls it
 * @property {string} [id]
 * @property {string} [name] of the route, where a sender has several
 * @property {number} [seconds] when it was sent, since the Unix epoch
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {string} text
 * @property {any} json undefined if it is none
 * @property {Headers} headers
 */

/**
 * @typedef {(said: Required<Pick<Said, "id" | "event" | "seconds">>, text: string, secret: string) => Record<string, string>} Sign
 */

/** @param {string} text @param {string | Buffer} key @param {"hex" | "base64"} encoding */
const hmac = (text, key, encoding) => createHmac("sha256", key).update(text).digest(encoding);

/** @type {Sign} */
const github = ({ id, event }, text, secret) => ({
  "X-GitHub-Event": event,
  "X-GitHub-Delivery": id,
  "X-Hub-Signature-256": `sha256=${hmac(text, secret, "hex")}`,
});

/** @type {Sign} */
const standard = ({ id, seconds }, text, secret) => {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const time = String(seconds);
  return {
    "webhook-id": id,
    "webhook-timestamp": time,
    "webhook-signature": `v1,${hmac(`${id}.${time}.${text}`, key, "base64")}`,
  };
};

/** @type {Sign} */
const gitea = ({ id, event }, text, secret) => ({
  "X-GitHub-Event": event,
  "X-Gitea-Event": event,
  "X-Gitea-Delivery": id,
  "X-Gitea-Signature": hmac(text, secret, "hex"),
});

/** @type {Sign} */
const shared = (_, __, secret) => ({ Authorization: secret });

/** How each signs. @type {Record<string, Sign>} */
const signs = {
  github,
  ghcr: github,
  gitlab: (said, text, secret) => ({
    "X-Gitlab-Event": said.event,
    "Idempotency-Key": said.id,
    ...(secret.startsWith("whsec_") ? standard(said, text, secret) : { "X-Gitlab-Token": secret }),
  }),
  bitbucket: ({ id, event }, text, secret) => ({
    "X-Event-Key": event,
    "X-Request-UUID": id,
    "X-Hub-Signature": `sha256=${hmac(text, secret, "hex")}`,
  }),
  gitea,
  forgejo: (said, text, secret) => ({
    ...gitea(said, text, secret),
    "X-Forgejo-Event": said.event,
    "X-Forgejo-Delivery": said.id,
    "X-Forgejo-Signature": hmac(text, secret, "hex"),
  }),
  "azure-devops": shared,
  "standard-webhooks": standard,
  "docker-hub": () => ({}),
  ecr: shared,
  acr: shared,
  "artifact-registry": (_, __, token) => ({ Authorization: `Bearer ${token}` }),
};

/**
 * @param {string} provider
 * @param {string} secret what proves it: a secret, or the token of Google
 * @param {Said} said
 * @returns {Delivery}
 */
export function signed(
  provider,
  secret,
  { body, event = "", id = randomUUID(), name, seconds = Math.floor(Date.now() / 1000) },
) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const query = provider === "docker-hub" ? `?secret=${encodeURIComponent(secret)}` : "";
  return {
    path: `/webhooks/${provider}${name === undefined ? "" : `/${name}`}${query}`,
    headers: { "Content-Type": "application/json", ...signs[provider]({ id, event, seconds }, text, secret) },
    body: text,
  };
}

/**
 * Sends something, and reads the whole answer.
 * @param {string} url
 * @param {RequestInit} [init]
 * @returns {Promise<Answer>}
 */
export async function send(url, init) {
  const response = await fetch(url, { redirect: "manual", ...init });
  const text = await response.text();
  const isJson = response.headers.get("content-type") === "application/json";
  return {
    status: response.status,
    text,
    json: isJson ? JSON.parse(text || "null") : undefined,
    headers: response.headers,
  };
}
