// @ts-check
/**
 * What GitHub Actions gives the job of a pull request, as far as it matters here: an event file, some variables, and an
 * API that knows the commits. Nothing is checked out.
 */

export const REPOSITORY = "acme/shop";

const ADA = { name: "Ada Lovelace", email: "ada@example.com" };

/** The commits of the branch, in their order. */
export const COMMITS = [
  commit("5f2c9e1b7a0183d6c4e2f09b8a7d6c5e4f3b2a19", "2026-11-23T08:00:00Z", "Add the new prices"),
  commit("c07d4e83f26b915a0d7e3c8f4b2a6195e8d0c7f3", "2026-11-23T09:00:00Z", "Round the new prices"),
];

/** @param {string} sha @param {string} date @param {string} message */
function commit(sha, date, message) {
  return { sha, message, author: { ...ADA, date }, login: "ada" };
}

/**
 * The event of the pull request, as the file that GITHUB_EVENT_PATH names holds it.
 * @param {{ action: string, state: string }} what happened, and what state it is in since
 * @param {string} sha of its head
 */
export function pullRequestEvent({ action, state }, sha) {
  const repository = { full_name: REPOSITORY, default_branch: "main", html_url: `https://github.com/${REPOSITORY}` };
  return {
    action,
    repository,
    pull_request: {
      ...{ number: 42, title: "New prices", state, merged: false, html_url: `${repository.html_url}/pull/42` },
      head: { ref: "new-prices", sha, repo: repository },
      base: { ref: "main", repo: repository },
    },
  };
}

/**
 * @param {import("../../github/github.js").GitHub} github
 * @param {string} eventPath
 */
export function githubVariables(github, eventPath) {
  return {
    GITHUB_ACTIONS: "true",
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_API_URL: github.url,
    GITHUB_TOKEN: github.token,
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: eventPath,
  };
}
