// @ts-check
/** Who takes deliveries, what each is sent, and against whom it is measured. Runs nothing. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageDirectory } from "../../pkg-directory.js";
import { secret } from "./delivery.js";

/** @typedef {import("./workerd.js").Script} Script */
/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} server by the key of what is served: contenders of one server share a process
 * @property {string} repository of the deliveries
 * @property {boolean} isNew whether each delivery is about a branch of its own; else there are 16
 * @property {number} milliseconds of a window
 * @property {number} status of the answers
 */
/** @typedef {{ of: string, to: string, what: "cpu" | "memory" | "start" | "first", atMost: number }} Target `to` is empty where it is no ratio */

const worker = (/** @type {string} */ name) => fileURLToPath(new URL(`workers/${name}.js`, import.meta.url));

/** Takes every repository but one. */
export const configuration = `senders: { github: { secrets: GITHUB_WEBHOOK_SECRET } }
repositories: [{ name: [acme/*, "!acme/other"] }]
`;

/** Variables of the product. @param {string} url of what stands in for Dagster+ */
export function variables(url) {
  const dagster = { DAGSTER_CLOUD_URL: url, DAGSTER_CLOUD_API_TOKEN: "agent:bench:0123456789abcdef" };
  return { ...dagster, GITHUB_WEBHOOK_SECRET: secret };
}

/** The Workers by their keys. @param {string} url @returns {Record<string, Script>} */
export function workers(url) {
  const bindings = { ...variables(url), DAGSTER_DEPLOY_WEBHOOKS: configuration };
  return {
    noop: { entry: worker("noop") },
    verify: { entry: worker("verify") },
    octokit: { entry: worker("octokit") },
    unstored: { entry: worker("unstored"), bindings },
    product: { entry: join(packageDirectory, "worker.js"), bindings, isStored: true },
  };
}

/** What starts: the same, and modules of other sizes. */
export const modules = [
  { key: "80 KB", entry: worker("module"), bytes: 80_000 },
  { key: "1.15 MB", entry: worker("module"), bytes: 1_150_000 },
];

const usual = { repository: "acme/analytics", isNew: false, milliseconds: 1500, status: 202 };

/** @type {Contender[]} */
export const contenders = [
  { ...usual, name: "no-op Worker", server: "noop" },
  { ...usual, name: "WebCrypto and JSON.parse", server: "verify" },
  { ...usual, name: "@octokit/webhooks", server: "octokit" },
  { ...usual, name: "ours, objects that keep nothing", server: "unstored" },
  { ...usual, name: "ours, a repository that is not taken", server: "product", repository: "acme/other", status: 200 },
  { ...usual, name: "ours, 16 branches", server: "product" },
  // Each branch is worked on a second after its delivery: the window is over before, so that it has no work in it.
  { ...usual, name: "ours, each delivery a new branch", server: "product", isNew: true, milliseconds: 900 },
  { ...usual, name: "ours on Node 24, 16 branches", server: "node24" },
  { ...usual, name: "ours on Deno, 16 branches", server: "deno" },
];

/** @type {Target[]} */
export const targets = [
  { of: "ours, objects that keep nothing", to: "WebCrypto and JSON.parse", what: "cpu", atMost: 1.4 },
  { of: "ours, objects that keep nothing", to: "@octokit/webhooks", what: "cpu", atMost: 1 },
  { of: "ours, 16 branches", to: "no-op Worker", what: "memory", atMost: 1.3 },
  { of: "ours, objects that keep nothing", to: "no-op Worker", what: "start", atMost: 1.6 },
  { of: "ours, objects that keep nothing", to: "", what: "first", atMost: 15 },
];
