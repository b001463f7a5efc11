// @ts-check
/**
 * What the tests of the whole action share: stand-ins for Dagster+ and GitHub's API that stay while several runs of a
 * workflow pass, each in a process of its own and by the fake runner. What is asked of the stand-ins is told in short.
 *
 * Locations load at once here unless a test says otherwise; else every run would wait for three seconds.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startGitHub } from "../github/github.js";
import { node24 } from "../runtimes/paths.js";
import { startSandbox } from "../sandbox/dagster-plus.js";
import { runAction } from "./runner.js";
import { LOCATION_FILE, repositoryOf } from "./stand-ins.js";

const events = fileURLToPath(new URL("../../examples/events/", import.meta.url));

/** GitHub's runner has Node 24; whoever has an older one of one's own has Node 20. */
export const nodes = { "this Node": process.execPath, "Node 24": node24 };

/** The head of the pull request in examples/events/, and a commit that is pushed to it then. */
export const HEAD = "5f2c9e1b7a0183d6c4e2f09b8a7d6c5e4f3b2a19";
export const NEXT_HEAD = "a".repeat(40);

/** @typedef {Record<string, any>} Payload */
/** @typedef {Awaited<ReturnType<typeof runAction>>} Ended */

/**
 * A sample of examples/events/, changed.
 * @param {string} name
 * @param {(payload: Payload) => void} [change]
 * @returns {Payload}
 */
export function sample(name, change = () => {}) {
  const payload = JSON.parse(readFileSync(join(events, `${name}.json`), "utf8"));
  change(payload);
  return payload;
}

/** The event of the pull request, changed. @param {(pull: Payload, payload: Payload) => void} [change] */
export function opened(change = () => {}) {
  return {
    name: "pull_request",
    payload: sample("pull_request-opened", (payload) => change(payload.pull_request, payload)),
  };
}

/** The event of a push to the pull request's branch. @param {string} [sha] */
export function pushed(sha = NEXT_HEAD) {
  return opened((pull, payload) => {
    Object.assign(payload, { action: "synchronize", before: HEAD, after: sha });
    pull.head.sha = sha;
  });
}

/** @param {boolean} isMerged */
export function closed(isMerged) {
  const end = isMerged ? {} : { merged: false, merged_at: null };
  return {
    name: "pull_request",
    payload: sample("pull_request-closed", ({ pull_request: pull }) => Object.assign(pull, end)),
  };
}

/**
 * @typedef {object} Given
 * @property {{ name: string, payload: Payload }} [event] that tells what GitHub holds, and that runs are for
 * @property {Partial<import("../sandbox/options.js").SandboxOptions>} [dagster]
 * @property {Partial<import("../github/github.js").GitHubOptions>} [github]
 * @property {null} [locations] null checks out nothing; else there is the sample location file
 */

/**
 * @param {import("node:test").TestContext} context that ends it
 * @param {Given} [given]
 */
export async function startWorld(
  context,
  { event: first = opened(), dagster: options = {}, github: told = {}, locations } = {},
) {
  const dagster = await startSandbox({ loadingPolls: 0, stalePolls: 0, ...options });
  const github = await startGitHub({ repositories: [repositoryOf(first.payload)], ...told });
  const workspace = mkdtempSync(join(tmpdir(), "dagster-deploy-world-"));
  if (locations === undefined) copyFileSync(LOCATION_FILE, join(workspace, "dagster_cloud.yaml"));
  context.after(async () => {
    rmSync(workspace, { recursive: true });
    await dagster.stop();
    await github.stop();
  });
  let runNumber = 0;

  /** A run of the step. @param {import("./runner.js").Options} [asked] */
  function run({ inputs, env, ...asked } = {}) {
    runNumber += 1;
    return runAction({
      ...{ event: first, runNumber: String(runNumber), runId: String(19_600_000_000 + runNumber) },
      ...{ workspace, apiUrl: github.url, token: github.token, secrets: [dagster.token] },
      ...asked,
      env: { DAGSTER_CLOUD_URL: dagster.url, DAGSTER_CLOUD_API_TOKEN: dagster.token, ...env },
      inputs: { "image-tag": "v1", ...inputs },
    });
  }

  const [repository] = github.repositories;
  return { dagster, github, repository, run, workspace, asked: () => asked(dagster, github) };
}

/**
 * What was asked of both, each in its order, since this was called last.
 * @param {import("../sandbox/dagster-plus.js").Sandbox} dagster
 * @param {import("../github/github.js").GitHub} github
 */
function asked(dagster, github) {
  const [repository] = github.repositories;
  const prefix = `/repos/${repository.name}`;
  return {
    dagster: dagster.requests.splice(0).flatMap(({ rootFields }) => rootFields),
    github: github.requests.splice(0).map(({ method, path }) => `${method} ${path.replace(prefix, "")}`),
  };
}

/** Each GitHub deployment's environment and the states that it had. @param {import("../github/github.js").HeldRepository} held */
export function deploymentsOf({ deployments }) {
  return deployments.map(({ environment, statuses }) => [environment, ...statuses.map(({ state }) => state)].join(" "));
}

/** Waits until something is true, or half a minute is over. @param {() => unknown} isTrue */
export async function until(isTrue) {
  for (const end = Date.now() + 30_000; !isTrue(); ) {
    if (Date.now() > end) throw new Error(`never came true: ${isTrue}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
