// @ts-check
/** Runs contenders in turn and measures each, all in one environment with nothing of the user's in it. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { outputOf, root } from "../../scripts/run.mjs";
import * as runtimes from "../runtimes/paths.js";
import { commandLine } from "./contenders.js";
import { summary } from "./statistics.js";

/** @typedef {import("./contenders.js").Contender} Contender */
/** @typedef {import("./statistics.js").Cost} Cost */
/** @typedef {{ env: Record<string, string>, home: string }} Surroundings */

export const token = "agent:bench:0123456789abcdef";
const here = (/** @type {string} */ file) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Proxies, certificates and configuration files of the user's would be in the figures.
 * @param {Record<string, string>} extra variables that all contenders shall have besides
 * @returns {Surroundings & { remove: () => void }}
 */
export function makeSurroundings(extra = {}) {
  const home = mkdtempSync(join(tmpdir(), "dagster-deploy-bench-"));
  const denoDirectory = join(root, "target", "bench", "deno");
  mkdirSync(denoDirectory, { recursive: true });
  const path = [dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
  const env = { PATH: path, HOME: home, DENO_DIR: denoDirectory, DAGSTER_CLOUD_API_TOKEN: token, ...extra };
  return { env, home, remove: () => rmSync(home, { recursive: true }) };
}

/**
 * @param {string[]} command
 * @param {Surroundings} surroundings
 * @returns {Promise<Cost & { status: number, stdout: string, stderr: string }>}
 */
export async function measure(command, { env, home }) {
  return JSON.parse(await outputOf(runtimes.bun, [here("measure.js"), JSON.stringify({ command, env, cwd: home })]));
}

/**
 * A project with one location, and the event of a review of it.
 * @param {string} folder
 */
export function makeProject(folder) {
  const head = {
    ref: "feature/orders",
    sha: "4f2a9c1d3b5e7f9081a2b3c4d5e6f708192a3b4c",
    repo: { full_name: "acme/analytics" },
  };
  const pull = { number: 12, title: "Orders", state: "open", merged: false, head, base: { ref: "main" } };
  const repository = { full_name: "acme/analytics", default_branch: "main" };
  writeFileSync(
    join(folder, "event.json"),
    JSON.stringify({ action: "opened", number: 12, pull_request: pull, repository }),
  );
  writeFileSync(
    join(folder, "dagster_cloud.yaml"),
    "locations: [{ location_name: orders, code_source: { module_name: orders }, build: { registry: r.example.com/o } }]\n",
  );
  return folder;
}

/** @returns {Promise<{ url: string, stop: () => void }>} */
export function startStub() {
  const child = spawn(process.execPath, [here("stub.js")], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.stdout.once("data", (line) => resolve({ url: String(line).trim(), stop: () => child.kill() }));
  });
}

/**
 * The body that the program itself would send: what is handed to the minimal clients, so that all send the same.
 * @param {string} cli
 * @param {string} url
 */
export async function bodyOf(cli, url) {
  const args = [cli, ...commandLine, "--url", url, "--dry-run"];
  const { requests } = JSON.parse(await outputOf(process.execPath, args, { env: { DAGSTER_CLOUD_API_TOKEN: token } }));
  const [{ query, variables }] = requests;
  return JSON.stringify({ query, variables });
}

/**
 * @param {Contender[]} contenders
 * @param {number} rounds not counting the first, which only warms up
 * @param {Surroundings} surroundings
 */
export async function race(contenders, rounds, surroundings) {
  /** @type {Map<string, Cost[]>} */
  const costs = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      const cost = await turn(contender, surroundings);
      if (round > 0) costs.get(contender.name)?.push(cost);
    }
  }
  return [...costs].map(([name, seen]) => summary(name, seen));
}

/**
 * @param {Contender} contender
 * @param {Surroundings} surroundings
 */
async function turn({ name, command, env, output }, { env: usual, home }) {
  const { status, stdout, stderr, ...cost } = await measure(command, { env: { ...usual, ...env }, home });
  if (status !== 0 || !output.test(stdout)) {
    throw new Error(`${name} did not do its work (status ${status}): ${stderr}${stdout}`);
  }
  return cost;
}
