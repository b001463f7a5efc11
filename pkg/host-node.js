// @ts-check
/**
 * What Node, and Bun in Node's words, does for the core: files, git, clock, output, and HTTP by http-node.js; see
 * host.d.ts. The only file that names `process`. It decides nothing.
 */
import { closeSync, fstatSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { failureLine, unsettledLine } from "./core.js";
import { coded, sleep } from "./fault.js";

/** @typedef {import("./host.d.ts").Host} Host */

/** The compiled core. */
export function readModule() {
  return new WebAssembly.Module(readFileSync(new URL("./dagster_deploy_bg.wasm", import.meta.url)));
}

/**
 * @param {string[]} variables the names of those that the core reads
 * @returns {Promise<import("./host.d.ts").Job>}
 */
export async function nodeJob(variables) {
  const { bun, node } = process.versions;
  const set = variables.filter((name) => process.env[name] !== undefined);
  return {
    argv: process.argv.slice(2),
    env: Object.fromEntries(set.map((name) => [name, /** @type {string} */ (process.env[name])])),
    stdoutIsTerminal: await isTerminal(1),
    stderrIsTerminal: await isTerminal(2),
    platform: process.platform,
    runtime: bun ? `bun/${bun}` : `node/${node}`,
  };
}

/**
 * Loads node:tty only if the descriptor can be a terminal at all: in CI it is a pipe or a file.
 * @param {number} descriptor
 */
async function isTerminal(descriptor) {
  return fstatSync(descriptor).isCharacterDevice() && (await import("node:tty")).isatty(descriptor);
}

/**
 * @param {Host["print"]} print
 * @returns {Host}
 */
export function nodeHost(print) {
  return {
    fetch: async (request, signal) => (await import("./http-node.js")).fetchOnce(request, signal),
    sleep,
    now: () => Date.now(),
    random: () => Math.random(),
    readFile,
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
  const host = nodeHost((stream, text) => {
    const written = write(stream === "stdout" ? 1 : 2, text);
    if (stream === "stdout") delivered &&= written;
  });
  const status = await run(host).catch((error) => {
    host.print("stderr", failureLine(error));
    return 1;
  });
  process.off("exit", unsettled);
  process.exit(status === 0 && !delivered ? 1 : status);
}

/** Nothing is left to wait for, and yet there is no result: without this line the failure would be silent. */
const unsettled = () => void write(2, unsettledLine);

/**
 * Writes synchronously, so that nothing is lost when the process exits. False if nobody can receive it any more.
 * @param {number} descriptor
 * @param {string} text
 */
function write(descriptor, text) {
  for (let bytes = Buffer.from(text); bytes.length > 0; ) {
    try {
      bytes = bytes.subarray(writeSync(descriptor, bytes));
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EAGAIN") return false;
      // A pipe that is full and does not block: wait for its reader.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
  return true;
}

/**
 * Reads by hand and not with readFile, because a pipe or a device does not tell its size.
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
 * @returns {Promise<import("./host.d.ts").GitReply>}
 */
async function runGit(args) {
  const { execFile } = await import("node:child_process");
  const options = { encoding: /** @type {const} */ ("buffer"), maxBuffer: 16 << 20, windowsHide: true };
  return new Promise((resolve, reject) => {
    execFile("git", args, options, (error, stdout, stderr) => {
      if (typeof error?.code === "string") reject(error);
      else resolve({ status: error ? (error.code ?? -1) : 0, stdout, stderr });
    });
  });
}
