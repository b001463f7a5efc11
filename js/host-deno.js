// @ts-check
/// <reference types="./deno-global.d.ts" />
/**
 * The host on Deno; see host.d.ts. The only file that names `Deno`. It decides nothing, and it asks for a
 * permission only when the thing itself is asked for.
 */
import { coded, failureLine, ownConnection, proxyUnsupported, sleep, unsettledLine } from "./core.js";
import { concatenate, fetchOnce } from "./http-fetch.js";

/** @typedef {import("./host.d.ts").Host} Host */

/** The core, compiled. */
export function readModule() {
  return new WebAssembly.Module(Deno.readFileSync(new URL("./dagster_deploy_bg.wasm", import.meta.url)));
}

/**
 * @param {(argv: string[]) => string[]} variables the names of those that the core reads
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

/** The server's access to its process; see `Platform` in server.d.ts. */
export const ownProcess = {
  runtime,
  /** @param {string} name */
  variable: (name) => (readable(name) ? Deno.env.get(name) : undefined),
  /** @returns {Promise<void>} */
  toldToEnd: () =>
    new Promise((resolve) => {
      let told = false;
      for (const signal of Deno.build.os === "windows" ? ["SIGINT"] : ["SIGTERM", "SIGINT"]) {
        Deno.addSignalListener(signal, () => {
          if (told) Deno.exit(1);
          told = true;
          resolve();
        });
      }
    }),
};

/**
 * A variable that Deno was not told to show counts as unset, rather than asking for each of them in turn.
 * @param {string} variable
 */
const readable = (variable) => Deno.permissions.querySync({ name: "env", variable }).state === "granted";

/**
 * @param {Host["print"]} print
 * @returns {Host}
 */
export function denoHost(print) {
  return {
    fetch: (request, signal) => naming(() => fetchByWay(request, signal)),
    sleep,
    now: () => Date.now(),
    random: () => Math.random(),
    readFile: (path, maxBytes) => naming(() => readFile(path, maxBytes)),
    appendFile: (path, text) => naming(() => Deno.writeTextFile(path, text, { append: true })),
    runGit: (args, secretVariables) => naming(() => runGit(args, secretVariables)),
    print,
  };
}

/**
 * Does the work, and gives a code to an error that has none.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function naming(work) {
  try {
    return await work();
  } catch (error) {
    const { named } = await import("./faults-deno.js");
    throw named(/** @type {Error} */ (error));
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

/** Nothing is left to wait for, and yet there is no result: without this line the failure would be silent. */
const unsettled = () => void write(Deno.stderr, unsettledLine);

/**
 * Writes synchronously, so that nothing is lost when the process exits. False if nobody can receive it any more.
 * @param {{ writeSync(bytes: Uint8Array): number }} stream
 * @param {string} text
 */
function write(stream, text) {
  for (let bytes = new TextEncoder().encode(text); bytes.length > 0; ) {
    try {
      bytes = bytes.subarray(stream.writeSync(bytes));
    } catch (error) {
      if (!(error instanceof Deno.errors.WouldBlock)) return false;
      // A pipe that is full and does not block: wait for its reader.
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
  // Deno's fetch tells a proxy's credentials to the https: server behind it as well. Deno's node:https does not; it is
  // not used for everything because it needs a permission of its own (--allow-sys=ca).
  if (request.proxy?.includes("@") && /^https:/i.test(request.url)) {
    return (await import("./host-node.js")).fetchOnce(request, signal);
  }
  return fetchOnce(request, signal, await clientFor(request));
}

/** @type {Map<string, object>} clients keep connections open between polls */
const clients = new Map();

/**
 * Returns the options with which `fetch` goes through the proxy and to trust the certificates that the request names, if any.
 * @param {import("./host.d.ts").FetchRequest} request
 */
async function clientFor({ url, headers, proxy, ca }) {
  const secure = [url, proxy ?? ""].some((way) => /^https:/i.test(way));
  if (proxy === null && (ca.length === 0 || !secure))
    return ownConnection(headers) ? { client: Deno.createHttpClient({}) } : undefined;
  const key = JSON.stringify([proxy, secure && ca]);
  const client =
    (!ownConnection(headers) && clients.get(key)) ||
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
    // Deno passes over a file with no certificate in it, and the connection then fails for no visible reason.
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
 * Deno looks for a program in the folders of the PATH that it is given, and nowhere else. A variable is emptied, because to
 * leave it out would need a permission to read all others.
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
