// @ts-check
/**
 * What the stand-in for GitHub holds of a repository. Tests give some of it, and may change what is held while the server
 * runs: move a review's head, close it, plant somebody's comment.
 */

/**
 * @typedef {object} Person
 * @property {string} name
 * @property {string} email
 * @property {string} date such as `2026-11-23T08:00:00Z`
 *
 * @typedef {object} Commit
 * @property {string} sha
 * @property {string} message
 * @property {Person} author
 * @property {Person} [committer] the author when left out
 * @property {string | null} [login] of the author's account; null or left out when GitHub knows none
 * @property {string[]} [parents]
 *
 * @typedef {object} Pull a pull request
 * @property {number} number
 * @property {{ ref: string, sha: string, repository?: string | null }} head `repository`: a fork's name, null when the
 *   fork is gone; when left out, the branch is in the repository itself
 * @property {{ ref: string, sha: string }} [base] the default branch when left out
 * @property {"open" | "closed"} [state] open when left out, unless it was merged
 * @property {string | null} [mergedAt]
 * @property {string} [title]
 * @property {string} [login] of who asked for it
 * @property {boolean} [isDraft]
 * @property {boolean} [isBehind] the default branch has commits that the head has not
 *
 * @typedef {object} Comment
 * @property {number} id
 * @property {number} number of the pull request
 * @property {string} body
 * @property {string} login an app's ends in `[bot]`
 * @property {string} [association] `NONE` when left out
 * @property {string} [createdAt]
 * @property {string} [updatedAt]
 *
 * @typedef {object} Status of a deployment
 * @property {number} id
 * @property {string} state
 * @property {string} [description]
 * @property {string} environment
 * @property {string} [environmentUrl]
 * @property {string} [logUrl]
 * @property {string} [createdAt]
 *
 * @typedef {object} Deployment
 * @property {number} id
 * @property {string} sha
 * @property {string} ref
 * @property {string} environment
 * @property {string} [originalEnvironment] that it was made with, if a status has changed it since
 * @property {string} [task] `deploy` when left out
 * @property {string | null} [description]
 * @property {object | string} [payload]
 * @property {boolean} [isTransient]
 * @property {boolean} [isProduction]
 * @property {string} [login] of who made it; the stand-in's token when left out
 * @property {string} [createdAt]
 * @property {Status[]} statuses the oldest first
 *
 * @typedef {object} Repository
 * @property {number} id
 * @property {string} name such as `acme/shop`
 * @property {string[]} [formerNames] by which it is still found, by way of a redirect
 * @property {boolean} [isPrivate] there is no such thing for who shows no token
 * @property {string} [defaultBranch] `main` when left out
 * @property {Record<string, string>} [branches] the commit of each; those of reviews need not be named again
 * @property {Commit[]} [commits]
 * @property {Pull[]} [pulls]
 * @property {Comment[]} [comments]
 * @property {Deployment[]} [deployments] the oldest first
 * @property {{ context: string, state: string }[]} [checks] what a commit's checks have come to; when left out there is
 *   one, pending: the workflow that asks
 * @property {Record<string, Record<string, string | Uint8Array>>} [files] ref → path → content
 *
 * @typedef {Required<Repository>} HeldRepository
 */

/** Whose the stand-in's token is: it acts as a workflow's own. */
export const TOKEN_LOGIN = "github-actions[bot]";

/** @param {Repository} given @returns {HeldRepository} shares nothing with what was given */
export function held(given) {
  return {
    ...{ formerNames: [], isPrivate: false, defaultBranch: "main", branches: {} },
    ...{ commits: [], pulls: [], comments: [], deployments: [], files: {} },
    checks: [{ context: "deploy", state: "pending" }],
    ...structuredClone(given),
  };
}

/** The time as GitHub writes it, without milliseconds. */
export const now = () => new Date().toISOString().replace(/\.\d+Z$/, "Z");

/** A number that none of them has. @param {{ id: number }[]} items @param {number} first */
export const freshId = (items, first) => Math.max(first, ...items.map(({ id }) => id + 1));

/**
 * The commit that a name stands for, if the repository knows one.
 * @param {HeldRepository} repository
 * @param {string} ref
 */
export function resolve({ branches, pulls, name }, ref) {
  if (/^[0-9a-f]{40}$/.test(ref)) return ref;
  const branch = ref.replace(/^(refs\/)?heads\//, "");
  const pull = pulls.find(({ head }) => (head.repository ?? name) === name && head.ref === branch);
  return (Object.hasOwn(branches, branch) ? branches[branch] : pull?.head.sha) ?? null;
}
