// @ts-check
/**
 * The host on Node and Bun; see host.d.ts. It decides nothing: no redirect, no retry, no fallback. Everything that not
 * every run needs is loaded at its first use.
 */
import { sleep } from "./abort.js";
import { coded, failureLine, unsettledLine } from "./errors.js";
import { fetchOnce } from "./http-node.js";

/** @typedef {import("./host.d.ts").Host} Host */
/** @typedef {import("./host.d.ts").FetchRequest} FetchRequest */
/** @typedef {import("./host.d.ts").PlainSignal} PlainSignal */

if (!process.getBuiltinModule) throw new Error(`dagster-deploy needs Node 20.16 or newer; this is ${process.version}`);
const { appendFileSync, closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, writeSync } =
  process.getBuiltinModule("node:fs");

/** Compiles the core. */
export function readModule() {
  return new WebAssembly.Module(readFileSync(new URL("./dagster_deploy_bg.wasm", import.meta.url)));
}

/**
 * @param {(argv: string[]) => string[]} variables returns the names of the variables that the core reads
 * @returns {Promise<import("./host.d.ts").Job>}
 */
export async function nodeJob(variables) {
  const argv = process.argv.slice(2);
  const set = variables(argv).filter((name) => process.env[name] !== undefined);
  return {
    argv,
    env: Object.fromEntries(set.map((name) => [name, /** @type {string} */ (process.env[name])])),
    stdoutIsTerminal: isTerminal(1),
    stderrIsTerminal: isTerminal(2),
    platform: process.platform,
    runtime,
  };
}

const { bun, node } = process.versions;
const runtime = bun ? `bun/${bun}` : `node/${node}`;

/** The part of a server's `Platform` (edge/server.d.ts) that is the process. */
export const ownProcess = {
  runtime,
  /** @param {string} name */
  variable: (name) => process.env[name],
  /** @returns {Promise<void>} */
  shutdownSignal: () =>
    new Promise((resolve) => {
      let isEnding = false;
      for (const signal of ["SIGTERM", "SIGINT"]) {
        process.on(signal, () => {
          if (isEnding) process.exit(1);
          isEnding = true;
          resolve();
        });
      }
    }),
};

/**
 * Loads node:tty only if the descriptor can be a terminal at all: in CI it is a pipe or a file.
 * @param {number} descriptor
 */
function isTerminal(descriptor) {
  return mayBeTerminal(descriptor) && process.getBuiltinModule("node:tty").isatty(descriptor);
}

/** @param {number} descriptor */
function mayBeTerminal(descriptor) {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return true; // Windows refuses this for some handles, consoles among them
  }
}

/**
 * @param {Host["print"]} print
 * @returns {Host}
 */
export function nodeHost(print) {
  return {
    fetch: bun ? fetchOnBun : fetchOnce,
    sleep,
    now: () => Date.now(),
    random: () => Math.random(),
    readFile,
    appendFile: async (path, text) => appendFileSync(path, text),
    runGit,
    print,
  };
}

/**
 * Runs a command line as the whole of this process: its output is the process's, and so is its exit status, which is 1
 * if the run rejects and also if it never settles.
 * @param {(host: Host) => Promise<number>} run
 */
export async function runProcess(run) {
  process.exitCode = 1;
  process.on("exit", unsettled);
  let delivered = true;
  const writeTo = process.platform === "win32" ? consoles() : write;
  const host = nodeHost((stream, text) => {
    const written = writeTo(stream === "stdout" ? 1 : 2, text);
    if (stream === "stdout") delivered &&= written;
  });
  const status = await run(host).catch((error) => {
    host.print("stderr", failureLine(error));
    return 1;
  });
  process.off("exit", unsettled);
  process.exit(status === 0 && !delivered ? 1 : status);
}

/** Prints that the process ends without a result; the failure would be silent otherwise. */
const unsettled = () => void write(2, unsettledLine);

/**
 * Returns `write` for Windows. Its consoles take UTF-16 and know no escape codes; Node's own streams translate both, and
 * write to a console synchronously. Pipes and files are written to directly: opening a stream would change how they block.
 * @returns {typeof write}
 */
function consoles() {
  const { isatty } = process.getBuiltinModule("node:tty");
  const streams = [1, 2].map((descriptor) => {
    if (!isatty(descriptor)) return undefined;
    const stream = descriptor === 1 ? process.stdout : process.stderr;
    return stream.on("error", () => {}); // the reader has gone
  });
  return (descriptor, text) => {
    const stream = streams[descriptor - 1];
    stream?.write(text);
    return stream ? stream.writable : write(descriptor, text);
  };
}

/**
 * Writes synchronously, so that nothing is lost when the process exits. Returns false if the reader has gone.
 * @param {number} descriptor
 * @param {string} text
 */
function write(descriptor, text) {
  for (let bytes = Buffer.from(text); bytes.length > 0; ) {
    try {
      bytes = bytes.subarray(writeSync(descriptor, bytes));
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EAGAIN") return false;
      // The pipe is full and does not block: wait for its reader.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
  return true;
}

/**
 * Uses Bun's `fetch`, which is much cheaper than its node:http, unless a variable names a proxy: Bun's `fetch` would obey it.
 * @param {FetchRequest} request
 * @param {PlainSignal} signal
 */
async function fetchOnBun(request, signal) {
  const isPlain = request.proxy === null && request.ca.length === 0 && !Object.keys(process.env).some(namesProxy);
  return isPlain ? (await import("./http-bun.js")).fetchOnce(request, signal) : fetchOnce(request, signal);
}

/** @param {string} name of a variable */
const namesProxy = (name) => /^(https?|all)_proxy$/i.test(name);

/**
 * Reads in chunks, because a pipe or a device has no size to check before.
 * @param {string} path
 * @param {number} maxBytes
 * @returns {Promise<Uint8Array>}
 */
async function readFile(path, maxBytes) {
  const file = openSync(path, "r");
  try {
    const chunks = [];
    for (let size = 0; ; ) {
      const chunk = new Uint8Array(65536);
      const count = readSync(file, chunk);
      if (count === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, count));
      size += count;
      if (size > maxBytes) throw coded("ERR_FILE_TOO_LARGE", `${path} has more than ${maxBytes} bytes`);
    }
  } finally {
    closeSync(file);
  }
}

/**
 * @param {string[]} args
 * @param {string[]} secretVariables
 * @returns {Promise<import("./host.d.ts").GitReply>}
 */
async function runGit(args, secretVariables) {
  const { execFile } = process.getBuiltinModule("node:child_process");
  const git = process.platform === "win32" ? await gitOfWindows() : "git";
  // On Windows the names of variables have no case.
  const passed = Object.entries(process.env).filter(([name]) => !secretVariables.includes(name.toUpperCase()));
  const env = Object.fromEntries(passed);
  const options = { encoding: /** @type {const} */ ("buffer"), maxBuffer: 16 << 20, windowsHide: true, env };
  return new Promise((resolve, reject) => {
    execFile(git, args, options, (error, stdout, stderr) => {
      if (typeof error?.code === "string") reject(error);
      else resolve({ status: error ? (error.code ?? -1) : 0, stdout, stderr });
    });
  });
}

/** Returns the path of git.exe. */
async function gitOfWindows() {
  const { findGit } = await import("./windows.js");
  const git = findGit(process.env.PATH ?? "", process.cwd(), existsSync);
  if (git === undefined) throw coded("ENOENT", "there is no git.exe in the folders of PATH");
  return git;
}
