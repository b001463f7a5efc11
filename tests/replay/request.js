// @ts-check
/**
 * A request as a transcript tells it: everything that was asked for, less what is usual (`usual.json`). `request.rs` is
 * its twin.
 */

/** @typedef {Record<string, any>} Told */

/**
 * Every property of the request that is not the usual one, and always the operation and the URL.
 * @param {import("../../js/host.d.ts").FetchRequest} request
 * @param {Told} usual
 * @returns {Told}
 */
export function describe(request, usual) {
  const { query, variables = {}, ...body } = JSON.parse(request.body ?? "{}");
  const rest = {
    method: request.method,
    timeout: request.timeoutMilliseconds,
    maxBodyBytes: request.maxBodyBytes,
    proxy: request.proxy,
    ca: request.ca.length > 0 ? request.ca : null,
  };
  return {
    ...(query === undefined ? {} : { operation: operation(query) }),
    url: request.url,
    headers: headers(request.headers, usual.headers),
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
    ...Object.fromEntries(Object.entries(rest).filter(([name, value]) => usual[name] !== value)),
    ...(Object.keys(body).length > 0 ? { body } : {}),
  };
}

/**
 * What changed since the request before: `again` if nothing did; URL and headers only if they did.
 * @param {Told | undefined} before
 * @param {Told} told
 */
export function since(before, told) {
  if (!before) return told;
  if (same(before, told)) return "again";
  /** @param {[string, any]} entry */
  const isNew = ([name, value]) => !["url", "headers"].includes(name) || !same(before[name], value);
  return Object.fromEntries(Object.entries(told).filter(isNew));
}

/** @param {any} one @param {any} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The root field, by which a reader knows an operation. @param {string} query */
const operation = (query) => /\{\s*(\w+)/.exec(query)?.[1] ?? query;

/**
 * The headers that are not usual; a usual one that is missing is null.
 * @param {[string, string][]} sent
 * @param {Record<string, string>} usual
 */
function headers(sent, usual) {
  const missing = Object.keys(usual).filter((name) => !sent.some(([known]) => known === name));
  const unusual = sent.filter(([name, value]) => usual[name] !== value);
  return Object.fromEntries([...unusual, ...missing.map((name) => [name, null])]);
}
