// @ts-check
/**
 * The script by which a stand-in misbehaves: which request each entry is for, and how often. What
 * it then does to the connection is in wire.js.
 */

/**
 * One entry. The first that fits a request is the one that counts; one that has been used up fits
 * no more. Without `status`, `body`, `bodyBase64` and `json` the proper answer is given, so a
 * delay or a slow body can be had alone.
 *
 * @typedef {object} Misbehaviour
 * @property {string} [operation] root field of the GraphQL operation; any request when left out
 * @property {number} [status] 200 when there is a body
 * @property {Record<string, string | string[]>} [headers] besides or instead of the usual ones
 * @property {string | Buffer} [body]
 * @property {string} [bodyBase64] the same for those who can only send JSON
 * @property {unknown} [json]
 * @property {number} [delayMilliseconds] before anything is answered
 * @property {"before-headers" | "reset" | "mid-body" | "mid-body-reset"} [close] ends the
 *   connection, politely or by a reset, without an answer or in the middle of its body; Node can
 *   reset a plain connection only, not one with TLS
 * @property {number} [drip] milliseconds between two bytes of the body
 * @property {boolean} [execute] carry the operation out all the same: it is done, and the client
 *   does not get to know
 * @property {number | "forever"} [times] 1 when left out
 */

const KEYS = new Set([
  ...["operation", "status", "headers", "body", "bodyBase64", "json"],
  ...["delayMilliseconds", "close", "drip", "execute", "times"],
]);
const CLOSES = new Set(["before-headers", "reset", "mid-body", "mid-body-reset"]);

/**
 * The next entry for a request, which is thereby used once. The script itself changes: what is
 * left of it can be looked at.
 * @param {Misbehaviour[]} script
 * @param {string[]} rootFields
 * @returns {Misbehaviour | null}
 */
export function takeMisbehaviour(script, rootFields) {
  const entry = script.find(
    ({ operation, times = 1 }) => times !== 0 && (operation === undefined || rootFields.includes(operation)),
  );
  if (!entry) return null;
  if (entry.times !== "forever") entry.times = (entry.times ?? 1) - 1;
  return entry;
}

/**
 * Refuses an entry that would silently do something else than it says.
 * @param {unknown} given one entry or a list of them
 * @returns {Misbehaviour[]} copies, so that using them up changes nobody's list
 */
export function checkedScript(given) {
  const entries = Array.isArray(given) ? given : [given];
  for (const entry of entries) {
    if (typeof entry !== "object" || entry === null) {
      throw new Error(`a misbehaviour must be an object, not ${JSON.stringify(entry)}`);
    }
    const unknown = Object.keys(entry).filter((key) => !KEYS.has(key));
    if (unknown.length > 0) {
      throw new Error(`unknown key ${unknown.join(", ")}: there are ${[...KEYS].join(", ")}`);
    }
    if (entry.close !== undefined && !CLOSES.has(entry.close)) {
      throw new Error(`close must be one of ${[...CLOSES].join(", ")}, not ${entry.close}`);
    }
    if (entry.times !== undefined && entry.times !== "forever" && !(entry.times >= 0)) {
      throw new Error(`times must be a number or "forever", not ${JSON.stringify(entry.times)}`);
    }
  }
  return entries.map((entry) => ({ ...entry }));
}

/**
 * Whether the proper answer is not sent: another one is, or none.
 * @param {Misbehaviour} entry
 */
export function replacesAnswer({ status, body, bodyBase64, json, close }) {
  if (close === "before-headers" || close === "reset") return true;
  return [status, body, bodyBase64, json].some((part) => part !== undefined);
}

/**
 * The answer that an entry gives in place of the proper one.
 * @param {Misbehaviour} entry
 * @returns {import("./operation.js").Answer}
 */
export function ownAnswer({ status = 200, body, bodyBase64, json }) {
  if (json !== undefined) {
    return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(json) };
  }
  const bytes = bodyBase64 === undefined ? body : Buffer.from(bodyBase64, "base64");
  const isGiven = bytes !== undefined;
  const headers = { "content-type": isGiven ? "application/json" : "text/plain" };
  return { status, headers, body: bytes ?? `answered ${status} as it was told` };
}
