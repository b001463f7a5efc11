// @ts-check
/**
 * `npm run bench`: what one `create-or-update` costs, against the least that the same runtime must spend on it and against
 * the real `dagster-cloud`. All contenders take turns in one run, so that a busy machine is busy for all; the first round
 * is dropped. It never fails on a figure: whether a target is met is for the reader of the table.
 *
 *     npm run bench -- [--rounds 15] [--json FILE] [--peer PATH | --no-peer]
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { main, outputOf, root } from "../../scripts/run.mjs";
import { packageDirectory } from "../pkg-directory.js";
import * as runtimes from "../runtimes/paths.js";
import { commandLine, contenders, targets } from "./contenders.js";
import { installPeer } from "./peer.js";
import { costTable, ratios, summary, targetTable } from "./statistics.js";

/** @typedef {import("./contenders.js").Contender} Contender */
/** @typedef {import("./statistics.js").Cost} Cost */

const token = "agent:bench:0123456789abcdef";
const cli = join(packageDirectory, "cli.js");
const home = mkdtempSync(join(tmpdir(), "dagster-deploy-bench-"));
/** Nothing of the user's: proxies, certificates and configuration files would be in the figures. */
const env = {
  PATH: [dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter),
  HOME: home,
  DENO_DIR: join(root, "target", "bench", "deno"),
  DAGSTER_CLOUD_API_TOKEN: token,
};

/** @param {string[]} command @returns {Promise<Cost & { status: number, stdout: string, stderr: string }>} */
async function measure(command) {
  const job = JSON.stringify({ command, env, cwd: home });
  const measurer = fileURLToPath(new URL("measure.js", import.meta.url));
  return JSON.parse(await outputOf(runtimes.bun, [measurer, job]));
}

/** @param {Contender} contender */
async function turn({ name, command, answers }) {
  const { status, stdout, stderr, ...cost } = await measure(command);
  const answered = /^[0-9a-f]{40}$/.test(stdout.trim());
  if (status !== 0 || answers !== answered) throw new Error(`${name} did not do its work (status ${status}): ${stderr}${stdout}`);
  return cost;
}

/** @returns {Promise<{ url: string, stop: () => void }>} */
function startStub() {
  const child = spawn(process.execPath, [fileURLToPath(new URL("stub.js", import.meta.url))], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.stdout.once("data", (line) => resolve({ url: String(line).trim(), stop: () => child.kill() }));
  });
}

/** The body that the program itself would send, so that all send the same. @param {string} url */
async function bodyOf(url) {
  const planned = JSON.parse(await outputOf(process.execPath, [cli, ...commandLine, "--url", url, "--dry-run"], { env }));
  const { query, variables } = planned.requests[0];
  return JSON.stringify({ query, variables });
}

/**
 * @param {Contender[]} all
 * @param {number} rounds
 */
async function race(all, rounds) {
  /** @type {Map<string, Cost[]>} */
  const costs = new Map(all.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const contender of all) {
      const cost = await turn(contender);
      if (round > 0) costs.get(contender.name)?.push(cost);
    }
  }
  return [...costs].map(([name, seen]) => summary(name, seen));
}

await main(async () => {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "15" },
      json: { type: "string" },
      peer: { type: "string" },
      "no-peer": { type: "boolean", default: false },
    },
  });
  const rounds = Math.max(1, Number.parseInt(values.rounds, 10) || 0);
  mkdirSync(env.DENO_DIR, { recursive: true });
  const peer = values["no-peer"] ? null : (values.peer ?? (await installPeer()));
  const { url, stop } = await startStub();
  try {
    const programs = { node: process.execPath, node24: runtimes.node24, deno: runtimes.deno, bun: runtimes.bun, peer };
    const world = { url, token, body: await bodyOf(url), cli, denoCli: join(packageDirectory, "deno.js"), programs };
    const floor = (await measure(["true"])).peakBytes / 2 ** 20;
    const rows = await race(contenders(world), rounds);
    const seen = ratios(rows, targets);
    report(rows, seen, floor);
    if (values.json) writeFileSync(values.json, `${JSON.stringify({ rows, ratios: seen }, null, 2)}\n`);
  } finally {
    stop();
    rmSync(home, { recursive: true });
  }
});

/**
 * @param {import("./statistics.js").Row[]} rows
 * @param {ReturnType<typeof ratios>} seen
 * @param {number} floor
 */
function report(rows, seen, floor) {
  const { node24, deno, bun } = runtimes.versions;
  console.log(`Node ${process.versions.node}, Node ${node24}, Deno ${deno}, Bun ${bun}; ${process.platform} ${process.arch},`);
  console.log(`${cpus().length} cores, load ${loadavg()[0].toFixed(1)}. Measured by Bun (wait4); peaks under ${floor.toFixed(1)} MiB do not show.\n`);
  console.log(`${costTable(rows, floor)}\n\n${targetTable(seen)}`);
}
