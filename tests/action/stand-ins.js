// @ts-check
/**
 * Dagster+ and GitHub's API for one run of the action by hand: both on this machine, GitHub's with the commits and the
 * pull requests that the event speaks of. The stand-ins themselves are in tests/sandbox and tests/github.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startGitHub } from "../github/github.js";
import { startSandbox } from "../sandbox/dagster-plus.js";
import { DEFAULT_BRANCH_TIP } from "./event.js";

export const LOCATION_FILE = fileURLToPath(new URL("../sandbox/demo/dagster_cloud.yaml", import.meta.url));

/** @typedef {Record<string, any>} Payload */

/**
 * @param {Payload} payload
 * @param {(line: string) => void} log is given one line for each request to Dagster+
 */
export async function startStandIns(payload, log) {
  const sandbox = await startSandbox({ log });
  const github = await startGitHub({ repositories: [repositoryOf(payload)] });
  const workspace = mkdtempSync(join(tmpdir(), "dagster-deploy-stand-ins-"));
  copyFileSync(LOCATION_FILE, join(workspace, "dagster_cloud.yaml"));
  return {
    workspace,
    job: { apiUrl: github.url, token: github.token },
    env: {
      DAGSTER_CLOUD_URL: sandbox.url,
      DAGSTER_CLOUD_API_TOKEN: sandbox.token,
      GITHUB_TOKEN: github.token,
      // Rather fail than wait for an hour, should the stand-in be at fault.
      DAGSTER_CLOUD_LOCATION_LOAD_TIMEOUT: "40",
    },
    stop: async () => {
      rmSync(workspace, { recursive: true });
      await Promise.all([github.stop(), sandbox.stop()]);
    },
  };
}

/**
 * What GitHub holds when it sends the event. Every commit has the location file.
 * @param {Payload} payload
 * @returns {import("../github/github.js").Repository}
 */
export function repositoryOf(payload) {
  const {
    id = 1,
    full_name: name,
    default_branch: defaultBranch = "main",
    private: isPrivate = false,
  } = payload.repository;
  const author = { name: "Ada Lovelace", email: "ada@example.com", date: "2026-11-23T07:00:00Z" };
  const tip = { sha: DEFAULT_BRANCH_TIP, message: "The newest commit", author };
  const commits = [...commitsOf(payload), tip];
  const file = { "dagster_cloud.yaml": readFileSync(LOCATION_FILE, "utf8") };
  return {
    ...{ id, name, defaultBranch, isPrivate, commits, pulls: pullsOf(payload) },
    branches: { [defaultBranch]: payload.after ?? DEFAULT_BRANCH_TIP },
    files: Object.fromEntries(commits.map(({ sha }) => [sha, file])),
  };
}

/**
 * Those that an event names; what it does not say of one is made up.
 * @param {Payload} payload
 * @returns {import("../github/repository.js").Commit[]}
 */
export function commitsOf({ pull_request: pull, head_commit: pushed, workflow_run: run, merge_group: group }) {
  const told = [pushed, run?.head_commit, group?.head_commit].filter(Boolean);
  const named = [
    [pull?.head.sha, pull?.title],
    [pull?.merge_commit_sha, `Merge ${pull?.head.sha}`],
  ];
  const heads = named.filter(([sha]) => sha).map(([id, message]) => ({ id, message }));
  return [...told, ...heads].map(({ id, message, timestamp, author }) => ({
    sha: id,
    message,
    author: {
      name: author?.name ?? "Ada Lovelace",
      email: author?.email ?? "ada@example.com",
      date: timestamp ?? pull?.updated_at ?? "2026-11-23T08:00:00Z",
    },
    login: author?.username ?? pull?.user?.login ?? null,
  }));
}

/**
 * A workflow's run names its pull requests in few words, so the rest of those is what is usual.
 * @param {Payload} payload
 */
export function pullsOf({ pull_request: pull, workflow_run: run, repository }) {
  /** @type {Payload[]} */
  const told = pull ? [pull] : (run?.pull_requests ?? []);
  return told.map(
    ({ number, head, base, state = "open", merged_at: mergedAt = null, title = "", user, draft = false }) => {
      const from = head.repo?.full_name ?? (head.repo === null ? null : repository.full_name);
      return {
        ...{ number, state, mergedAt, title, login: user?.login ?? "ada", isDraft: draft },
        head: { ref: head.ref, sha: head.sha, ...(from === repository.full_name ? {} : { repository: from }) },
        base: { ref: base.ref, sha: base.sha },
      };
    },
  );
}
