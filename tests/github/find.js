// @ts-check
/**
 * What a request to the stand-in for GitHub is about. All resources belong to a repository, which is found by its name, by
 * one that it had before, or by its number; the rest is what GitHub's OpenAPI description says.
 */
import { ask } from "./description.js";
import { resources } from "./resources/index.js";

/**
 * @typedef {object} Found
 * @property {HeldRepository | undefined} repository
 * @property {boolean} isFormerName
 * @property {string} rest of the path after the repository, with the query
 * @property {import("./resources/index.js").Resource} resource
 * @property {import("./description.js").Asked} asked
 *
 * @typedef {import("./repository.js").HeldRepository} HeldRepository
 */

/**
 * @param {import("../sandbox/server.js").Received} received
 * @param {{ prefix: string, repositories: HeldRepository[] }} options
 * @returns {Found | null}
 */
export function find({ method, path, body }, { prefix, repositories }) {
  const pattern = /^\/(?:repos\/([^/?]+\/[^/?]+)|repositories\/(\d+))((?:[/?].*)?)$/;
  const parts = path.startsWith(prefix) ? pattern.exec(path.slice(prefix.length)) : null;
  if (!parts) return null;
  const [, name, id, rest] = parts;
  const isNow = (/** @type {HeldRepository} */ one) => (id ? one.id === Number(id) : isSame(one.name, name));
  const current = repositories.find(isNow);
  const former = repositories.find(({ formerNames }) => formerNames.some((one) => isSame(one, name)));
  // The description knows names only; by number is how GitHub itself refers to what was renamed.
  const asked = ask({ method, path: `/repos/${name ?? current?.name ?? "owner/name"}${rest}`, body });
  const resource = resources.find(({ operation }) => operation === asked?.operation.name);
  if (!asked || !resource) return null;
  return { repository: current ?? former, isFormerName: !current && Boolean(former), rest, resource, asked };
}

/** GitHub does not look at the case. @param {string} one @param {string | undefined} other */
const isSame = (one, other) => one.toLowerCase() === other?.toLowerCase();
