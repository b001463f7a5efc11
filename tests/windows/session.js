// @ts-check
/** How the smoke tests run the package in a Node of Windows: its command line, to the end or as a server, and a git for it. */
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageDirectory } from "../pkg-directory.js";

const isWindows = process.platform === "win32";
/** Variables of the machine that would change what the tests see. */
const unset = /^(ci|ci_.*|(dagster|github|gitlab|runner|input|wine)_.*|https?_proxy|all_proxy|no_proxy|node_options)$/i;
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !unset.test(name)));

/** The file that `git.exe` is told to be by. */
const actor = fileURLToPath(new URL("git.cjs", import.meta.url));

/**
 * @typedef {object} Options
 * @property {string} [cwd]
 * @property {Record<string, string>} [env]
 *
 * @typedef {{ status: number | null, stdout: string, stderr: string }} Ended
 */

/** A folder for one test. @param {import("node:test").TestContext} context */
export function folderFor(context) {
  const folder = mkdtempSync(join(tmpdir(), "dagster deploy windows "));
  context.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Writes files, with the folders that they are in. @param {string} folder @param {Record<string, string>} files */
export function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/**
 * Starts the command line of the package.
 * @param {import("./node.js").WindowsNode} node
 * @param {string[]} args
 * @param {Options} options
 */
export function start(node, args, { cwd, env = {} }) {
  const words = [join(packageDirectory, "cli.cjs"), ...args];
  return spawn(node.program, words, { cwd, env: { ...environment, ...env }, stdio: ["ignore", "pipe", "pipe"] });
}

/**
 * Runs it to its end.
 * @param {import("./node.js").WindowsNode} node
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<Ended>}
 */
export function runCli(node, args, options = {}) {
  const child = start(node, args, options);
  return new Promise((resolve, reject) => {
    const text = { stdout: "", stderr: "" };
    for (const name of /** @type {const} */ (["stdout", "stderr"])) {
      child[name].setEncoding("utf8").on("data", (part) => (text[name] += part));
    }
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, ...text }));
  });
}

/**
 * Puts a `git.exe` into a folder: Node itself, which plays git by a file that is loaded before (git.cjs) and notes what it was
 * given. Returns the variables that it needs, and what it noted.
 * @param {import("./node.js").WindowsNode} node
 * @param {string} folder
 */
export function placeGit(node, folder) {
  mkdirSync(folder, { recursive: true });
  copyFileSync(node.executable, join(folder, "git.exe"));
  const notes = join(folder, "notes.jsonl");
  writeFileSync(notes, "");
  const env = { NODE_OPTIONS: `--require "${actor.replaceAll("\\", "/")}"`, GIT_NOTES: notes };
  const read = () =>
    readFileSync(notes, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return { env, notes: /** @type {() => { args: string[], env: Record<string, string> }[]} */ (read) };
}

/** The variable that puts a folder before the others of PATH. @param {string} folder */
export function inPath(folder) {
  if (!isWindows) return { WINEPATH: folder.startsWith("/") ? `Z:${folder.replaceAll("/", "\\")}` : folder };
  const name = Object.keys(environment).find((one) => one.toUpperCase() === "PATH") ?? "PATH";
  return { [name]: `${folder};${environment[name]}` };
}
