// @ts-check
/// <reference types="./deno-global.d.ts" />
/**
 * The host on Deno; see host.d.ts. It decides nothing, and asks for a permission only when the core needs it.
 */
import { sleep } from "./abort.js";
import { coded, failureLine, unsettledLine } from "./errors.js";
import { fetchOnce } from "./http-fetch.js";
import { concatenate, proxyUnsupported, wantsOwnConnection } from "./http.js";

/** @typedef {import("./host.d.ts").Host} Host */

/** Compiles the core. */
export function readModule() {
  return new WebAssembly.Module(Deno.readFileSync(new URL("./dagster_deploy_bg.wasm", import.meta.url)));
}

/**
 * @param {(argv: string[]) => string[]} variables returns the names of the variables that the core reads
 * @returns {import("./host.d.ts").Job}
 */
export function denoJob(variables) {
  const argv = [...Deno.args];
  const set = variables(argv).filter((name) => readable(name) && Deno.env.get(name) !== undefined);
  return {
    argv,
    env: Object.fromEntries(set.map((name) => [name, /** @type {string} */ (Deno.env.get(name))])),
    stdoutIsTerminal: Deno.stdout.isTerminal(),
    stderrIsTerminal: Deno.stderr.isTerminal(),
    platform: Deno.build.os === "windows" ? "win32" : Deno.build.os,
    runtime,
  };
}

const runtime = `deno/${Deno.version.deno}`;

/** The part of a server's `Platform` (edge/server.d.ts) that is the process. */
export const ownProcess = {
  runtime,
  /** @param {string} name */
  variable: (name) => (readable(name) ? Deno.env.get(name) : undefined),
  /** @returns {Promise<void>} */
  shutdownSignal: () =>
    new Promise((resolve) => {
      let isEnding = false;
      for (const signal of Deno.build.os === "windows" ? ["SIGINT"] : ["SIGTERM", "SIGINT"]) {
        Deno.addSignalListener(signal, () => {
          if (isEnding) Deno.exit(1);
          isEnding = true;
          resolve();
        });
      }
    }),
};

/**
 * Returns whether Deno lets a variable be read. One that it does not counts as unset, so that Deno does not ask for each.
 * @param {string} variable
 */
const readable = (variable) => Deno.permissions.querySync({ name: "env", variable }).state === "granted";

/**
 * @param {Host["print"]} print
 * @returns {Host}
 */
export function denoHost(print) {
  return {
    fetch: (request, signal) => withCodes(() => fetchByWay(request, signal)),
    sleep,
    now: () => Date.now(),
    random: () => Math.random(),
    readFile: (path, maxBytes) => withCodes(() => readFile(path, maxBytes)),
    appendFile: (path, text) => withCodes(() => Deno.writeTextFile(path, text, { append: true })),
    runGit: (args, secretVariables) => withCodes(() => runGit(args, secretVariables)),
    print,
  };
}

/**
 * Does the work, and adds a code to an error that has none.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withCodes(work) {
  try {
    return await work();
  } catch (error) {
    const { code, name } = /** @type {Error & { code?: string }} */ (error);
    // The message of NotCapable names the flag that would allow it.
    if (code || name === "NotCapable") throw error;
    const { withCode } = await import("./faults-deno.js");
    throw withCode(/** @type {Error} */ (error));
  }
}

/**
 * Runs a command line as the whole of this process: its output is the process's, and so is its exit status, which is 1
 * if the run rejects and also if it never settles.
 * @param {(host: Host) => Promise<number>} run
 */
export async function runProcess(run) {
  let delivered = true;
  const host = denoHost((stream, text) => {
    const written = write(stream === "stdout" ? Deno.stdout : Deno.stderr, text);
    if (stream === "stdout") delivered &&= written;
  });
  Deno.exitCode = 1;
  addEventListener("unload", unsettled);
  const status = await run(host).catch((error) => {
    host.print("stderr", failureLine(error));
    return 1;
  });
  removeEventListener("unload", unsettled);
  Deno.exit(status === 0 && !delivered ? 1 : status);
}

/** Prints that the process ends without a result; the failure would be silent otherwise. */
const unsettled = () => void write(Deno.stderr, unsettledLine);

/**
 * Writes synchronously, so that nothing is lost when the process exits. Returns false if the reader has gone.
 * @param {{ writeSync(bytes: Uint8Array): number }} stream
 * @param {string} text
 */
function write(stream, text) {
  for (let bytes = new TextEncoder().encode(text); bytes.length > 0; ) {
    try {
      bytes = bytes.subarray(stream.writeSync(bytes));
    } catch (error) {
      if (!(error instanceof Deno.errors.WouldBlock)) return false;
      // The pipe is full and does not block: wait for its reader.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
  return true;
}

/**
 * @param {import("./host.d.ts").FetchRequest} request
 * @param {import("./host.d.ts").PlainSignal} signal
 */
async function fetchByWay(request, signal) {
  // Deno's fetch sends a proxy's credentials to the https: server behind it as well. Deno's node:https does not, but needs
  // a permission of its own (--allow-sys; Deno 2.9.6 knows no narrower one), so that it is used only here.
  if (request.proxy?.includes("@") && /^https:/i.test(request.url)) {
    return (await import("./http-node.js")).fetchOnce(request, signal);
  }
  return fetchOnce(request, signal, await clientFor(request), startTimer);
}

/**
 * Deno's first `setTimeout` loads its timers of Node, for 7 ms of CPU; this costs nothing that can be measured.
 * @type {import("./abort.js").StartTimer}
 */
function startTimer(milliseconds, callback) {
  const timer = AbortSignal.timeout(milliseconds);
  timer.addEventListener("abort", callback);
  return () => timer.removeEventListener("abort", callback);
}

/** Clients keep connections open between polls. @type {Map<string, object>} */
const clients = new Map();

/**
 * Returns the options with which `fetch` uses the proxy and trusts the certificates that the request names, if any.
 * @param {import("./host.d.ts").FetchRequest} request
 */
async function clientFor({ url, headers, proxy, ca }) {
  const secure = [url, proxy ?? ""].some((way) => /^https:/i.test(way));
  if (proxy === null && (ca.length === 0 || !secure))
    return wantsOwnConnection(headers) ? { client: Deno.createHttpClient({}) } : undefined;
  const key = JSON.stringify([proxy, secure && ca]);
  const client =
    (!wantsOwnConnection(headers) && clients.get(key)) ||
    Deno.createHttpClient({
      ...(proxy !== null && { proxy: proxyOptions(new URL(proxy)) }),
      ...(secure && ca.length > 0 && { caCerts: await Promise.all(ca.map(readCertificates)) }),
    });
  clients.set(key, client);
  return { client };
}

/** @param {URL} proxy */
function proxyOptions({ protocol, host, username, password }) {
  if (protocol !== "http:" && protocol !== "https:") throw proxyUnsupported(protocol);
  const basicAuth = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  return { url: `${protocol}//${host}`, ...(username || password ? { basicAuth } : {}) };
}

/** @param {string} path */
async function readCertificates(path) {
  try {
    const own = await Deno.readTextFile(path);
    // Deno ignores a file without a certificate, and the connection then fails for no visible reason.
    if (own.includes("-----BEGIN CERTIFICATE-----")) return own;
    throw new Error("no certificate in it");
  } catch (error) {
    throw coded("ERR_CA_FILE", `${path}: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * @param {string} path
 * @param {number} maxBytes
 */
async function readFile(path, maxBytes) {
  const file = await Deno.open(path);
  try {
    const chunks = [];
    for (let size = 0; ; ) {
      const chunk = new Uint8Array(65536);
      const count = await file.read(chunk);
      if (count === null) return concatenate(chunks, size);
      chunks.push(chunk.subarray(0, count));
      size += count;
      if (size > maxBytes) throw coded("ERR_FILE_TOO_LARGE", `${path} has more than ${maxBytes} bytes`);
    }
  } finally {
    file.close();
  }
}

/**
 * Deno looks for a program only in the folders of the PATH that it is given. A secret variable is set to an empty text:
 * leaving it out would need the permission to read all others.
 * @param {string[]} args
 * @param {string[]} secretVariables
 */
async function runGit(args, secretVariables) {
  const env = Object.fromEntries(secretVariables.map((name) => [name, ""]));
  if (Deno.build.os === "windows" && readable("PATH")) {
    const { absoluteFolders } = await import("./windows.js");
    env.PATH = absoluteFolders(Deno.env.get("PATH") ?? "").join(";");
  }
  const { code, signal, stdout, stderr } = await new Deno.Command("git", { args, env }).output();
  return { status: signal ? -1 : code, stdout, stderr };
}
