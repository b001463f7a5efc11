// @ts-check
/** `GET /repos/{owner}/{repo}/commits/{ref}`: one commit, by its hash or the unambiguous beginning of it. */
import { json, problem } from "../answer.js";
import { account, nodeId } from "../views.js";

/**
 * @typedef {import("../repository.js").Commit} Commit
 * @typedef {import("../repository.js").Repository} Repository
 * @typedef {import("../answer.js").Context} Context
 */

/** @type {import("./index.js").Resource} */
export const commit = {
  name: "commits",
  operation: "GET /repos/{owner}/{repo}/commits/{ref}",
  permissions: ["contents"],
  answer({ repository, path: { ref } }, context) {
    const found = repository.commits.filter(({ sha }) => /^[0-9a-f]{7,}$/.test(ref) && sha.startsWith(ref));
    if (found.length !== 1) return problem(422, `No commit found for SHA: ${ref}`);
    return json(200, view(found[0], repository, context));
  },
};

/** @param {Commit} commit @param {Repository} repository @param {Context} context */
function view({ sha, message, author, committer = author, login = null, parents = [] }, repository, context) {
  const api = `${context.url}/repos/${repository.name}`;
  const web = `${context.website}/${repository.name}`;
  const known = login === null ? null : account(login, context);
  const verification = { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };
  return {
    sha,
    node_id: nodeId("Commit", sha),
    commit: {
      ...{ author, committer, message, tree: { sha, url: `${api}/git/trees/${sha}` } },
      ...{ url: `${api}/git/commits/${sha}`, comment_count: 0, verification },
    },
    url: `${api}/commits/${sha}`,
    html_url: `${web}/commit/${sha}`,
    comments_url: `${api}/commits/${sha}/comments`,
    author: known,
    committer: known,
    parents: parents.map((parent) => {
      return { sha: parent, url: `${api}/commits/${parent}`, html_url: `${web}/commit/${parent}` };
    }),
    stats: { total: 0, additions: 0, deletions: 0 },
    files: [],
  };
}
