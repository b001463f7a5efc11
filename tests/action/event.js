// @ts-check
/**
 * What GitHub derives from an event: which ref and commit a workflow runs for, and the branches of a review
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows). A pure function of the
 * payload, so it knows no more than that holds: where it names no commit, DEFAULT_BRANCH_TIP stands for it.
 */

/** Stands for the newest commit of the default branch, and for any other that no payload says. */
export const DEFAULT_BRANCH_TIP = "defa017b".repeat(5);

/**
 * @typedef {Record<string, any>} Payload
 * @typedef {{ ref: string, sha: string, headRef?: string, baseRef?: string }} Refs
 */

/** @type {Record<string, (payload: Payload) => Refs>} */
const REFS = {
  push: ({ ref, after }) => ({ ref, sha: after }),
  pull_request: review,
  pull_request_review: review,
  pull_request_review_comment: review,
  // Since December 2025 always the default branch, whatever the base is.
  pull_request_target: (payload) => ({ ...review(payload), ...defaultBranch(payload) }),
  workflow_dispatch: (payload) => ({ ...defaultBranch(payload), ...(payload.ref ? { ref: payload.ref } : {}) }),
  merge_group: ({ merge_group: group }) => ({ ref: group.head_ref, sha: group.head_sha }),
  create: ({ ref, ref_type: type }) => named(type === "tag" ? "tags" : "heads", ref),
  release: ({ release }) => named("tags", release.tag_name),
};

/**
 * Any event without a line above (workflow_run, delete, schedule, issue_comment …) is one of the default branch.
 * @param {string} name
 * @param {Payload} payload
 * @returns {Refs}
 */
export const refsOf = (name, payload) => (REFS[name] ?? defaultBranch)(payload);

/** @param {Payload} payload @returns {Refs} */
function review({ number, pull_request: pull }) {
  const isMerged = Boolean(pull.merged ?? pull.merged_at);
  return {
    ref: isMerged ? `refs/heads/${pull.base.ref}` : `refs/pull/${number ?? pull.number}/merge`,
    // The test merge while it is open, the merge on the base branch afterwards.
    sha: pull.merge_commit_sha ?? pull.head.sha,
    headRef: pull.head.ref,
    baseRef: pull.base.ref,
  };
}

/** Of a commit that the payload does not say. @param {string} kind @param {string} name @returns {Refs} */
function named(kind, name) {
  return { ref: `refs/${kind}/${name}`, sha: DEFAULT_BRANCH_TIP };
}

/** @param {Payload} payload @returns {Refs} */
function defaultBranch({ repository }) {
  return { ref: `refs/heads/${repository?.default_branch ?? "main"}`, sha: DEFAULT_BRANCH_TIP };
}

/**
 * The event's name, from what only its payload has; null when that does not tell.
 * @param {Payload} payload
 */
export function guessedEventName(payload) {
  if (payload.merge_group) return "merge_group";
  if (payload.workflow_run) return "workflow_run";
  if (payload.pull_request) {
    if (payload.review) return "pull_request_review";
    return payload.comment ? "pull_request_review_comment" : "pull_request";
  }
  if (typeof payload.before === "string" && typeof payload.after === "string") return "push";
  if (payload.ref_type) return "master_branch" in payload ? "create" : "delete";
  if ("inputs" in payload && typeof payload.workflow === "string") return "workflow_dispatch";
  return null;
}

/** As `github.ref_name` has it. @param {string} ref */
export const shortRef = (ref) => ref.replace(/^refs\/(?:heads|tags|pull)\//, "");
