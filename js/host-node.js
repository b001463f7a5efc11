// @ts-check
/**
 * The host on Node, and on Bun, which has Node's modules; see host.d.ts. It decides nothing: no redirect, no retry, no
 * fallback. The only file that asks `process` for more than builtins. HTTP is by node:http, because `fetch` costs 140 ms
 * of CPU on Node 20; all that not every run needs (HTTP, TLS, proxies, zlib, git, terminals) is loaded at its first use.
 *
 * Builtins are got by `process.getBuiltinModule`: an `import` of node:http makes Node load all of undici, too, for 25 ms of
 * CPU and 10 MiB on Node 22 and newer.
 */
import { bodyTooLarge, coded, failureLine, ownConnection, sleep, unsettledLine, within } from "./core.js";

/** @typedef {import("./host.d.ts").Host} Host */
/** @typedef {import("./host.d.ts").FetchRequest} FetchRequest */
/** @typedef {import("./host.d.ts").FetchReply} FetchReply */
/** @typedef {import("./host.d.ts").PlainSignal} PlainSignal */
/** @typedef {import("node:http").IncomingMessage} IncomingMessage */
/** @typedef {import("node:https").RequestOptions & { transport: any }} Route */

if (!process.getBuiltinModule) throw new Error(`dagster-deploy needs Node 20.16 or newer; this is ${process.version}`);
const { appendFileSync, closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, writeSync } =
  process.getBuiltinModule("node:fs");

/** The core, compiled. */
export function readModule() {
  return new WebAssembly.Module(readFileSync(new URL("./dagster_deploy_bg.wasm", import.meta.url)));
}

/**
 * @param {(argv: string[]) => string[]} variables the names of those that the core reads
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

/** The server's access to its process; see `Platform` in server.d.ts. */
export const ownProcess = {
  runtime,
  /** @param {string} name */
  variable: (name) => process.env[name],
  /** @returns {Promise<void>} */
  toldToEnd: () =>
    new Promise((resolve) => {
      let told = false;
      for (const signal of ["SIGTERM", "SIGINT"]) {
        process.on(signal, () => {
          if (told) process.exit(1);
          told = true;
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
    return true; // some handles of Windows refuse to tell, those of consoles among them
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
  const show = process.platform === "win32" ? consoles() : write;
  const host = nodeHost((stream, text) => {
    const written = show(stream === "stdout" ? 1 : 2, text);
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
 * Returns what writes on Windows. Its consoles take UTF-16 and know no escape codes; Node's own streams translate both, and
 * write to a console synchronously. A stream that ends elsewhere is not touched: to open a pipe changes how it blocks.
 * @returns {typeof write}
 */
function consoles() {
  const { isatty } = process.getBuiltinModule("node:tty");
  const streams = [1, 2].map((descriptor) => {
    if (!isatty(descriptor)) return undefined;
    const stream = descriptor === 1 ? process.stdout : process.stderr;
    return stream.on("error", () => {}); // nobody can receive it any more
  });
  return (descriptor, text) => {
    const stream = streams[descriptor - 1];
    stream?.write(text);
    return stream ? stream.writable : write(descriptor, text);
  };
}

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

/** Idle connections serve the next poll; they do not keep the process alive, and close before most servers' ends do. */
const connections = { keepAlive: true, timeout: 5000 };
/** @type {Record<string, import("node:http").Agent>} by scheme */
const agents = {};

/**
 * @param {FetchRequest} request
 * @param {PlainSignal} signal
 * @returns {Promise<FetchReply>}
 */
export function fetchOnce(request, signal) {
  return within(request.timeoutMilliseconds, signal, async (signal) => {
    const response = await send(request, await route(request, signal), signal);
    const body = await collect(response, request.maxBodyBytes);
    const encoding = response.headers["content-encoding"];
    return {
      status: response.statusCode ?? 0,
      headers: pairs(response.rawHeaders),
      body: encoding ? decode(body, encoding.toLowerCase(), request.maxBodyBytes) : body,
    };
  });
}

/**
 * Bun's `fetch` obeys the variables that name proxies by itself, so that it is not asked where there are any.
 * @param {FetchRequest} request
 * @param {PlainSignal} signal
 */
async function fetchOnBun(request, signal) {
  const isPlain = request.proxy === null && request.ca.length === 0 && !Object.keys(process.env).some(namesProxy);
  return isPlain ? (await import("./http-bun.js")).fetchOnce(request, signal) : fetchOnce(request, signal);
}

/** @param {string} name of a variable */
const namesProxy = (name) => /^(https?|all)_proxy$/i.test(name);

/** @param {string[]} paths */
async function certificatesWith(paths) {
  const { readCertificates } = await import("./tls-node.js");
  return readCertificates(paths, process.env.NODE_EXTRA_CA_CERTS);
}

/**
 * Where the connection of this request goes, and what it must say to a proxy there.
 * @param {FetchRequest} request
 * @param {PlainSignal} signal
 * @returns {Promise<Route>}
 */
async function route({ url, headers, proxy, ca }, signal) {
  const target = new URL(url);
  const secure = target.protocol === "https:" || /^https:/i.test(proxy ?? "");
  const trusted = secure && ca.length > 0 ? { ca: await certificatesWith(ca) } : {};
  if (proxy !== null) {
    const { through } = await import("./proxy-node.js");
    return through(new URL(proxy), target, trusted, signal);
  }
  const transport = process.getBuiltinModule(target.protocol === "http:" ? "node:http" : "node:https");
  const agent = !ownConnection(headers) && (agents[target.protocol] ??= new transport.Agent(connections));
  const { hostname, port, pathname, search } = target;
  return { transport, agent, ...trusted, host: hostname.replace(/^\[|\]$/g, ""), port, path: pathname + search };
}

/**
 * @param {FetchRequest} request
 * @param {Route} route
 * @param {PlainSignal} signal
 * @returns {Promise<IncomingMessage>}
 */
function send({ method, headers, body }, { transport, ...options }, signal) {
  return new Promise((resolve, reject) => {
    const fields = { ...Object.fromEntries(headers), ...options.headers };
    const outgoing = transport.request({ ...options, method, headers: fields });
    signal.onAbort(() => outgoing.destroy(signal.reason));
    outgoing.on("response", resolve);
    outgoing.on("error", reject);
    // As bytes: a text would be sent in one piece with the headers, and these then as UTF-8 instead of Latin-1.
    outgoing.end(body === null ? undefined : Buffer.from(body));
  });
}

/**
 * @param {IncomingMessage} response
 * @param {number} maxBytes
 * @returns {Promise<Uint8Array>}
 */
function collect(response, maxBytes) {
  return new Promise((resolve, reject) => {
    /** @type {Uint8Array[]} */
    const chunks = [];
    let size = 0;
    response.on("data", (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) response.destroy(bodyTooLarge(maxBytes));
    });
    response.on("end", () => resolve(Buffer.concat(chunks)));
    response.on("error", reject);
  });
}

/**
 * @param {Uint8Array} body
 * @param {string} encoding
 * @param {number} maxBytes
 */
function decode(body, encoding, maxBytes) {
  const zlib = process.getBuiltinModule("node:zlib");
  const decoders = { gzip: zlib.gunzipSync, deflate: zlib.inflateSync, br: zlib.brotliDecompressSync };
  const decoder = decoders[/** @type {keyof typeof decoders} */ (encoding)];
  if (!decoder || body.length === 0) return body;
  try {
    return decoder(body, { maxOutputLength: maxBytes });
  } catch (error) {
    throw /** @type {NodeJS.ErrnoException} */ (error).code === "ERR_BUFFER_TOO_LARGE" ? bodyTooLarge(maxBytes) : error;
  }
}

/**
 * @param {string[]} raw names and values in turn
 * @returns {[string, string][]}
 */
function pairs(raw) {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1]]] : []));
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
 * @param {string[]} secretVariables
 * @returns {Promise<import("./host.d.ts").GitReply>}
 */
async function runGit(args, secretVariables) {
  const { execFile } = process.getBuiltinModule("node:child_process");
  const git = process.platform === "win32" ? await gitOfWindows() : "git";
  // On Windows the names of variables have no case.
  const left = Object.entries(process.env).filter(([name]) => !secretVariables.includes(name.toUpperCase()));
  const env = Object.fromEntries(left);
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
