// @ts-check
/**
 * The edge in each runtime, as a process that can be killed: `cli.cjs webhook serve` on Node and Deno, and workerd
 * itself, with Durable Objects on the disk. Not here: when it is killed.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { programs } from "../../network/legs.js";
import { packageModules } from "../../package-modules.js";
import { packageDirectory } from "../../pkg-directory.js";
import { workerd } from "../../runtimes/paths.js";

/** @typedef {{ folder: string, config: string, variables: Record<string, string> }} Place */
/** @typedef {{ command: string, args: string[], env?: Record<string, string> }} Start */

/** A machine that others use, too, may take this long. */
const STARTS_WITHIN = 60_000;
const cli = (/** @type {string} */ name) => join(packageDirectory, name);

/**
 * @param {string[]} program
 * @param {string} script
 * @param {Place} place
 * @returns {Start}
 */
function served([command, ...fixed], script, { folder, config, variables }) {
  const configFile = join(folder, "webhooks.yaml");
  writeFileSync(configFile, config);
  const serve = ["webhook", "serve", "--config", configFile, "--port", "0", "--data", join(folder, "data")];
  return { command, args: [...fixed, cli(script), ...serve], env: variables };
}

/** How to start each on a folder, for the first time and again. @type {Record<string, (place: Place) => Start>} */
export const servers = {
  node24: (place) => served(programs.node24, "cli.cjs", place),
  deno: (place) => served([...programs.deno, "--allow-write"], "deno.js", place),
  workerd: (place) => {
    const config = join(place.folder, "worker.capnp");
    mkdirSync(join(place.folder, "data"), { recursive: true });
    cpSync(packageDirectory, join(place.folder, "pkg"), { recursive: true });
    writeFileSync(config, workerConfig(place));
    return { command: workerd, args: ["serve", "--experimental", "--control-fd=3", config] };
  },
};

/** What workerd serves, in Cap'n Proto's text. @param {Place} place */
function workerConfig({ config, variables }) {
  const modules = packageModules("worker.js").map((name) => {
    const kind = name.endsWith(".wasm") ? "wasm" : "esModule";
    return `(name = "${name}", ${kind} = embed "pkg/${name}")`;
  });
  const texts = Object.entries({ ...variables, DAGSTER_DEPLOY_WEBHOOKS: config });
  const bindings = texts.map(([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "edge", worker = .edge),
    (name = "data", disk = (path = "data", writable = true)),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "edge")],
);
const edge :Workerd.Worker = (
  modules = [${modules.join(", ")}],
  compatibilityDate = "2026-01-01",
  bindings = [
    (name = "DAGSTER_DEPLOY", durableObjectNamespace = "DagsterDeploy"),
    ${bindings.join(",\n    ")},
  ],
  durableObjectNamespaces = [(className = "DagsterDeploy", uniqueKey = "edge", enableSql = true)],
  durableObjectStorage = (localDisk = "data"),
);
`;
}

/** A server that was started; it may not listen yet. */
export class Server {
  /** What it has said. */
  said = "";
  isKilled = false;

  /** @param {Start} start @param {string} folder */
  constructor({ command, args, env = {} }, folder) {
    const { PATH = "", HOME = folder } = process.env;
    const stdio = /** @type {const} */ (["ignore", "pipe", "pipe", "pipe"]);
    this.child = spawn(command, args, { cwd: folder, env: { PATH, HOME, ...env }, stdio: [...stdio] });
    this.closed = once(this.child, "close");
    for (const stream of this.child.stdio.slice(1)) {
      stream?.on("data", (/** @type {Buffer} */ text) => void (this.said += text));
    }
  }

  /** Its address, once it listens. */
  async listening() {
    for (const end = Date.now() + STARTS_WITHIN; Date.now() < end; await sleep(5)) {
      const [, url, port] = /listening on (\S+)\n|"event":"listen".*?"port":(\d+)/.exec(this.said) ?? [];
      if (url || port) return url ?? `http://127.0.0.1:${port}`;
      if (this.child.exitCode !== null) break;
    }
    throw new Error(`the edge did not start again:\n${this.said}`);
  }

  /** Ends it as a crash does: it has no time for anything. */
  kill() {
    this.isKilled = true;
    this.child.kill("SIGKILL");
    return this.closed;
  }
}
