// @ts-check
/**
 * The runtimes that tests run in, each as one way to run a script in it. Not where they are installed: that is
 * tests/runtimes/paths.js.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { packageModules } from "../package-modules.js";
import { packageDirectory } from "../pkg-directory.js";
import { bun, deno, node24, runtimesRequire } from "../runtimes/paths.js";

export const packageUrl = pathToFileURL(packageDirectory).href;
/** Variables of the machine that would change what the tests see. */
const unset =
  /^(https?_proxy|all_proxy|no_proxy|ssl_cert_(file|dir)|(requests|curl)_ca_bundle|node_extra_ca_certs|dagster_.*|deno_.*|node_options)$/i;
export const cleanEnvironment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !unset.test(name)));

/** Whether the user's own Node can serve webhooks: from 22.13 on. */
export const ownHasSqlite = isBuiltin("node:sqlite");

/** How a program is run in each; the user's own Node goes by "node". Node 22 warns of its SQLite. */
export const programs = {
  node: [process.execPath, ...(ownHasSqlite ? ["--disable-warning=ExperimentalWarning"] : [])],
  node24: [node24],
  bun: [bun],
  deno: [
    deno,
    "run",
    "--quiet",
    "--no-prompt",
    "--no-lock",
    "--no-config",
    "--allow-net",
    "--allow-env",
    "--allow-read",
    "--allow-run=git",
  ],
};

/** @typedef {keyof typeof programs} Program */

/** The programs that can serve webhooks. */
export const servers = /** @type {const} */ (["node", "node24", "deno", "bun"]).filter(
  (program) => program !== "node" || ownHasSqlite,
);

/**
 * Runs a script to its end.
 * @param {Program} program
 * @param {string[]} args the script and its arguments
 * @param {{ input?: string, env?: Record<string, string>, flags?: string[], cwd?: string }} [options] `flags` are the
 * runtime's own, before the script
 * @returns {Promise<{ status: number | null, stdout: string, stderr: string }>}
 */
export function runIn(program, args, { flags = [], ...options } = {}) {
  const [command, ...fixed] = programs[program];
  return runCommand(command, [...fixed, ...flags, ...args], options);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ input?: string, env?: Record<string, string>, cwd?: string }} [options]
 * @returns {Promise<{ status: number | null, stdout: string, stderr: string }>}
 */
export function runCommand(command, args, { input = "", env = {}, cwd } = {}) {
  const child = spawn(command, args, { env: { ...cleanEnvironment, ...env }, cwd });
  child.stdin.on("error", () => {}); // a child may end without reading
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
}

/**
 * Starts a Worker of the test's scripts, the first of which is its entry, and of modules of the package beside them.
 * @param {URL[]} scripts
 * @param {string[]} packageEntries modules of the package; their imports are added
 */
export function startWorker(scripts, packageEntries) {
  const { Miniflare } = runtimesRequire("miniflare");
  const files = [
    ...scripts.map((url) => ({ path: basename(fileURLToPath(url)), file: fileURLToPath(url) })),
    ...packageModules(...packageEntries).map((path) => ({ path, file: join(packageDirectory, path) })),
  ];
  const modules = files.map(({ path, file }) => ({
    type: file.endsWith(".wasm") ? "CompiledWasm" : "ESModule",
    path,
    contents: readFileSync(file),
  }));
  return new Miniflare({
    modules,
    compatibilityDate: "2026-01-01",
    cf: false, // else it asks Cloudflare where it is
    handleRuntimeStdio() {}, // workerd logs each failed connection
  });
}

/** The library in workerd. */
export const workerdLibrary = ["index.workerd.js"];
