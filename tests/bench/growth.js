// @ts-check
/**
 * How `deploy` grows with the number of locations: requests, wall time, CPU and memory of an update of 1 to 1,000 locations,
 * while Dagster+ takes 100 ms for each answer. Every location already runs another version, so versions are compared.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "../sandbox/dagster-plus.js";
import { gitlabJob } from "./contenders.js";
import { measure } from "./race.js";
import { markdown } from "./statistics.js";

/** @typedef {{ locations: number, requests: number, cpu: number, wall: number, peak: number }} Grown ms and MiB */

const LATENCY_MILLISECONDS = 100;
const COUNTS = [1, 10, 100, 1000];

/**
 * @param {string[]} program the command line up to the command
 * @param {import("./race.js").Surroundings} surroundings
 * @param {number[]} [counts] numbers of locations
 * @returns {Promise<Grown[]>}
 */
export async function growth(program, surroundings, counts = COUNTS) {
  /** @type {Grown[]} */
  const grown = [];
  for (const count of counts) grown.push(await update(count, program, surroundings));
  return grown;
}

/**
 * @param {number} count
 * @param {string[]} program
 * @param {import("./race.js").Surroundings} surroundings
 * @returns {Promise<Grown>}
 */
async function update(count, program, surroundings) {
  const script = [{ delayMilliseconds: LATENCY_MILLISECONDS, times: /** @type {const} */ ("forever") }];
  const sandbox = await startSandbox({ script, loadingPolls: 1 });
  const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-growth-"));
  try {
    writeFileSync(join(folder, "dagster_cloud.yaml"), locationFile(count));
    const env = { ...surroundings.env, ...gitlabJob, DAGSTER_CLOUD_API_TOKEN: sandbox.token };
    const deploy = async (/** @type {string} */ tag) => {
      const command = [...program, "deploy", folder, "--image-tag", tag, "--url", sandbox.url];
      const cost = await measure(command, { env, home: surroundings.home });
      if (cost.status !== 0) throw new Error(`deploy of ${count} locations failed: ${cost.stderr}`);
      return cost;
    };
    await deploy("first");
    const before = sandbox.requests.length;
    const { cpuMilliseconds: cpu, wallMilliseconds: wall, peakBytes } = await deploy("second");
    return { locations: count, requests: sandbox.requests.length - before, cpu, wall, peak: peakBytes / 2 ** 20 };
  } finally {
    rmSync(folder, { recursive: true });
    await sandbox.stop();
  }
}

/** @param {number} count */
function locationFile(count) {
  const line = (/** @type {number} */ index) =>
    `  - { location_name: part-${index}, code_source: { module_name: m }, build: { registry: r.example.com/p${index} } }\n`;
  return `locations:\n${Array.from({ length: count }, (_, index) => line(index)).join("")}`;
}

/** @param {Grown[]} grown */
export function growthTable(grown) {
  const head = ["locations", "requests", "wall ms", "CPU ms", "peak RSS MiB"];
  const row = (/** @type {Grown} */ { locations, requests, wall, cpu, peak }) =>
    [locations, requests, wall.toFixed(0), cpu.toFixed(1), peak.toFixed(1)].map(String);
  return markdown(head, grown.map(row));
}
