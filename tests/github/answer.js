// @ts-check
/**
 * How the stand-in for GitHub answers when nobody told it to misbehave: first what it wants of every request, then the
 * repository, what the token may, what GitHub's description allows, then the resource. It knows no sockets.
 */

/**
 * @typedef {import("../sandbox/server.js").Received} Received
 * @typedef {Omit<import("./github.js").GitHubOptions, "repositories"> & { url: string }} Context `url`: of this API
 * @typedef {{ status: number, headers: Record<string, string>, body: string | Buffer }} Answer
 */

/** Those that `X-GitHub-Api-Version` may name. */
const VERSIONS = ["2022-11-28", "2026-03-10"];
const DOCUMENTATION = "https://docs.github.com/rest";
const NO_USER_AGENT =
  "\r\nRequest forbidden by administrative rules. Please make sure your request has a User-Agent header " +
  "(https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). " +
  "Check https://developer.github.com for other possible causes.\r\n";

/**
 * @param {Received} received
 * @param {import("./find.js").Found | null} found
 * @param {Context} context
 * @returns {Answer}
 */
export function answer(received, found, context) {
  const { method, headers } = received;
  // This one is said by what stands before GitHub's own servers, so it is no JSON.
  if (!headers["user-agent"]) return { status: 403, headers: { "content-type": "text/html" }, body: NO_USER_AGENT };
  const version = String(headers["x-github-api-version"] ?? VERSIONS[0]);
  if (!VERSIONS.includes(version)) return problem(400, `"${version}" is not a supported API version`);
  const token = tokenOf(headers.authorization);
  if (token !== null && token !== context.token) return problem(401, "Bad credentials");
  if (!accepts(headers.accept)) return problem(415, "Unsupported 'Accept' header");
  const { repository, isFormerName, rest = "", resource, asked } = found ?? {};
  if (!repository || !resource || !asked || (repository.isPrivate && token === null)) return problem(404, "Not Found");
  if (isFormerName) return moved(method, `${context.url}/repositories/${repository.id}${rest}`);
  const refusal = refused(method, resource, token, context);
  if (refusal) return refusal;
  if (asked.problems.length > 0) return problem(422, `Invalid request.\n\n${asked.problems.join("\n")}`);
  const { path, query, body } = asked;
  return resource.answer({ repository, path, query, body, accept: headers.accept ?? "*/*", rest }, context);
}

/**
 * What a token may not; who shows none may read what is public. The real GitHub lets a token without a permission read
 * what is public, too: here a missing permission is always noticed.
 * @param {string} method
 * @param {import("./resources/index.js").Resource} resource
 * @param {string | null} token
 * @param {Context} context
 */
function refused(method, resource, token, { permissions }) {
  const levels = resource.permissions.map((name) => permissions[name] ?? "write");
  if (method === "GET") {
    return token === null || levels.some((level) => level !== "none") ? null : problem(404, "Not Found");
  }
  if (token === null) return problem(401, "Requires authentication");
  return levels.includes("write") ? null : problem(403, "Resource not accessible by integration");
}

/**
 * Both spellings are usual; any other scheme is taken for a token that is wrong.
 * @param {string | undefined} authorization
 */
function tokenOf(authorization) {
  return authorization === undefined ? null : authorization.replace(/^(?:bearer|token) +/i, "");
}

/** @param {string} accept */
function accepts(accept = "*/*") {
  return accept.split(",").some((type) => /^ *(\*\/\*|application\/(\*|json|vnd\.github\b.*))/.test(type));
}

/**
 * A GET may be repeated by any means, anything else must stay what it is.
 * @param {string} method
 * @param {string} url
 */
function moved(method, url) {
  const status = method === "GET" ? 301 : 307;
  const message = status === 301 ? "Moved Permanently" : "Temporary Redirect";
  const { headers, body } = json(status, { message, url, documentation_url: DOCUMENTATION });
  return { status, headers: { ...headers, location: url }, body };
}

/**
 * A refusal as GitHub words it.
 * @param {number} status
 * @param {string} message
 * @param {object[]} [errors]
 */
export function problem(status, message, errors) {
  return json(status, { message, errors, documentation_url: DOCUMENTATION, status: String(status) });
}

/**
 * A value that the description allows and GitHub all the same does not.
 * @param {string} resource
 * @param {string} field
 * @param {string} message
 * @param {string} [code]
 */
export function invalid(resource, field, message, code = "custom") {
  return problem(422, "Validation Failed", [{ resource, code, field, message }]);
}

/** @param {number} status @param {unknown} value @returns {Answer & { body: string }} */
export function json(status, value) {
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "x-github-media-type": "github.v3; format=json",
  };
  return { status, headers, body: JSON.stringify(value) };
}

/** Something new, and where it is. @param {{ url: string }} value @returns {Answer} */
export function created(value) {
  const { status, headers, body } = json(201, value);
  return { status, headers: { ...headers, location: value.url }, body };
}

/**
 * A part of a list, and in `Link` where the others are.
 * @param {unknown[]} items
 * @param {import("./resources/index.js").Request} request
 * @param {Context} context
 */
export function page(items, { repository, query, rest }, context) {
  const size = Math.min(100, Math.max(1, query.per_page ?? 30));
  const number = Math.max(1, query.page ?? 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const { status, headers, body } = json(200, items.slice((number - 1) * size, number * size));
  const [path, search] = rest.split("?");
  const links = Object.entries({
    ...(number > 1 && { prev: number - 1 }),
    ...(number < last && { next: number + 1, last }),
    ...(number > 1 && { first: 1 }),
  }).map(([relation, to]) => {
    const others = new URLSearchParams(search);
    others.set("page", String(to));
    return `<${context.url}/repositories/${repository.id}${path}?${others}>; rel="${relation}"`;
  });
  return { status, headers: { ...headers, ...(links.length > 0 && { link: links.join(", ") }) }, body };
}
