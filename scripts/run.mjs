// @ts-check
/** Child processes for the scripts here. js/ does not use it: there the hosts start processes. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The project's top directory, with a trailing slash stripped. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/**
 * Runs a script's work. Prints an error in one line: the reader wants to know what failed, not where it was thrown.
 * @param {() => Promise<void>} work
 */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}

/**
 * @typedef {object} Options
 * @property {string} [cwd] where to run; the project's top directory if not given
 * @property {Record<string, string | undefined>} [env] variables set (or, with undefined, removed) on top of our own
 * @property {boolean} [silent] drops stderr
 * @property {boolean} [merged] counts stderr as output
 */

/**
 * Runs a command and shows what it prints; throws when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 */
export async function run(command, args, options = {}) {
  const status = await statusOf(command, args, options);
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 2).join(" ")} failed with status ${status}`);
}

/**
 * Runs a command, shows what it prints, and resolves to its exit status (128 when a signal ended it).
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<number>}
 */
export function statusOf(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, options, "inherit");
    child.on("error", reject);
    child.on("close", (status) => resolve(status ?? 128));
  });
}

/**
 * Runs a command and resolves to its trimmed stdout; its stderr is shown. Throws when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<string>}
 */
export function outputOf(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, options, "pipe");
    const chunks = /** @type {Buffer[]} */ ([]);
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (status) => {
      if (status === 0) resolve(Buffer.concat(chunks).toString().trim());
      else reject(new Error(`${command} ${args.slice(0, 2).join(" ")} failed with status ${status ?? "signal"}`));
    });
  });
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Options} options
 * @param {"inherit" | "pipe"} stdout
 */
function start(command, args, { cwd = root, env = {}, silent = false, merged = false }, stdout) {
  const stderr = merged ? "pipe" : silent ? "ignore" : "inherit";
  // npm is a shell script on Windows, which only a shell can start.
  const shell = process.platform === "win32" && command === "npm";
  return spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", stdout, stderr],
    shell,
  });
}
