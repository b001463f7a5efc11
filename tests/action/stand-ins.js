// @ts-check
/**
 * Dagster+ and GitHub's API for one run of the action by hand: both on this machine, GitHub's with the commits that the event
 * speaks of. The stand-ins themselves are in tests/sandbox and tests/github.
 */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startGitHub } from "../github/github.js";
import { startSandbox } from "../sandbox/dagster-plus.js";

const LOCATION_FILE = fileURLToPath(new URL("../sandbox/demo/dagster_cloud.yaml", import.meta.url));

/** @typedef {Record<string, any>} Payload */

/**
 * @param {Payload} payload
 * @param {(line: string) => void} log is given one line for each request to Dagster+
 */
export async function startStandIns(payload, log) {
  const sandbox = await startSandbox({ log });
  const { id = 1, full_name: name } = payload.repository;
  const github = await startGitHub({ repositories: [{ id, name, commits: commitsOf(payload) }] });
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
 * Those that an event names; what it does not say of one is made up.
 * @param {Payload} payload
 * @returns {import("../github/repository.js").Commit[]}
 */
export function commitsOf({ pull_request: pull, head_commit: pushed, workflow_run: run, merge_group: group }) {
  const told = [pushed, run?.head_commit, group?.head_commit].filter(Boolean);
  const named = [[pull?.head.sha, pull?.title], [pull?.merge_commit_sha, `Merge ${pull?.head.sha}`]];
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
