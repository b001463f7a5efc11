// @ts-check
/** Who is measured, by which command line, and against what. Runs nothing. */
import { fileURLToPath } from "node:url";
import { configuration } from "./edge/contenders.js";

/**
 * @typedef {{ name: string, command: string[], env: Record<string, string>, output: RegExp }} Contender `env`: what its
 * job has besides; `output`: what it prints when it has done its work
 */
/**
 * @typedef {object} World
 * @property {string} url the stub server's
 * @property {string} token
 * @property {string} body what the program sends, for those that are handed it
 * @property {string} cli the program on Node and Bun
 * @property {string} denoCli
 * @property {string} action
 * @property {string} project a folder with a location file and the event of a review
 * @property {Record<"node" | "node24" | "deno" | "bun" | "peer", string | null>} programs null: not on this machine
 */

const minimal = fileURLToPath(new URL("minimal.cjs", import.meta.url));
const minimalFetch = fileURLToPath(new URL("minimal-fetch.js", import.meta.url));

/** The command as a CI job gives it: every flag of the documentation's example but the token, which is in the environment. */
export const commandLine = [
  ...["branch-deployment", "create-or-update", "--git-repo-name", "acme/analytics", "--branch-name", "feature/orders"],
  ...["--commit-hash", "4f2a9c1", "--timestamp", "1700000000", "--commit-message", "Add the orders asset"],
  ...["--code-review-url", "https://git.example.com/acme/analytics/pull/12", "--code-review-id", "12"],
  ...["--pull-request-status", "OPEN", "--author-name", "Ada", "--author-email", "ada@example.com"],
  ...["--base-deployment-name", "prod"],
];

/** The same without a flag: what GitLab's variables tell is enough, so that neither git nor an API is asked. */
const readingLine = ["branch-deployment", "create-or-update", "--read-ci-state", "--base-deployment-name", "prod"];
export const gitlabJob = {
  ...{ GITLAB_CI: "true", CI_PROJECT_PATH: "acme/analytics", CI_PROJECT_URL: "https://gitlab.com/acme/analytics" },
  ...{ CI_COMMIT_BRANCH: "feature/orders", CI_COMMIT_REF_NAME: "feature/orders", CI_DEFAULT_BRANCH: "main" },
  ...{ CI_COMMIT_SHA: "4f2a9c1d3b5e7f9081a2b3c4d5e6f708192a3b4c", CI_COMMIT_MESSAGE: "Add the orders asset" },
  ...{ CI_COMMIT_TIMESTAMP: "2023-11-14T22:13:20+00:00", CI_COMMIT_AUTHOR: "Ada <ada@example.com>" },
  ...{ DAGSTER_DEPLOY_REPO_NAME_STYLE: "full" },
};

/** A job of GitHub Actions for a review that was opened; the Action has the same in its inputs. */
const deployLine = ["deploy", "--image-tag", "pr-12"];
/** @param {World} world */
const githubJob = ({ url, project }) => ({
  ...{ GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: `${project}/event.json` },
  ...{ GITHUB_REPOSITORY: "acme/analytics", GITHUB_API_URL: url, GITHUB_SERVER_URL: "https://github.com" },
  ...{
    GITHUB_RUN_ID: "1",
    GITHUB_RUN_NUMBER: "1",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_WORKFLOW: "ci",
    DAGSTER_CLOUD_URL: url,
  },
  ...{ GITHUB_OUTPUT: `${project}/output`, GITHUB_STEP_SUMMARY: `${project}/summary`, GITHUB_TOKEN: "bench" },
});
/** Asks GitHub for the facts of the commit and nothing else, as the command line does. */
const quiet = { INPUT_COMMENT: "false", "INPUT_GITHUB-DEPLOYMENT": "false", "INPUT_ONLY-LATEST": "false" };

/** A configuration of webhooks to check, the same as the edge's. */
const webhooks = { DAGSTER_DEPLOY_WEBHOOKS: configuration };

const denoFlags = ["run", "--no-prompt", "--quiet"];
const denoPermissions = ["--allow-net", "--allow-env", "--allow-read", "--allow-run=git"];

/** @param {World} world @returns {Contender[]} */
export function contenders(world) {
  const { url, token, body, cli, denoCli, action, project } = world;
  const { node, node24, deno, bun, peer } = world.programs;
  const handed = [url, token, body];
  const asked = [...commandLine, "--url", url];
  const reading = [...readingLine, "--url", url];
  const job = githubJob(world);
  const step = { ...job, "INPUT_IMAGE-TAG": "pr-12", "INPUT_PROJECT-DIR": project };
  const deploying = [cli, ...deployLine, project, "--url", url];
  /** @type {[string, string | null, string[], Record<string, string>?][]} */
  const all = [
    ["node: -e 0", node, ["-e", "0"]],
    ["node: minimal client", node, [minimal, ...handed]],
    ["node: dagster-deploy", node, [cli, ...asked]],
    ["node: dagster-deploy --read-ci-state", node, [cli, ...reading], gitlabJob],
    ["node: dagster-deploy --version", node, [cli, "--version"]],
    ["node: dagster-deploy webhook check", node, [cli, "webhook", "check"], webhooks],
    ["node 24: -e 0", node24, ["-e", "0"]],
    ["node 24: minimal client", node24, [minimal, ...handed]],
    ["node 24: dagster-deploy", node24, [cli, ...asked]],
    ["node 24: dagster-deploy --version", node24, [cli, "--version"]],
    ["node 24: dagster-deploy webhook check", node24, [cli, "webhook", "check"], webhooks],
    ["node 24: dagster-deploy deploy", node24, deploying, job],
    ["node 24: the Action, same calls", node24, [action], { ...step, ...quiet }],
    ["node 24: the Action", node24, [action], step],
    ["deno: bare fetch", deno, [...denoFlags, "--allow-net", minimalFetch, ...handed]],
    ["deno: dagster-deploy", deno, [...denoFlags, ...denoPermissions, denoCli, ...asked]],
    ["bun: bare fetch", bun, [minimalFetch, ...handed]],
    ["bun: dagster-deploy", bun, [cli, ...asked]],
    ["dagster-cloud", peer, asked],
  ];
  return all.flatMap(([name, program, args, env = {}]) => {
    return program === null ? [] : [{ name, command: [program, ...args], env, output: outputOf(name) }];
  });
}

/** @param {string} name */
function outputOf(name) {
  if (name.endsWith("-e 0")) return /^$/;
  if (name.endsWith("--version")) return /^dagster-deploy \d/;
  if (name.endsWith("webhook check")) return /^DAGSTER_DEPLOY_WEBHOOKS can be used/;
  return /deploy deploy$|the Action/.test(name) ? /Agent synced changes to orders/ : /^[0-9a-f]{40}\s*$/;
}

/** For Node 20, which is the `node` of CI, and Node 24. @type {import("./statistics.js").Target[]} */
export const targets = [
  { of: "node: dagster-deploy", to: "node: minimal client", what: "cpu", atMost: 1.7 },
  { of: "node: dagster-deploy", to: "node: minimal client", what: "peak", atMost: 1.2 },
  { of: "node 24: dagster-deploy", to: "node 24: minimal client", what: "cpu", atMost: 1.5 },
  { of: "node 24: dagster-deploy", to: "node 24: minimal client", what: "peak", atMost: 1.2 },
  { of: "node: dagster-deploy", to: "dagster-cloud", what: "cpu", atMost: 0.15 },
  { of: "deno: dagster-deploy", to: "deno: bare fetch", what: "cpu", atMost: 1.25 },
  { of: "node 24: the Action", to: "node 24: dagster-deploy deploy", what: "cpu", atMost: 1.2 },
  { of: "node 24: the Action, same calls", to: "node 24: dagster-deploy deploy", what: "cpu", atMost: 1.2 },
  { of: "node 24: the Action", to: "node 24: minimal client", what: "peak", atMost: 1.2 },
  { of: "node: dagster-deploy --read-ci-state", to: "node: dagster-deploy", what: "added cpu", atMost: 3 },
  { of: "node: dagster-deploy webhook check", to: "node: dagster-deploy --version", what: "added cpu", atMost: 15 },
  {
    of: "node 24: dagster-deploy webhook check",
    to: "node 24: dagster-deploy --version",
    what: "added cpu",
    atMost: 15,
  },
];
