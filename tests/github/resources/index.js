// @ts-check
/**
 * Every resource that the stand-in for GitHub has, and how a path leads to one. All belong to a repository, which is
 * found by its name, by one that it had before, or by its number.
 */
import { commit } from "./commits.js";

/**
 * @typedef {object} Resource
 * @property {string} name for records, and for scripts of misbehaviour
 * @property {string} method
 * @property {RegExp} path what comes after the repository; its groups are the parameters
 * @property {(repository: Repository, parameters: string[], context: import("../answer.js").Context) =>
 *   import("../answer.js").Answer} answer
 *
 * @typedef {import("../github.js").Repository} Repository
 *
 * @typedef {object} Found
 * @property {Repository | undefined} repository
 * @property {boolean} isFormerName
 * @property {string} rest of the path, with the query
 * @property {Resource} resource
 * @property {string[]} parameters
 */

/** @type {Resource[]} */
const resources = [commit];

/**
 * @param {import("../../sandbox/server.js").Received} received
 * @param {import("../github.js").GitHubOptions} options
 * @returns {Found | null}
 */
export function find({ method, path }, { prefix, repositories }) {
  const pattern = /^\/(?:repos\/([^/?]+\/[^/?]+)|repositories\/(\d+))((?:[/?].*)?)$/;
  const parts = path.startsWith(prefix) ? pattern.exec(path.slice(prefix.length)) : null;
  if (!parts) return null;
  const [, name, id, rest] = parts;
  const asked = rest.replace(/\?.*$/, "");
  const resource = resources.find((one) => one.method === method && one.path.test(asked));
  if (!resource) return null;
  const [, ...parameters] = resource.path.exec(asked)?.map(decoded) ?? [];
  const isNow = (/** @type {Repository} */ one) => (id ? one.id === Number(id) : isSame(one.name, name));
  const current = repositories.find(isNow);
  const former = repositories.find(({ formerNames = [] }) => formerNames.some((one) => isSame(one, name)));
  return { repository: current ?? former, isFormerName: !current && Boolean(former), rest, resource, parameters };
}

/** GitHub does not look at the case. @param {string} one @param {string | undefined} other */
const isSame = (one, other) => one.toLowerCase() === other?.toLowerCase();

/** @param {string} segment */
function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
