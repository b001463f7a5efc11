// @ts-check
/** `GET /repos/{owner}/{repo}/commits/{ref}`: one commit, by its hash or the unambiguous beginning of it. */
import { json, problem } from "../answer.js";

/**
 * @typedef {import("../github.js").Commit} Commit
 * @typedef {import("../github.js").Repository} Repository
 * @typedef {import("../answer.js").Context} Context
 */

/** @type {import("./index.js").Resource} */
export const commit = {
  name: "commits",
  method: "GET",
  path: /^\/commits\/(.+)$/,
  answer(repository, [ref], context) {
    const found = repository.commits.filter(({ sha }) => /^[0-9a-f]{7,}$/.test(ref) && sha.startsWith(ref));
    if (found.length !== 1) return problem(422, `No commit found for SHA: ${ref}`);
    return json(200, view(found[0], repository, context));
  },
};

/** @param {Commit} commit @param {Repository} repository @param {Context} context */
function view({ sha, message, author, committer = author, login = null, parents = [] }, repository, context) {
  const api = `${context.url}/repos/${repository.name}`;
  const web = `${context.website}/${repository.name}`;
  const account = login === null ? null : accountView(login, context);
  const verification = { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };
  return {
    sha,
    node_id: Buffer.from(`Commit:${sha}`).toString("base64"),
    commit: {
      ...{ author, committer, message, tree: { sha, url: `${api}/git/trees/${sha}` } },
      ...{ url: `${api}/git/commits/${sha}`, comment_count: 0, verification },
    },
    url: `${api}/commits/${sha}`,
    html_url: `${web}/commit/${sha}`,
    comments_url: `${api}/commits/${sha}/comments`,
    author: account,
    committer: account,
    parents: parents.map((parent) => {
      return { sha: parent, url: `${api}/commits/${parent}`, html_url: `${web}/commit/${parent}` };
    }),
    stats: { total: 0, additions: 0, deletions: 0 },
    files: [],
  };
}

/** @param {string} login @param {Context} context */
function accountView(login, context) {
  return {
    ...{ login, id: 1, node_id: Buffer.from(`User:${login}`).toString("base64"), gravatar_id: "" },
    avatar_url: `https://avatars.githubusercontent.com/${encodeURIComponent(login)}?v=4`,
    url: `${context.url}/users/${login}`,
    html_url: `${context.website}/${login}`,
    ...{ type: "User", user_view_type: "public", site_admin: false },
  };
}
