// @ts-check
/** Workers in workerd itself, one process each: bundled as wrangler bundles them, and without miniflare around them. */
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageDirectory } from "../../pkg-directory.js";
import { runtimesRequire } from "../../runtimes/paths.js";
import { secret } from "./delivery.js";

/**
 * @typedef {object} Script
 * @property {string} entry the file
 * @property {Record<string, string>} [bindings] texts
 * @property {Record<string, string>} [alias] where packages are that it imports
 * @property {boolean} [isStored] whether it has the product's Durable Objects
 */
/** @typedef {{ pid: number, port: number, stop: () => Promise<void> }} Server */

const here = fileURLToPath(new URL(".", import.meta.url));
/** The program itself: the file that npm links is a script around it, which would be measured in its place. */
const { default: program } = runtimesRequire("workerd");

/** Makes a folder with the Worker's modules and workerd's configuration. @param {string} folder @param {Script} script */
export async function bundle(folder, { entry, bindings = {}, alias = {}, isStored = false }) {
  mkdirSync(join(folder, "modules"), { recursive: true });
  mkdirSync(join(folder, "objects"), { recursive: true });
  await runtimesRequire("esbuild").build({
    entryPoints: { worker: entry },
    outdir: join(folder, "modules"),
    ...{
      bundle: true,
      format: "esm",
      target: "es2022",
      conditions: ["workerd", "worker", "browser"],
      logLevel: "error",
    },
    ...{
      external: ["cloudflare:*"],
      loader: { ".wasm": "copy" },
      assetNames: "[name]",
      nodePaths: [join(here, "node_modules")],
    },
    alias: { package: packageDirectory, ...alias },
  });
  const modules = readdirSync(join(folder, "modules")).sort((one) => (one === "worker.js" ? -1 : 1));
  const texts = Object.entries({ SECRET: secret, ...bindings });
  writeFileSync(join(folder, "config.capnp"), configuration(modules, texts, isStored));
  return folder;
}

/** @param {string[]} modules @param {[string, string][]} texts @param {boolean} isStored */
function configuration(modules, texts, isStored) {
  const quote = (/** @type {string} */ text) => JSON.stringify(text);
  const module = (/** @type {string} */ name) => {
    return `(name = ${quote(`./${name}`)}, ${name.endsWith(".wasm") ? "wasm" : "esModule"} = embed ${quote(`modules/${name}`)})`;
  };
  const bindings = texts.map(([name, text]) => `(name = ${quote(name)}, text = ${quote(text)})`);
  const store = `durableObjectNamespaces = [(className = "DagsterDeploy", uniqueKey = "bench", enableSql = true)],
    durableObjectStorage = (localDisk = "disk"),`;
  if (isStored) bindings.push('(name = "DAGSTER_DEPLOY", durableObjectNamespace = "DagsterDeploy")');
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker), (name = "internet", network = (allow = ["public", "private"])),
    (name = "disk", disk = (path = "objects", writable = true))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  compatibilityDate = "2026-04-26",
  modules = [${modules.map(module).join(", ")}],
  bindings = [${bindings.join(", ")}],
  ${isStored ? store : ""}
);
`;
}

/** Starts what was bundled there; resolves once it listens. @param {string} folder @returns {Promise<Server>} */
export async function start(folder) {
  const args = ["serve", "config.capnp", "--control-fd=3"];
  // Its log goes nowhere, but is written: a Worker of Cloudflare's writes it, too.
  const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "ignore", "inherit", "pipe"] });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const control = /** @type {import("node:stream").Readable} */ (child.stdio[3]);
  const port = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => reject(new Error(`workerd ended with ${status} before it listened`)));
    control.once("data", (line) => resolve(JSON.parse(String(line)).port)); // {"event": "listen", …} in one write
  });
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return { pid: Number(child.pid), port: Number(port), stop };
}
