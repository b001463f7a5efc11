// @ts-check
/**
 * The part of `npm run bench` that measures the edge: what a delivery of a pull request costs a server, against the least
 * that a Worker can do with one; and what it costs to start one. Linux only, for CPU time is read from /proc.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contenders, modules, targets, variables, workers } from "./contenders.js";
import { paddedModule } from "./pad.js";
import { race } from "./race.js";
import { loadTable, reached, startTable, targetTable } from "./report.js";
import { commands, serve } from "./servers.js";
import { raceStarts } from "./start.js";
import { bundle, start } from "./workerd.js";

/** @typedef {import("./workerd.js").Server} Server */

/**
 * @param {{ rounds: number, folder: string, url: string, only?: string }} how `url` is what stands in for Dagster+; `only`
 * is a part of the names of contenders
 */
export async function benchEdge({ rounds, folder, url, only = "" }) {
  const bundles = await bundleAll(folder, url);
  const chosen = contenders.filter(({ name }) => name.includes(only));
  const runs = await raceLoad(chosen, bundles, { rounds, folder, url });
  const started = [
    { name: "no-op Worker", folder: bundles.noop },
    { name: "WebCrypto and JSON.parse", folder: bundles.verify },
    { name: "@octokit/webhooks", folder: bundles.octokit },
    ...modules.map(({ key }) => ({ name: `a module of ${key}`, folder: bundles[key] })),
    { name: "ours, objects that keep nothing", folder: bundles.unstored },
    { name: "ours, with two new objects on disk", folder: bundles.fresh },
  ];
  const starts = await raceStarts(started, rounds);
  const result = { runs, starts, targets: reached(targets, runs, starts) };
  console.log(`${loadTable(runs)}\n\n${startTable(starts)}\n\n${targetTable(result.targets)}`);
  return result;
}

/** @param {string} folder @param {string} url @returns {Promise<Record<string, string>>} folders by key */
async function bundleAll(folder, url) {
  /** @type {Record<string, string>} */
  const bundles = {};
  for (const [key, script] of Object.entries(workers(url))) bundles[key] = await bundle(join(folder, key), script);
  // Starts must not find what load has left to do.
  bundles.fresh = await bundle(join(folder, "fresh"), workers(url).product);
  for (const { key, entry, bytes } of modules) {
    const padded = join(folder, `padded ${key}`);
    mkdirSync(padded);
    writeFileSync(join(padded, "module.wasm"), paddedModule(bytes));
    bundles[key] = await bundle(join(folder, key), { entry, alias: { padded } });
  }
  return bundles;
}

/**
 * @param {import("./contenders.js").Contender[]} contenders
 * @param {Record<string, string>} bundles
 * @param {{ rounds: number, folder: string, url: string }} how
 */
async function raceLoad(contenders, bundles, { rounds, folder, url }) {
  /** @type {Record<string, Server>} */
  const servers = {};
  try {
    for (const key of new Set(contenders.map(({ server }) => server))) {
      const command = commands[key];
      servers[key] = await (command ? serve(command, join(folder, key), variables(url)) : start(bundles[key]));
    }
    return await race(contenders, servers, rounds);
  } finally {
    for (const { stop } of Object.values(servers)) await stop();
  }
}
