// @ts-check
/**
 * Starts the edge as users run it, in any runtime: `webhook serve` on Node, Bun and Deno, and the package's Worker with its
 * Durable Objects in workerd. Not here: whom it tells (tests/sandbox), and what it is sent (deliver.js).
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { cleanEnvironment, programs, servers } from "../network/legs.js";
import { packageModules } from "../package-modules.js";
import { packageDirectory } from "../pkg-directory.js";
import { runtimesRequire } from "../runtimes/paths.js";

export const runtimes = /** @type {const} */ ([...servers, "workerd"]);

/**
 * @typedef {typeof runtimes[number]} Runtime
 *
 * @typedef {object} Setting
 * @property {string} config the text of the configuration
 * @property {Record<string, string>} variables
 * @property {string} folder that keeps the inbox; there, and nobody else's
 * @property {(request: Request) => Promise<Response>} [outside] answers all that workerd asks of the outside; elsewhere
 *   nothing comes between
 *
 * @typedef {object} Edge
 * @property {string} url without a slash at its end
 * @property {string[]} lines of the log, and of all else that it wrote
 * @property {() => Promise<void>} stop as a service manager would; fails if it does not end well
 */

/**
 * @param {Runtime} runtime
 * @param {Setting} setting
 * @returns {Promise<Edge>}
 */
export const startEdge = (runtime, setting) =>
  runtime === "workerd" ? startWorker(setting) : startServer(runtime, setting);

/** @param {Exclude<Runtime, "workerd">} runtime @param {Setting} setting */
async function startServer(runtime, { config, variables, folder }) {
  const { child, lines, ended } = spawnServe(runtime, { config, variables, folder });
  const url = await new Promise((resolve, reject) => {
    createInterface(child.stderr).on("line", (line) => resolve(/^listening on (\S+)$/.exec(line)?.[1]));
    ended.then((status) => reject(new Error(`${runtime} ended with ${status}:\n${lines.join("\n")}`)));
  });
  if (!url) throw new Error(`${runtime} does not listen:\n${lines.join("\n")}`);
  const stop = async () => {
    child.kill("SIGTERM");
    const status = await ended;
    if (status !== 0) throw new Error(`${runtime} ended with ${status}:\n${lines.slice(-20).join("\n")}`);
  };
  return { url, lines, stop };
}

/**
 * `webhook serve`, whether it will listen or not.
 * @param {Exclude<Runtime, "workerd">} runtime
 * @param {Setting} setting
 * @param {string[]} [flags] the runtime's own
 */
export function spawnServe(runtime, { config, variables, folder }, flags = []) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "webhooks.yaml");
  writeFileSync(file, config);
  const [command, ...fixed] = programs[runtime];
  const entry =
    runtime === "deno" ? ["--allow-write", join(packageDirectory, "deno.js")] : [join(packageDirectory, "cli.cjs")];
  const said = ["webhook", "serve", "--config", file, "--port", "0", "--data", join(folder, "data")];
  const child = spawn(command, [...fixed, ...flags, ...entry, ...said], { env: { ...cleanEnvironment, ...variables } });
  /** @type {string[]} */
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on("line", (line) => lines.push(line));
  /** @type {Promise<number | null>} */
  const ended = once(child, "close").then(([status]) => status);
  return { child, lines, ended };
}

/** @param {Setting} setting */
async function startWorker({ config, variables, folder, outside }) {
  const { Miniflare } = runtimesRequire("miniflare");
  const modules = packageModules("worker.js").map((path) => {
    const type = path.endsWith(".wasm") ? "CompiledWasm" : "ESModule";
    return { type, path, contents: readFileSync(join(packageDirectory, path)) };
  });
  /** @type {string[]} */
  const lines = [];
  /** @param {...import("node:stream").Readable} streams */
  const handleRuntimeStdio = (...streams) => {
    for (const stream of streams) createInterface(stream).on("line", (line) => lines.push(line));
  };
  const worker = new Miniflare({
    ...{ modules, compatibilityDate: "2026-04-26", handleRuntimeStdio, host: "127.0.0.1" },
    cf: false, // else it asks Cloudflare where it is
    bindings: { ...variables, DAGSTER_DEPLOY_WEBHOOKS: config },
    durableObjects: { DAGSTER_DEPLOY: { className: "DagsterDeploy", useSQLite: true } },
    durableObjectsPersist: folder,
    ...(outside && { outboundService: outside }),
  });
  const url = (await worker.ready).origin;
  return { url, lines, stop: () => worker.dispose() };
}
