// @ts-check
/**
 * `npm run bench`: what one `create-or-update` costs, against the least that the same runtime must spend on it and
 * against the real `dagster-cloud`; the Action against `deploy` on the command line; and what deliveries cost the edge (edge/run.js). All contenders take turns, so that a busy machine is busy for all. It never fails on
 * a figure: whether a target is met is for the reader of the table.
 *
 *     npm run bench -- [--rounds 15] [--json FILE] [--peer PATH | --no-peer] [--env NAME=VALUE …] [--part commands | growth | edge]
 */
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { main } from "../../scripts/run.mjs";
import { packageDirectory } from "../pkg-directory.js";
import * as runtimes from "../runtimes/paths.js";
import { contenders, targets } from "./contenders.js";
import { benchEdge } from "./edge/run.js";
import { growth, growthTable } from "./growth.js";
import { installPeer } from "./peer.js";
import { bodyOf, makeProject, makeSurroundings, measure, race, startStub, token } from "./race.js";
import { costTable, ratios, targetTable } from "./statistics.js";

await main(async () => {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "15" },
      json: { type: "string" },
      peer: { type: "string" },
      "no-peer": { type: "boolean", default: false },
      env: { type: "string", multiple: true, default: [] },
      part: { type: "string" },
    },
  });
  const rounds = Math.max(1, Number.parseInt(values.rounds, 10) || 0);
  const surroundings = makeSurroundings(Object.fromEntries(values.env.map((pair) => split(pair))));
  const { url, stop } = await startStub();
  try {
    tellMachine(values.env);
    const isAsked = (/** @type {string} */ part) => (values.part ?? part) === part;
    const commands = isAsked("commands") ? await benchCommands(url, rounds, surroundings, await peer(values)) : {};
    const grown = isAsked("growth") ? await benchGrowth(surroundings) : [];
    const isEdge = isAsked("edge") && process.platform === "linux";
    const edge = isEdge ? await benchEdge({ rounds, folder: surroundings.home, url }) : {};
    if (values.json) writeFileSync(values.json, `${JSON.stringify({ ...commands, grown, edge }, null, 2)}\n`);
  } finally {
    stop();
    surroundings.remove();
  }
});

/** @param {{ peer?: string, "no-peer": boolean }} values */
async function peer(values) {
  return values["no-peer"] ? null : (values.peer ?? (await installPeer()));
}

/**
 * @param {string} url
 * @param {number} rounds
 * @param {import("./race.js").Surroundings} surroundings
 * @param {string | null} peer
 */
async function benchCommands(url, rounds, surroundings, peer) {
  const programs = { node: process.execPath, node24: runtimes.node24, deno: runtimes.deno, bun: runtimes.bun, peer };
  const cli = join(packageDirectory, "cli.cjs");
  const denoCli = join(packageDirectory, "deno.js");
  const action = join(packageDirectory, "action.cjs");
  const project = makeProject(surroundings.home);
  const all = contenders({ url, token, body: await bodyOf(cli, url), cli, denoCli, action, project, programs });
  const { peakBytes } = await measure(["true"], surroundings);
  const rows = await race(all, rounds, surroundings);
  const floor = peakBytes / 2 ** 20;
  console.log(`Measured by Bun (wait4); a peak under ${floor.toFixed(1)} MiB does not show.\n`);
  console.log(`${costTable(rows, floor)}\n\n${targetTable(ratios(rows, targets))}\n`);
  return { rows, ratios: ratios(rows, targets) };
}

/** @param {import("./race.js").Surroundings} surroundings */
async function benchGrowth(surroundings) {
  const grown = await growth([process.execPath, join(packageDirectory, "cli.cjs")], surroundings);
  console.log(`An update of so many locations, each answer 100 ms away:\n\n${growthTable(grown)}\n`);
  return grown;
}

/** @param {string} pair */
function split(pair) {
  const at = pair.indexOf("=");
  if (at < 1) throw new Error(`--env wants NAME=VALUE, not ${pair}`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

/** @param {string[]} extra */
function tellMachine(extra) {
  const { node24, deno, bun, workerd } = runtimes.versions;
  console.log(`Node ${process.versions.node}, Node ${node24}, Deno ${deno}, Bun ${bun}, workerd ${workerd}`);
  console.log(`on ${process.platform}-${process.arch} with ${cpus().length} cores, load ${loadavg()[0].toFixed(1)};`);
  console.log(`environment: ${extra.join(" ") || "clean"}.\n`);
}
