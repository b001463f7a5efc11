// @ts-check
/**
 * How the stand-in for GitHub answers when nobody told it to misbehave: first what it wants of every request, then the
 * repository, then the resource. It knows no sockets.
 */

/**
 * @typedef {import("../sandbox/server.js").Received} Received
 * @typedef {import("./github.js").GitHubOptions & { url: string }} Context `url`: of this API
 * @typedef {{ status: number, headers: Record<string, string>, body: string }} Answer
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
 * @param {import("./resources/index.js").Found | null} found
 * @param {Context} context
 * @returns {Answer}
 */
export function answer(received, found, context) {
  const { headers } = received;
  // This one is said by what stands before GitHub's own servers, so it is no JSON.
  if (!headers["user-agent"]) return { status: 403, headers: { "content-type": "text/html" }, body: NO_USER_AGENT };
  const version = String(headers["x-github-api-version"] ?? VERSIONS[0]);
  if (!VERSIONS.includes(version)) return problem(400, `"${version}" is not a supported API version`);
  const token = tokenOf(headers.authorization);
  if (token !== null && token !== context.token) return problem(401, "Bad credentials");
  if (!accepts(headers.accept)) return problem(415, "Unsupported 'Accept' header");
  const { repository, isFormerName, rest, resource, parameters } = found ?? {};
  if (!repository || !resource || (repository.isPrivate && token === null)) return problem(404, "Not Found");
  if (isFormerName) return moved(received.method, `${context.url}/repositories/${repository.id}${rest}`);
  return resource.answer(repository, parameters ?? [], context);
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
 */
export function problem(status, message) {
  return json(status, { message, documentation_url: DOCUMENTATION, status: String(status) });
}

/** @param {number} status @param {object} value @returns {Answer} */
export function json(status, value) {
  const headers = { "content-type": "application/json; charset=utf-8", "x-github-media-type": "github.v3; format=json" };
  return { status, headers, body: JSON.stringify(value) };
}
