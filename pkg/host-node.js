import { sleep } from "./abort.js";
import { coded, failureLine, unsettledLine } from "./errors.js";
import { fetchOnce } from "./http-node.js";
if (!process.getBuiltinModule) throw new Error(`dagster-deploy needs Node 20.16 or newer; this is ${process.version}`);
const { appendFileSync, closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, writeSync } = process.getBuiltinModule("node:fs");
function readModule() {
  return new WebAssembly.Module(readFileSync(new URL("./dagster_deploy_bg.wasm", import.meta.url)));
}
async function nodeJob(variables) {
  const argv = process.argv.slice(2);
  const set = variables(argv).filter((name) => process.env[name] !== void 0);
  return {
    argv,
    env: Object.fromEntries(set.map((name) => [
      name,
      /** @type {string} */
      process.env[name]
    ])),
    stdoutIsTerminal: isTerminal(1),
    stderrIsTerminal: isTerminal(2),
    platform: process.platform,
    runtime
  };
}
const { bun, node } = process.versions;
const runtime = bun ? `bun/${bun}` : `node/${node}`;
const ownProcess = {
  runtime,
  /** @param {string} name */
  variable: (name) => process.env[name],
  /** @returns {Promise<void>} */
  shutdownSignal: () => new Promise((resolve) => {
    let isEnding = false;
    for (const signal of ["SIGTERM", "SIGINT"]) {
      process.on(signal, () => {
        if (isEnding) process.exit(1);
        isEnding = true;
        resolve();
      });
    }
  })
};
function isTerminal(descriptor) {
  return mayBeTerminal(descriptor) && process.getBuiltinModule("node:tty").isatty(descriptor);
}
function mayBeTerminal(descriptor) {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return true;
  }
}
function nodeHost(print) {
  return {
    fetch: bun ? fetchOnBun : fetchOnce,
    sleep,
    now: () => Date.now(),
    random: () => Math.random(),
    readFile,
    appendFile: async (path, text) => appendFileSync(path, text),
    runGit,
    print
  };
}
async function runProcess(run) {
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
const unsettled = () => void write(2, unsettledLine);
function consoles() {
  const { isatty } = process.getBuiltinModule("node:tty");
  const streams = [1, 2].map((descriptor) => {
    if (!isatty(descriptor)) return void 0;
    const stream = descriptor === 1 ? process.stdout : process.stderr;
    return stream.on("error", () => {
    });
  });
  return (descriptor, text) => {
    const stream = streams[descriptor - 1];
    stream?.write(text);
    return stream ? stream.writable : write(descriptor, text);
  };
}
function write(descriptor, text) {
  for (let bytes = Buffer.from(text); bytes.length > 0; ) {
    try {
      bytes = bytes.subarray(writeSync(descriptor, bytes));
    } catch (error) {
      if (
        /** @type {NodeJS.ErrnoException} */
        error.code !== "EAGAIN"
      ) return false;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
  return true;
}
async function fetchOnBun(request, signal) {
  const isPlain = request.proxy === null && request.ca.length === 0 && !Object.keys(process.env).some(namesProxy);
  return isPlain ? (await import("./http-bun.js")).fetchOnce(request, signal) : fetchOnce(request, signal);
}
const namesProxy = (name) => /^(https?|all)_proxy$/i.test(name);
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
async function runGit(args, secretVariables) {
  const { execFile } = process.getBuiltinModule("node:child_process");
  const git = process.platform === "win32" ? await gitOfWindows() : "git";
  const passed = Object.entries(process.env).filter(([name]) => !secretVariables.includes(name.toUpperCase()));
  const env = Object.fromEntries(passed);
  const options = { encoding: (
    /** @type {const} */
    "buffer"
  ), maxBuffer: 16 << 20, windowsHide: true, env };
  return new Promise((resolve, reject) => {
    execFile(git, args, options, (error, stdout, stderr) => {
      if (typeof error?.code === "string") reject(error);
      else resolve({ status: error ? error.code ?? -1 : 0, stdout, stderr });
    });
  });
}
async function gitOfWindows() {
  const { findGit } = await import("./windows.js");
  const git = findGit(process.env.PATH ?? "", process.cwd(), existsSync);
  if (git === void 0) throw coded("ENOENT", "there is no git.exe in the folders of PATH");
  return git;
}
export {
  nodeHost,
  nodeJob,
  ownProcess,
  readModule,
  runProcess
};
