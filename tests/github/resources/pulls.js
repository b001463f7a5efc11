// @ts-check
/** `GET /repos/{owner}/{repo}/pulls/{pull_number}`: a pull request as it is now. */
import { json, problem } from "../answer.js";
import { account, nodeId, repositoryView } from "../views.js";

/**
 * @typedef {import("../repository.js").Pull} Pull
 * @typedef {import("../repository.js").HeldRepository} HeldRepository
 * @typedef {import("../answer.js").Context} Context
 */

/** @type {import("./index.js").Resource} */
export const pull = {
  name: "pulls",
  operation: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
  permissions: ["pullRequests"],
  answer({ repository, path }, context) {
    const found = repository.pulls.find(({ number }) => number === path.pull_number);
    return found ? json(200, view(found, repository, context)) : problem(404, "Not Found");
  },
};

/** @param {Pull} pull @param {HeldRepository} repository @param {Context} context */
function view(pull, repository, context) {
  const {
    number,
    title = `Review ${number}`,
    login = "ada",
    mergedAt = null,
    isDraft = false,
    isBehind = false,
  } = pull;
  const state = mergedAt ? "closed" : (pull.state ?? "open");
  const user = account(login, context);
  const time = "2026-11-23T08:00:00Z";
  const ends = { created_at: time, updated_at: time, closed_at: state === "closed" ? (mergedAt ?? time) : null };
  return {
    ...{ id: number, node_id: nodeId("PullRequest", number), number, state, locked: false, title, body: null },
    ...{ user, draft: isDraft, merged: mergedAt !== null, merged_at: mergedAt, merged_by: mergedAt ? user : null },
    ...{ ...ends, ...addresses(number, pull.head.sha, repository, context) },
    head: end(pull.head, repository, context),
    base: end({ ref: repository.defaultBranch, sha: "0".repeat(40), ...pull.base }, repository, context),
    ...{ assignee: null, assignees: [], requested_reviewers: [], requested_teams: [], labels: [], milestone: null },
    ...{ author_association: "CONTRIBUTOR", auto_merge: null, maintainer_can_modify: false, rebaseable: null },
    ...{ mergeable: true, mergeable_state: isBehind ? "behind" : "clean", merge_commit_sha: null },
    ...{ comments: repository.comments.filter((one) => one.number === number).length, review_comments: 0 },
    ...{ commits: 1, additions: 1, deletions: 0, changed_files: 1 },
  };
}

/** @param {number} number @param {string} sha @param {HeldRepository} repository @param {Context} context */
function addresses(number, sha, { name }, { url, website }) {
  const web = `${website}/${name}/pull/${number}`;
  const api = `${url}/repos/${name}`;
  const places = {
    ...{ issue: `${api}/issues/${number}`, comments: `${api}/issues/${number}/comments`, html: web },
    ...{ commits: `${api}/pulls/${number}/commits`, statuses: `${api}/statuses/${sha}` },
    review_comments: `${api}/pulls/${number}/comments`,
    review_comment: `${api}/pulls/comments{/number}`,
  };
  const self = `${api}/pulls/${number}`;
  return {
    ...{ url: self, diff_url: `${web}.diff`, patch_url: `${web}.patch` },
    ...Object.fromEntries(Object.entries(places).map(([key, place]) => [`${key}_url`, place])),
    _links: Object.fromEntries(Object.entries({ self, ...places }).map(([key, href]) => [key, { href }])),
  };
}

/**
 * Head or base, which may be in a fork.
 * @param {Pull["head"]} end
 * @param {HeldRepository} own
 * @param {Context} context
 */
function end({ ref, sha, repository }, own, context) {
  if (repository === null) return { label: `unknown:${ref}`, ref, sha, repo: null, user: account("ghost", context) };
  const name = repository ?? own.name;
  const [owner] = name.split("/");
  const isFork = name !== own.name;
  const { isPrivate, defaultBranch } = own;
  const id = isFork ? own.id + 1_000_000 : own.id;
  const repo = repositoryView({ id, name, isPrivate, isFork, defaultBranch }, context);
  return { label: `${owner}:${ref}`, ref, sha, repo, user: account(owner, context) };
}
