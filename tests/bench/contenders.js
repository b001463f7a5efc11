// @ts-check
/** Who is measured, by which command line, and against what. Runs nothing. */
import { fileURLToPath } from "node:url";

/**
 * @typedef {{ name: string, command: string[], env: Record<string, string>, answers: boolean }} Contender `env`: what its
 * job has besides; `answers`: it makes the request
 */
/**
 * @typedef {object} World
 * @property {string} url the stub server's
 * @property {string} token
 * @property {string} body what the program sends, for those that are handed it
 * @property {string} cli the program on Node and Bun
 * @property {string} denoCli
 * @property {Record<"node" | "node24" | "deno" | "bun" | "peer", string | null>} programs null: not on this machine
 */

const minimal = fileURLToPath(new URL("minimal.js", import.meta.url));
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
const gitlabJob = {
  ...{ GITLAB_CI: "true", CI_PROJECT_PATH: "acme/analytics", CI_PROJECT_URL: "https://gitlab.com/acme/analytics" },
  ...{ CI_COMMIT_BRANCH: "feature/orders", CI_COMMIT_REF_NAME: "feature/orders", CI_DEFAULT_BRANCH: "main" },
  ...{ CI_COMMIT_SHA: "4f2a9c1d3b5e7f9081a2b3c4d5e6f708192a3b4c", CI_COMMIT_MESSAGE: "Add the orders asset" },
  ...{ CI_COMMIT_TIMESTAMP: "2023-11-14T22:13:20+00:00", CI_COMMIT_AUTHOR: "Ada <ada@example.com>" },
  ...{ DAGSTER_DEPLOY_REPO_NAME_STYLE: "full" },
};

const denoFlags = ["run", "--no-prompt", "--quiet"];
const denoPermissions = ["--allow-net", "--allow-env", "--allow-read", "--allow-run=git"];

/** @param {World} world @returns {Contender[]} */
export function contenders({ url, token, body, cli, denoCli, programs: { node, node24, deno, bun, peer } }) {
  const handed = [url, token, body];
  const asked = [...commandLine, "--url", url];
  const reading = [...readingLine, "--url", url];
  /** @type {[string, string | null, string[], Record<string, string>?][]} */
  const all = [
    ["node: -e 0", node, ["-e", "0"]],
    ["node: minimal client", node, [minimal, ...handed]],
    ["node: dagster-deploy", node, [cli, ...asked]],
    ["node: dagster-deploy --read-ci-state", node, [cli, ...reading], gitlabJob],
    ["node 24: -e 0", node24, ["-e", "0"]],
    ["node 24: minimal client", node24, [minimal, ...handed]],
    ["node 24: dagster-deploy", node24, [cli, ...asked]],
    ["deno: bare fetch", deno, [...denoFlags, "--allow-net", minimalFetch, ...handed]],
    ["deno: dagster-deploy", deno, [...denoFlags, ...denoPermissions, denoCli, ...asked]],
    ["bun: bare fetch", bun, [minimalFetch, ...handed]],
    ["bun: dagster-deploy", bun, [cli, ...asked]],
    ["dagster-cloud", peer, asked],
  ];
  return all.flatMap(([name, program, args, env = {}]) => {
    return program === null ? [] : [{ name, command: [program, ...args], env, answers: !name.endsWith("-e 0") }];
  });
}

/** @type {import("./statistics.js").Target[]} */
export const targets = [
  { of: "node: dagster-deploy", to: "node: minimal client", what: "cpu", atMost: 1.2, aim: 1.1 },
  { of: "node: dagster-deploy", to: "node: minimal client", what: "peak", atMost: 1.15 },
  { of: "node: dagster-deploy", to: "dagster-cloud", what: "cpu", atMost: 0.17 },
  { of: "deno: dagster-deploy", to: "deno: bare fetch", what: "cpu", atMost: 1.5 },
  { of: "node: dagster-deploy --read-ci-state", to: "node: dagster-deploy", what: "added cpu", atMost: 3 },
];
