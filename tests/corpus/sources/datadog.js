// @ts-check
/**
 * Datadog's CI environments: made by hand, many of them about the spelling of refs and URLs. And its event files of
 * GitHub, which are real but for what was emptied; the environment around them is ours.
 */
import { orNull, texts } from "../case.js";

/** @typedef {import("../case.js").Case["expected"]} Expected */

/** @type {import("../case.js").Source} */
export const datadog = {
  name: "datadog",
  folder: "datadog/ci-env",
  read: (/** @type {[env: any, tags: any][]} */ pairs) =>
    pairs.map(([env, tags], index) => {
      const name = [index, env.DD_TEST_CASE_NAME].filter((part) => part !== undefined).join(" ");
      return { name, env: texts(env), eventFile: null, expected: withoutOverridden(fromTags(tags), env) };
    }),
};

/**
 * Variables by which users tell Datadog what is so, and the fields that are then theirs. They are Datadog's own and
 * nothing to us.
 * @type {{ [name: string]: (keyof Expected)[] }}
 */
const overrides = {
  DD_GIT_BRANCH: ["branchName", "tag"],
  DD_GIT_TAG: ["tag"],
  DD_GIT_COMMIT_SHA: ["commitHash"],
  DD_GIT_COMMIT_MESSAGE: ["commitMessage"],
  DD_GIT_COMMIT_AUTHOR_NAME: ["authorName"],
  DD_GIT_COMMIT_AUTHOR_EMAIL: ["authorEmail"],
  DD_GIT_COMMIT_AUTHOR_DATE: ["timestamp"],
  DD_GIT_REPOSITORY_URL: ["gitUrl"],
  DD_GIT_PULL_REQUEST_BASE_BRANCH: ["baseBranch"],
};

/** @param {Expected} expected @param {{ [name: string]: unknown }} env @returns {Expected} */
function withoutOverridden(expected, env) {
  const fields = Object.keys(overrides).flatMap((name) => (name in env ? overrides[name] : []));
  return { ...expected, ...Object.fromEntries(fields.map((field) => [field, undefined])) };
}

/** @param {{ [tag: string]: string | undefined }} tags @returns {Expected} */
function fromTags(tags) {
  // Of these a tag that is left out says something: there is none.
  const known = {
    branchName: orNull(tags["git.branch"]),
    tag: orNull(tags["git.tag"]),
    commitHash: orNull(tags["git.commit.head.sha"] ?? tags["git.commit.sha"]),
    baseBranch: orNull(tags["git.pull_request.base_branch"]),
    pullRequestNumber: orNull(tags["pr.number"]),
  };
  return {
    ...known,
    commitMessage: tags["git.commit.head.message"] ?? tags["git.commit.message"],
    authorName: tags["git.commit.author.name"],
    authorEmail: tags["git.commit.author.email"],
    timestamp: Number.isNaN(Date.parse(tags["git.commit.author.date"] ?? ""))
      ? undefined
      : tags["git.commit.author.date"],
    gitUrl: tags["git.repository_url"],
  };
}

/** @type {import("../case.js").Source} */
export const datadogEvents = {
  name: "datadog events",
  folder: "datadog/ci-fixtures",
  read: (event, file) => [
    { name: file, env: ofPullRequest, eventFile: JSON.stringify(event), expected: fromEvent(event) },
  ],
};

/** As GitHub sets it for the event `pull_request`, whose file may then say nothing. */
const ofPullRequest = {
  CI: "true",
  GITHUB_ACTIONS: "true",
  GITHUB_EVENT_NAME: "pull_request",
  GITHUB_EVENT_PATH: "/home/runner/work/_temp/_github_workflow/event.json",
  GITHUB_REF: "refs/pull/1/merge",
  GITHUB_HEAD_REF: "test-branch",
  GITHUB_BASE_REF: "main",
  GITHUB_REPOSITORY: "datadog/project",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_SHA: "d9a3212d0d5d1483426dbbdf0beea32ee50abcde",
};

/** @param {any} event @returns {Expected} */
function fromEvent({ pull_request: pullRequest }) {
  const certain = {
    branchName: "test-branch",
    baseBranch: "main",
    pullRequestNumber: "1",
    repoName: "datadog/project",
  };
  if (!pullRequest) return certain;
  return {
    ...certain,
    commitHash: pullRequest.head.sha,
    pullRequestTitle: pullRequest.title,
    pullRequestStatus: pullRequest.merged ? "MERGED" : pullRequest.state.toUpperCase(),
  };
}
