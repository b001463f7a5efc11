#!/usr/bin/env node
"use strict";
const moduleUrl = require("node:url").pathToFileURL(__filename);
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// errors.js
function panicError(message) {
  return new DeployError({
    code: "internal/panic",
    message: `dagster-deploy failed inside: ${message}`,
    hint: "this is a bug in dagster-deploy, please report it; what the server has done so far stays done"
  });
}
function coded(code, message) {
  return Object.assign(new Error(message), { code });
}
function failureLine(error) {
  const { message, hint } = (
    /** @type {Partial<DeployError>} */
    error ?? {}
  );
  const line = `Error: ${[message ?? String(error), hint].filter(Boolean).join("; ")}`;
  return `${line.replace(/[\p{Cc}\p{Cf}]+/gu, " ")}
`;
}
var DeployError, unsettledLine;
var init_errors = __esm({
  "errors.js"() {
    DeployError = class extends Error {
      /** @param {Mistake & { errors?: Mistake[], details?: object }} fields */
      constructor({ code, message, hint, errors = [{ code, message, hint }], details = {} }) {
        super(message);
        this.name = "DeployError";
        this.code = code;
        this.hint = hint;
        this.errors = errors;
        this.details = details;
      }
    };
    unsettledLine = "Error: the run ended without a result; this is a bug in dagster-deploy\n";
  }
});

// abort.js
async function within(milliseconds, signal, work, startTimer = startTimeout) {
  const attempt = new PlainAbort();
  const expire = () => attempt.abort(coded("ERR_TIMEOUT", `no whole answer in ${milliseconds} ms`));
  const cancelTimer = startTimer(milliseconds, expire);
  const unsubscribe = signal.onAbort(() => attempt.abort(signal.reason));
  try {
    return await work(attempt);
  } catch (error) {
    throw attempt.aborted ? attempt.reason : error;
  } finally {
    cancelTimer();
    unsubscribe();
  }
}
function sleep(milliseconds, signal) {
  return new Promise((resolve) => {
    const cancel = startTimeout(milliseconds, () => {
      unsubscribe?.();
      resolve();
    });
    const unsubscribe = signal?.onAbort(cancel);
  });
}
var PlainAbort, startTimeout;
var init_abort = __esm({
  "abort.js"() {
    init_errors();
    PlainAbort = class {
      aborted = false;
      /** @type {unknown} */
      reason;
      /** @type {Set<() => void>} */
      #callbacks = /* @__PURE__ */ new Set();
      /** @type {PlainSignal["onAbort"]} */
      onAbort(callback) {
        if (this.aborted) callback();
        this.#callbacks.add(callback);
        return () => void this.#callbacks.delete(callback);
      }
      /** @param {unknown} reason */
      abort(reason) {
        if (this.aborted) return;
        this.aborted = true;
        this.reason = reason;
        for (const callback of this.#callbacks) callback();
      }
    };
    startTimeout = (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    };
  }
});

// http.js
function bodyTooLarge(maxBytes) {
  return coded("ERR_BODY_TOO_LARGE", `the answer has more than ${maxBytes} bytes`);
}
function proxyUnsupported(protocol) {
  return coded("ERR_UNSUPPORTED", `a proxy must speak http or https, not ${protocol.slice(0, -1)}`);
}
function concatenate(chunks, size) {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
var wantsOwnConnection;
var init_http = __esm({
  "http.js"() {
    init_errors();
    wantsOwnConnection = (headers) => headers.some(([name, value]) => name === "Connection" && value === "close");
  }
});

// tls-node.js
var tls_node_exports = {};
__export(tls_node_exports, {
  readCertificates: () => readCertificates
});
function readCertificates(paths, extra) {
  const defaults = (
    /** @type {any} */
    tls.getCACertificates?.("default") ?? [
      ...tls.rootCertificates,
      ...extraCertificates(extra)
    ]
  );
  return [...defaults, ...paths.map(ownCertificates)];
}
function ownCertificates(path) {
  try {
    const own = readFileSync(path, "utf8");
    void new X509Certificate(own);
    return own;
  } catch (error) {
    throw coded("ERR_CA_FILE", `${path}: ${/** @type {Error} */
    error.message}`);
  }
}
function extraCertificates(path) {
  try {
    return path ? [readFileSync(path, "utf8")] : [];
  } catch {
    return [];
  }
}
var X509Certificate, readFileSync, tls;
var init_tls_node = __esm({
  "tls-node.js"() {
    init_errors();
    ({ X509Certificate } = process.getBuiltinModule("node:crypto"));
    ({ readFileSync } = process.getBuiltinModule("node:fs"));
    tls = process.getBuiltinModule("node:tls");
  }
});

// proxy-node.js
var proxy_node_exports = {};
__export(proxy_node_exports, {
  through: () => through
});
function through(proxy, target, trusted, signal) {
  const { transport, host, port, authorization } = address(proxy);
  if (target.protocol === "http:") {
    const agent2 = pooled(proxy.protocol, () => new transport.Agent(connections));
    const headers = { Host: target.host, ...authorization };
    return { transport, agent: agent2, ...trusted, host, port, path: withoutCredentials(target), headers };
  }
  const agent = pooled(proxy.href, () => new TunnelAgent(proxy));
  const tunnel = { trusted, signal };
  const { pathname, search } = target;
  const to = { host: bare(target.hostname), port: target.port || 443, path: pathname + search };
  return (
    /** @type {Route} */
    { transport: https, agent, ...trusted, ...to, tunnel }
  );
}
function openTunnel(proxy, { host: name, port: number, tunnel: { trusted, signal } }) {
  const { transport, host, port, authorization } = address(proxy);
  const path = `${name.includes(":") ? `[${name}]` : name}:${number}`;
  return new Promise((resolve, reject) => {
    const headers = { Host: path, ...authorization };
    const request = transport.request({ method: "CONNECT", host, port, path, headers, agent: false, ...trusted });
    signal.onAbort(() => request.destroy(
      /** @type {Error} */
      signal.reason
    ));
    request.on("connect", (answer2, socket) => {
      if (answer2.statusCode === 200) return resolve(socket);
      socket.destroy();
      const code = answer2.statusCode === 407 ? "ERR_PROXY" : "ERR_PROXY_RESPONSE";
      reject(coded(code, `the proxy answered ${answer2.statusCode} to CONNECT ${path}`));
    });
    request.on("error", reject);
    request.end();
  });
}
function address({ protocol, hostname, port, username, password }) {
  if (protocol !== "http:" && protocol !== "https:") throw proxyUnsupported(protocol);
  const credentials = [username, password].map(decodeURIComponent).join(":");
  const authorization = `Basic ${Buffer.from(credentials).toString("base64")}`;
  const transport = (
    /** @type {any} */
    protocol === "http:" ? http : https
  );
  return {
    transport,
    host: bare(hostname),
    port: port || (protocol === "http:" ? 80 : 443),
    authorization: username || password ? { "Proxy-Authorization": authorization } : {}
  };
}
function pooled(key, create) {
  const agent = agents.get(key) ?? create();
  agents.set(key, agent);
  return agent;
}
var http, https, tls2, connections, agents, TunnelAgent, bare, withoutCredentials;
var init_proxy_node = __esm({
  "proxy-node.js"() {
    init_errors();
    init_http();
    http = process.getBuiltinModule("node:http");
    https = process.getBuiltinModule("node:https");
    tls2 = process.getBuiltinModule("node:tls");
    connections = { keepAlive: true, timeout: 5e3 };
    agents = /* @__PURE__ */ new Map();
    TunnelAgent = class extends https.Agent {
      /** @param {URL} proxy */
      constructor(proxy) {
        super(proxy.protocol === "https:" ? {} : connections);
        this.proxy = proxy;
      }
      /**
       * @param {any} options
       * @param {(error: Error | null, socket?: import("node:stream").Duplex) => void} done
       * @override
       */
      createConnection(options, done) {
        openTunnel(this.proxy, options).then((socket) => done(null, tls2.connect({ ...options, socket })), done);
        return void 0;
      }
    };
    bare = (hostname) => hostname.replace(/^\[|\]$/g, "");
    withoutCredentials = ({ protocol, host, pathname, search }) => `${protocol}//${host}${pathname}${search}`;
  }
});

// http-node.js
function fetchOnce(request, signal) {
  return within(request.timeoutMilliseconds, signal, async (signal2) => {
    const response = await send(request, await routeOf(request, signal2), signal2);
    const body = await collect(response, request.maxBodyBytes);
    const encoding = response.headers["content-encoding"];
    return {
      status: response.statusCode ?? 0,
      headers: pairs(response.rawHeaders),
      body: encoding ? decode(body, encoding.toLowerCase(), request.maxBodyBytes) : body
    };
  });
}
async function certificatesWith(paths) {
  const { readCertificates: readCertificates2 } = await Promise.resolve().then(() => (init_tls_node(), tls_node_exports));
  return readCertificates2(paths, process.env.NODE_EXTRA_CA_CERTS);
}
async function routeOf({ url, headers, proxy, ca }, signal) {
  const target = new URL(url);
  const secure = target.protocol === "https:" || /^https:/i.test(proxy ?? "");
  const trusted = secure && ca.length > 0 ? { ca: await certificatesWith(ca) } : {};
  if (proxy !== null) {
    const { through: through2 } = await Promise.resolve().then(() => (init_proxy_node(), proxy_node_exports));
    return through2(new URL(proxy), target, trusted, signal);
  }
  const transport = process.getBuiltinModule(target.protocol === "http:" ? "node:http" : "node:https");
  const agent = !wantsOwnConnection(headers) && (agents2[target.protocol] ??= new transport.Agent(connections2));
  const { hostname, port, pathname, search } = target;
  return { transport, agent, ...trusted, host: hostname.replace(/^\[|\]$/g, ""), port, path: pathname + search };
}
function send({ method, headers, body }, { transport, ...options }, signal) {
  return new Promise((resolve, reject) => {
    const fields = { ...Object.fromEntries(headers), ...options.headers };
    const outgoing = transport.request({ ...options, method, headers: fields });
    signal.onAbort(() => outgoing.destroy(signal.reason));
    outgoing.on("response", resolve);
    outgoing.on("error", reject);
    outgoing.end(body === null ? void 0 : Buffer.from(body));
  });
}
function collect(response, maxBytes) {
  return new Promise((resolve, reject) => {
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
function decode(body, encoding, maxBytes) {
  const zlib = process.getBuiltinModule("node:zlib");
  const decoders = { gzip: zlib.gunzipSync, deflate: zlib.inflateSync, br: zlib.brotliDecompressSync };
  const decoder = decoders[
    /** @type {keyof typeof decoders} */
    encoding
  ];
  if (!decoder || body.length === 0) return body;
  try {
    return decoder(body, { maxOutputLength: maxBytes });
  } catch (error) {
    throw (
      /** @type {NodeJS.ErrnoException} */
      error.code === "ERR_BUFFER_TOO_LARGE" ? bodyTooLarge(maxBytes) : error
    );
  }
}
function pairs(raw) {
  return raw.flatMap((name, index) => index % 2 === 0 ? [[name, raw[index + 1]]] : []);
}
var connections2, agents2;
var init_http_node = __esm({
  "http-node.js"() {
    init_abort();
    init_http();
    connections2 = { keepAlive: true, timeout: 5e3 };
    agents2 = {};
  }
});

// http-fetch.js
function fetchOnce2({ url, method, headers, body, timeoutMilliseconds, maxBodyBytes }, signal, init, startTimer) {
  const attempt = async (signal2) => {
    const once2 = body === null ? null : new Blob([body]);
    const controller = new AbortController();
    signal2.onAbort(() => controller.abort(signal2.reason));
    const ours = { method, headers, body: once2, redirect: (
      /** @type {const} */
      "manual"
    ), signal: controller.signal };
    const response = await fetch(url, { ...init, ...ours });
    return { status: response.status, headers: [...response.headers], body: await collect2(response, maxBodyBytes) };
  };
  return within(timeoutMilliseconds, signal, attempt, startTimer);
}
async function collect2({ body }, maxBytes) {
  const chunks = [];
  let size = 0;
  for await (
    const chunk of
    /** @type {AsyncIterable<Uint8Array>} */
    /** @type {unknown} */
    body ?? []
  ) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) throw bodyTooLarge(maxBytes);
  }
  return concatenate(chunks, size);
}
var init_http_fetch = __esm({
  "http-fetch.js"() {
    init_abort();
    init_http();
  }
});

// http-bun.js
var http_bun_exports = {};
__export(http_bun_exports, {
  fetchOnce: () => fetchOnce3
});
async function fetchOnce3(request, signal) {
  try {
    return await fetchOnce2(request, signal, { timeout: false, keepalive: !wantsOwnConnection(request.headers) });
  } catch (error) {
    const { code, message } = (
      /** @type {Error & { code?: string }} */
      error
    );
    throw Object.assign(new Error(message.replace(/ For more information, pass `verbose[^]*/, "")), { code });
  }
}
var init_http_bun = __esm({
  "http-bun.js"() {
    init_http();
    init_http_fetch();
  }
});

// windows.js
var windows_exports = {};
__export(windows_exports, {
  absoluteFolders: () => absoluteFolders,
  findGit: () => findGit
});
function absoluteFolders(path) {
  const entries = path.split(";").map((entry) => entry.replaceAll('"', ""));
  return entries.filter((entry) => /^([A-Za-z]:[\\/]|[\\/]{2})/.test(entry));
}
function findGit(path, workingDirectory, exists) {
  const folders = absoluteFolders(path).filter((folder) => folded(folder) !== folded(workingDirectory));
  return folders.map((folder) => `${folder.replace(/[\\/]+$/, "")}\\git.exe`).find(exists);
}
var folded;
var init_windows = __esm({
  "windows.js"() {
    folded = (folder) => folder.replaceAll("/", "\\").replace(/\\+$/, "").toLowerCase();
  }
});

// host-node.js
function readModule() {
  return new WebAssembly.Module(readFileSync2(new URL("./dagster_deploy_bg.wasm", moduleUrl)));
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
  return isPlain ? (await Promise.resolve().then(() => (init_http_bun(), http_bun_exports))).fetchOnce(request, signal) : fetchOnce(request, signal);
}
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
  const { findGit: findGit2 } = await Promise.resolve().then(() => (init_windows(), windows_exports));
  const git = findGit2(process.env.PATH ?? "", process.cwd(), existsSync);
  if (git === void 0) throw coded("ENOENT", "there is no git.exe in the folders of PATH");
  return git;
}
var appendFileSync, closeSync, existsSync, fstatSync, openSync, readFileSync2, readSync, writeSync, bun, node, runtime, ownProcess, unsettled, namesProxy;
var init_host_node = __esm({
  "host-node.js"() {
    init_abort();
    init_errors();
    init_http_node();
    if (!process.getBuiltinModule) throw new Error(`dagster-deploy needs Node 20.16 or newer; this is ${process.version}`);
    ({ appendFileSync, closeSync, existsSync, fstatSync, openSync, readFileSync: readFileSync2, readSync, writeSync } = process.getBuiltinModule("node:fs"));
    ({ bun, node } = process.versions);
    runtime = bun ? `bun/${bun}` : `node/${node}`;
    ownProcess = {
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
    unsettled = () => void write(2, unsettledLine);
    namesProxy = (name) => /^(https?|all)_proxy$/i.test(name);
  }
});

// edge/object.js
function failure(message, object, error) {
  return JSON.stringify({ time: Date.now(), what: "error", message, object, reason: messageOf(error) });
}
var SHORTEST_DELAY, LONGEST_DELAY, LivingObject, noFile, messageOf;
var init_object = __esm({
  "edge/object.js"() {
    init_errors();
    SHORTEST_DELAY = 1e3;
    LONGEST_DELAY = 6e4;
    LivingObject = class {
      /** The earliest time of its next alarm, in milliseconds since the Unix epoch; later than now after a failure. */
      notBefore = 0;
      failures = 0;
      saves = 0;
      /** The number of its messages and alarms that are running. */
      busy = 0;
      /** @type {Promise<unknown>} */
      lastMessage = Promise.resolve();
      /**
       * @param {EdgeCalls} core
       * @param {string} name
       * @param {ObjectHost} host
       */
      constructor(core2, name, host) {
        this.core = core2;
        this.name = name;
        this.host = { ...host, save: this.save.bind(this, host), readFile: noFile, print: () => {
        } };
      }
      /** True while the object may be dropped from memory. */
      get idle() {
        return this.busy === 0 && this.failures === 0;
      }
      /**
       * @param {ObjectHost} host
       * @param {[string, string | null][]} rows
       * @param {number | null} alarm
       */
      save(host, rows, alarm) {
        host.save(rows, alarm);
        this.saves += 1;
      }
      /** @param {string} message */
      async receive(message) {
        const answer2 = this.lastMessage.then(() => this.core.receive(this.name, message, this.host));
        this.lastMessage = answer2.catch(() => {
        });
        this.busy += 1;
        try {
          return await answer2;
        } finally {
          this.busy -= 1;
        }
      }
      /** Runs the alarm. Never rejects: a failure is logged and retried. */
      async alarm() {
        const saves = this.saves;
        this.busy += 1;
        try {
          await this.core.alarm(this.name, this.host);
          if (this.saves === saves) throw new Error("it has not saved when it is to be called again");
          this.failures = 0;
          this.notBefore = 0;
        } catch (error) {
          this.failures += 1;
          const delay = Math.min(SHORTEST_DELAY * 2 ** (this.failures - 1), LONGEST_DELAY);
          this.notBefore = this.host.now() + delay;
          this.host.log(failure("an alarm failed", this.name, error));
        } finally {
          this.busy -= 1;
        }
      }
    };
    noFile = (path) => Promise.reject(coded("ENOENT", `an object has no file ${path}`));
    messageOf = (error) => error instanceof Error ? error.message : String(error);
  }
});

// edge/handler.js
async function answer(core2, request, host, readBody2 = (most, time) => readWhole(request, most, time)) {
  try {
    return await core2.answer(request, { ...host, readBody: readBody2 });
  } catch (error) {
    host.log(failure("a request failed", "door", error));
    return new Response("the server failed inside; its log says more\n", { status: 500 });
  }
}
function readWhole(request, maxBytes, milliseconds) {
  const size = request.headers.get("content-length");
  if (size === null || exceeds(maxBytes, size)) return readStream(request, maxBytes, milliseconds);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(bodyTooLate(milliseconds)), milliseconds);
    request.arrayBuffer().then((body) => resolve(new Uint8Array(body)), reject).finally(() => clearTimeout(timer));
  });
}
async function readStream({ headers, body }, maxBytes, milliseconds) {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  let stopped;
  const stop = (reason) => {
    stopped ??= reason;
    reader.cancel(reason).catch(() => {
    });
  };
  const timer = setTimeout(() => stop(bodyTooLate(milliseconds)), milliseconds);
  try {
    if (exceeds(maxBytes, headers.get("content-length"))) stop(requestTooLarge(maxBytes));
    const chunks = [];
    for (let size = 0; ; ) {
      const { value } = stopped ? { value: void 0 } : await reader.read();
      if (stopped) throw stopped;
      if (value === void 0) return concatenate(chunks, size);
      chunks.push(value);
      size += value.length;
      if (size > maxBytes) stop(requestTooLarge(maxBytes));
    }
  } finally {
    clearTimeout(timer);
  }
}
var exceeds, requestTooLarge, bodyTooLate;
var init_handler = __esm({
  "edge/handler.js"() {
    init_errors();
    init_http();
    init_object();
    exceeds = (maxBytes, contentLength) => Number(contentLength ?? 0) > maxBytes;
    requestTooLarge = (maxBytes) => coded("ERR_BODY_TOO_LARGE", `the request has more than ${maxBytes} bytes`);
    bodyTooLate = (milliseconds) => coded("ERR_TIMEOUT", `no whole request in ${milliseconds} ms`);
  }
});

// edge/posts.js
function createPosts() {
  const waiting = /* @__PURE__ */ new Map();
  return async (object, message, send2) => {
    const begun = waiting.get(object);
    if (begun) return void (begun.length < MAX_MESSAGES && begun.push(message));
    const messages = [message];
    waiting.set(object, messages);
    await sleep(BATCH_MILLISECONDS);
    waiting.delete(object);
    await send2(object, `[${messages.join()}]`);
  };
}
var BATCH_MILLISECONDS, MAX_MESSAGES;
var init_posts = __esm({
  "edge/posts.js"() {
    init_abort();
    BATCH_MILLISECONDS = 1e3;
    MAX_MESSAGES = 1e3;
  }
});

// edge/objects.js
function createObjects(core2, store, outside) {
  const living = /* @__PURE__ */ new Map();
  const alarms = new Alarms(store, outside.now, {
    call: async (name) => {
      const object = livingObject(name);
      await object.alarm();
      forget(object);
    },
    notBefore: (name) => living.get(name)?.notBefore ?? 0
  });
  const received = /* @__PURE__ */ new Set();
  const receive = async (name, message) => {
    const object = livingObject(name);
    const answer2 = object.receive(message);
    received.add(answer2);
    try {
      return await answer2;
    } finally {
      received.delete(answer2);
      forget(object);
    }
  };
  const posts = createPosts();
  const host = {
    ...outside,
    send: receive,
    post: (name, message) => {
      posts(name, message, receive).catch((error) => outside.log(failure("messages were lost", name, error)));
    }
  };
  function livingObject(name) {
    const known = living.get(name);
    if (known) return known;
    const object = new LivingObject(core2, name, {
      ...host,
      load: (key) => store.load(name, key),
      list: (prefix) => store.list(name, prefix),
      save: (rows, alarm) => {
        store.save(name, rows, alarm);
        alarms.set(name, alarm);
      }
    });
    living.set(name, object);
    return object;
  }
  function forget(object) {
    if (object.idle) living.delete(object.name);
  }
  return {
    host,
    receive,
    start: () => alarms.start(),
    stop: (milliseconds = STOPS_WITHIN) => {
      alarms.stop();
      return allSettledWithin(milliseconds, () => [...received, ...alarms.running.values()]);
    }
  };
}
async function allSettledWithin(milliseconds, running) {
  let timer;
  let late = false;
  const end = new Promise((resolve) => {
    timer = setTimeout(() => resolve(late = true), milliseconds);
  });
  while (!late && running().length > 0) await Promise.race([Promise.allSettled(running()), end]);
  clearTimeout(timer);
}
var MOST_ALARMS, LONGEST_WAIT, STOPS_WITHIN, Alarms;
var init_objects = __esm({
  "edge/objects.js"() {
    init_object();
    init_posts();
    MOST_ALARMS = 64;
    LONGEST_WAIT = 6e4;
    STOPS_WITHIN = 1e4;
    Alarms = class {
      /** The alarms that are set. @type {Map<string, number>} */
      times = /* @__PURE__ */ new Map();
      /** @type {Map<string, Promise<void>>} */
      running = /* @__PURE__ */ new Map();
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      timer;
      wakesAt = Infinity;
      started = false;
      /**
       * @param {Store} store
       * @param {() => number} now
       * @param {{ call(name: string): Promise<void>, notBefore(name: string): number }} objects `call` never rejects
       */
      constructor(store, now, objects) {
        this.store = store;
        this.now = now;
        this.objects = objects;
      }
      start() {
        this.times = new Map(this.store.alarms());
        this.started = true;
        this.call();
      }
      stop() {
        this.started = false;
        clearTimeout(this.timer);
      }
      /**
       * @param {string} name
       * @param {number | null} time
       */
      set(name, time) {
        if (time === null) return void this.times.delete(name);
        this.times.set(name, time);
        if (!this.running.has(name)) this.wakeAt(time);
      }
      /** @param {number} time */
      wakeAt(time) {
        if (!this.started || time >= this.wakesAt) return;
        clearTimeout(this.timer);
        this.wakesAt = time;
        const wait = Math.min(Math.max(time - this.now(), 0), LONGEST_WAIT);
        this.timer = setTimeout(() => this.call(), wait);
      }
      /** Runs the alarms that are due, the oldest first, and sleeps until the next. */
      call() {
        if (!this.started) return;
        this.wakesAt = Infinity;
        for (const [name, time] of this.waiting()) {
          if (this.running.size >= MOST_ALARMS) return;
          if (time > this.now()) return this.wakeAt(time);
          this.running.set(name, this.run(name));
        }
      }
      /** @returns {[name: string, time: number][]} */
      waiting() {
        const waiting = [];
        for (const [name, time] of this.times) {
          if (!this.running.has(name)) waiting.push([name, Math.max(time, this.objects.notBefore(name))]);
        }
        return waiting.sort(([, one], [, other]) => one - other);
      }
      /** @param {string} name */
      async run(name) {
        await this.objects.call(name);
        this.running.delete(name);
        this.call();
      }
    };
  }
});

// edge/serve.js
async function serve(how, core2, host, platform) {
  const shutdown = platform.shutdownSignal();
  const store = await platform.openStore(how.folder);
  try {
    await serveFrom(store, how, core2, host, platform, shutdown);
  } finally {
    store.close();
  }
}
async function serveFrom(store, how, core2, host, platform, shutdown) {
  const outside = {
    ...host,
    config: () => how.config,
    variable: platform.variable,
    runtime: () => platform.runtime,
    log: (line) => host.print("stdout", `${line}
`)
  };
  const objects = createObjects(core2, store, outside);
  const port = await platform.listen(how, (request, readBody2) => answer(core2, request, objects.host, readBody2));
  host.print("stderr", `listening on ${port.url}
`);
  objects.start();
  await shutdown;
  await Promise.all([port.close(), objects.stop(ENDS_WITHIN)]);
}
var ENDS_WITHIN, urlOf;
var init_serve = __esm({
  "edge/serve.js"() {
    init_handler();
    init_objects();
    ENDS_WITHIN = 1e4;
    urlOf = (hostname, port) => `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
  }
});

// edge/listen-node.js
async function listen(how, answer2) {
  const server = (0, import_node_http.createServer)(limits);
  const replies = /* @__PURE__ */ new Set();
  const handle = (incoming, outgoing) => {
    if (!server.listening) outgoing.setHeader("Connection", "close");
    outgoing.on("error", () => {
    });
    const replied = reply(how, answer2, incoming, outgoing);
    replies.add(replied);
    void replied.then(() => replies.delete(replied));
  };
  server.on("request", handle);
  server.on("checkContinue", handle);
  await (0, import_node_events.once)(server.listen(how.port, how.hostname), "listening");
  const { port } = (
    /** @type {import("node:net").AddressInfo} */
    server.address()
  );
  return { url: urlOf(how.hostname, port), close: () => close(server, replies) };
}
async function close(server, replies) {
  const closed = (0, import_node_events.once)(server.close(), "close");
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), ENDS_WITHIN);
  await Promise.all(replies);
  server.closeAllConnections();
  await closed;
  clearTimeout(timer);
}
async function reply(how, answer2, incoming, outgoing) {
  const request = requestOf(incoming, how);
  const response = request ? await answer2(request, (maxBytes, milliseconds) => readBody(incoming, outgoing, maxBytes, milliseconds)) : new Response("bad request\n", { status: 400 });
  const body = Buffer.from(await response.arrayBuffer());
  if (!incoming.complete) outgoing.setHeader("Connection", "close");
  outgoing.setHeader("Content-Length", body.length);
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  outgoing.writeHead(response.status);
  if (incoming.method !== "HEAD") outgoing.write(body);
  await drain(incoming);
  await new Promise((resolve) => {
    if (outgoing.destroyed) return resolve(void 0);
    outgoing.on("close", resolve);
    outgoing.end(resolve);
  });
}
function requestOf({ method, url, headers, rawHeaders }, { hostname, port }) {
  try {
    const pairs2 = rawHeaders.flatMap((name, index) => index % 2 === 0 ? [[name, rawHeaders[index + 1]]] : []);
    const base = headers.host ? `http://${headers.host}` : urlOf(hostname, port);
    return new Request(base + url, { method, headers: pairs2 });
  } catch {
    return void 0;
  }
}
async function readBody(incoming, outgoing, maxBytes, milliseconds) {
  if (exceeds(maxBytes, incoming.headers["content-length"])) throw requestTooLarge(maxBytes);
  if (incoming.headers.expect) outgoing.writeContinue();
  let timer;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(bodyTooLate(milliseconds)), milliseconds);
      collect3(incoming, maxBytes, resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    incoming.removeAllListeners("data");
  }
}
function collect3(incoming, maxBytes, resolve, reject) {
  const chunks = [];
  let size = 0;
  incoming.on("data", (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) reject(requestTooLarge(maxBytes));
  });
  incoming.on("end", () => resolve(Buffer.concat(chunks)));
  incoming.on("error", reject);
  incoming.on("close", () => reject(new Error("the client has gone")));
}
async function drain(incoming) {
  if (incoming.complete || incoming.destroyed) return;
  incoming.resume();
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, LINGERS);
    incoming.on("error", () => {
    });
    incoming.on("close", resolve);
    incoming.on("end", resolve);
    incoming.on("close", () => clearTimeout(timer));
  });
}
var import_node_events, import_node_http, limits, LINGERS;
var init_listen_node = __esm({
  "edge/listen-node.js"() {
    import_node_events = require("node:events");
    import_node_http = require("node:http");
    init_handler();
    init_serve();
    limits = {
      headersTimeout: 1e4,
      requestTimeout: 3e4,
      connectionsCheckingInterval: 1e3,
      maxHeaderSize: 16 << 10,
      // Longer than a proxy in front holds a connection open: it must not send a request into a connection that is closing.
      keepAliveTimeout: 65e3
    };
    LINGERS = 2e3;
  }
});

// edge/store-node.js
async function openStore(folder) {
  const { DatabaseSync } = await import("node:sqlite").catch(() => {
    throw coded("ERR_NO_SQLITE", "there is no node:sqlite");
  });
  (0, import_node_fs.mkdirSync)(folder, { recursive: true, mode: 448 });
  const journal = (0, import_node_path.join)(folder, journalFile);
  if ((0, import_node_fs.existsSync)(journal)) throw coded("ERR_JOURNAL", journal);
  const opened = [];
  const open = (name, sql) => {
    const database = new DatabaseSync((0, import_node_path.join)(folder, name));
    opened.push(database);
    database.exec(sql);
    return database;
  };
  const close2 = () => opened.splice(0).reverse().forEach((database) => void database.close());
  try {
    open(lockFile, lock);
    const database = open(storeFile, settings);
    checkVersion(database, folder);
    database.exec(tables);
    return { ...storeIn(database), close: close2 };
  } catch (error) {
    close2();
    if (!/database is locked/.test(
      /** @type {Error} */
      error.message
    )) throw error;
    throw coded("ERR_STORE_IN_USE", `another process uses ${folder}`);
  }
}
function checkVersion(database, folder) {
  const version = Number(database.prepare("PRAGMA user_version").get()?.user_version);
  if (version <= VERSION) return;
  throw coded("ERR_STORE", `cannot use ${folder}: a newer version of dagster-deploy has written it`);
}
function storeIn(database) {
  const load = database.prepare("SELECT text FROM rows WHERE object = ? AND key = ?");
  const list = database.prepare("SELECT key, text FROM rows WHERE object = ? AND key >= ? ORDER BY key");
  const put = database.prepare("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)");
  const remove = database.prepare("DELETE FROM rows WHERE object = ? AND key = ?");
  const alarms = database.prepare("SELECT object, time FROM alarms");
  const setAlarm = database.prepare("INSERT OR REPLACE INTO alarms VALUES (?, ?)");
  const removeAlarm = database.prepare("DELETE FROM alarms WHERE object = ?");
  return {
    load: (object, key) => (
      /** @type {string | undefined} */
      load.get(object, key)?.text
    ),
    list: (object, prefix) => beginning(prefix, list.iterate(object, prefix)),
    save(object, rows, alarm) {
      database.exec("BEGIN IMMEDIATE");
      try {
        for (const [key, text] of rows) {
          if (text === null) remove.run(object, key);
          else put.run(object, key, text);
        }
        if (alarm === null) removeAlarm.run(object);
        else setAlarm.run(object, alarm);
        database.exec("COMMIT");
      } catch (error) {
        rollBack(database);
        throw error;
      }
    },
    alarms: () => alarms.all().map(({ object, time }) => [String(object), Number(time)])
  };
}
function beginning(prefix, rows) {
  const found = [];
  for (const row of rows) {
    const [key, text] = [String(row.key), String(row.text)];
    if (!key.startsWith(prefix)) break;
    found.push([key, text]);
  }
  return found;
}
function rollBack(database) {
  try {
    database.exec("ROLLBACK");
  } catch {
  }
}
var import_node_fs, import_node_path, storeFile, lockFile, journalFile, VERSION, lock, settings, tables;
var init_store_node = __esm({
  "edge/store-node.js"() {
    import_node_fs = require("node:fs");
    import_node_path = require("node:path");
    init_errors();
    storeFile = "inbox.sqlite";
    lockFile = "inbox.lock";
    journalFile = "inbox.journal";
    VERSION = 1;
    lock = `
  PRAGMA busy_timeout = 1000;
  PRAGMA journal_mode = MEMORY;
  BEGIN IMMEDIATE;
`;
    settings = `
  PRAGMA busy_timeout = 1000;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
`;
    tables = `
  CREATE TABLE IF NOT EXISTS rows (object TEXT, key TEXT, text TEXT, PRIMARY KEY (object, key)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS alarms (object TEXT PRIMARY KEY, time REAL) WITHOUT ROWID;
  PRAGMA user_version = ${VERSION};
`;
  }
});

// edge/serve-node.js
var serve_node_exports = {};
__export(serve_node_exports, {
  serve: () => serve2
});
var serve2;
var init_serve_node = __esm({
  "edge/serve-node.js"() {
    init_host_node();
    init_listen_node();
    init_serve();
    init_store_node();
    serve2 = (how, core2, host) => serve(how, core2, host, { ...ownProcess, openStore, listen });
  }
});

// core.js
init_errors();

// instance.js
init_abort();
init_errors();

// crypto.js
var keys = /* @__PURE__ */ new Map();
var MAX_KEYS = 32;
async function hmacSha256(key, message) {
  const name = String.fromCharCode(...key);
  const known = keys.get(name);
  const data = known ? message : message.slice();
  const imported = known ?? await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  keys.delete(name);
  keys.set(name, imported);
  if (keys.size > MAX_KEYS) keys.delete(
    /** @type {string} */
    keys.keys().next().value
  );
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, data));
}
async function verifyRs256(jwk, message, signature) {
  const [data, code] = [message.slice(), signature.slice()];
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("jwk", JSON.parse(jwk), algorithm, false, ["verify"]);
  return crypto.subtle.verify(algorithm.name, key, code, data);
}

// guarded-host.js
var abortable = ["fetch", "sleep"];
function guardHost(host, call, readText) {
  const guarded = {
    hmacSha256: (...args) => call.guard(hmacSha256(...args)),
    verifyRs256: (...args) => call.guard(verifyRs256(...args)),
    ownText: (name) => call.guard(readText(name))
  };
  for (const [name, member] of Object.entries(host)) {
    guarded[name] = (...args) => {
      if (name === "save") call.throwIfAborted();
      try {
        if (abortable.includes(name)) args.push(call);
        const result = member.apply(host, args);
        return typeof result?.then === "function" ? call.guard(result) : result;
      } catch (error) {
        if (name === "save") throw error;
        call.abort(error);
        return new Promise(() => {
        });
      }
    };
  }
  return guarded;
}

// instance.js
var settled = Promise.resolve();
var Instance = class {
  /** Set once it has trapped. @type {import("./errors.js").DeployError | undefined} */
  trapped;
  panicMessage = "";
  /** @type {Set<Call>} */
  calls = /* @__PURE__ */ new Set();
  /**
   * @param {Instantiate} instantiate
   * @param {WebAssembly.Module} module
   * @param {ReadText} readText
   */
  constructor(instantiate2, module2, readText) {
    this.readText = readText;
    this.core = instantiate2(module2, (task) => void settled.then(() => this.guard(task)));
    this.core.on_panic((message) => void (this.panicMessage = message));
  }
  /**
   * Runs a piece of the core. An exception is a trap: errors of the core arrive as rejections.
   * @template T
   * @param {() => T} task
   */
  guard(task) {
    if (this.trapped) return;
    try {
      return task();
    } catch (trap) {
      this.trapped = panicError(this.panicMessage || String(trap));
      for (const call of this.calls) call.abort(this.trapped);
    }
  }
  /** @param {(core: Core) => string[]} names */
  read(names) {
    const read = this.guard(() => names(this.core));
    if (!read) throw this.trapped;
    return read;
  }
  /**
   * @template T
   * @template {Host} H
   * @param {(core: Core, host: H & GuardedHost) => Promise<T>} start
   * @param {H} host
   * @param {AbortSignal} [signal]
   * @returns {Promise<T>}
   */
  async enter(start, host, signal) {
    signal?.throwIfAborted();
    const call = new Call();
    const stop = () => call.abort(signal?.reason);
    signal?.addEventListener("abort", stop);
    this.calls.add(call);
    try {
      const result = this.guard(() => start(this.core, guardHost(host, call, this.readText)));
      return await Promise.race([result ?? call.end, call.end]);
    } finally {
      this.calls.delete(call);
      signal?.removeEventListener("abort", stop);
    }
  }
};
var Call = class extends PlainAbort {
  /** Rejects when the call is aborted; never resolves. @type {Promise<never>} */
  end = new Promise((_, reject) => void this.onAbort(() => reject(this.reason)));
  throwIfAborted() {
    if (this.aborted) throw this.reason;
  }
  /**
   * Settles like the promise, or never if the call was aborted before.
   * @template T
   * @param {Promise<T>} promise
   * @returns {Promise<T>}
   */
  guard(promise) {
    return new Promise((resolve, reject) => {
      promise.then(
        (value) => this.aborted || resolve(value),
        (error) => this.aborted || reject(error)
      );
    });
  }
};

// core.js
function createCore(instantiate2, readModule2, readText = async () => "") {
  let module2;
  let current;
  const instance = () => {
    if (!current || current.trapped) current = new Instance(instantiate2, module2 ??= readModule2(), readText);
    return current;
  };
  const read = (names) => instance().read(names);
  const enter = async (start, host, signal) => instance().enter(start, host, signal);
  return {
    /**
     * Returns the names of the environment variables to put into the job of a command line.
     * @param {string[]} argv
     */
    variables: (argv) => read((core2) => core2.variables(argv)),
    /**
     * Returns the names of the variables to put into the job of a library call.
     * @param {string} command
     * @param {boolean} readsCiState
     */
    callVariables: (command, readsCiState) => read((core2) => core2.call_variables(command, readsCiState)),
    /** Returns the names of the variables to put into the job of the Action. */
    actionVariables: () => read((core2) => core2.action_variables()),
    /**
     * Runs a command line; resolves to the exit status.
     * @param {Job} job
     * @param {CommandHost} host
     */
    run: (job, host) => enter((core2, guarded) => core2.run(job, guarded), host),
    /**
     * Runs the GitHub Action, or with `isPost` its end in a job that was cancelled; resolves to the exit status.
     * @param {Job} job
     * @param {Host} host
     * @param {boolean} isPost
     */
    action: (job, host, isPost) => enter((core2, guarded) => core2.action(job, guarded, isPost), host),
    /**
     * Runs one command for a library. When `signal` fires, the call rejects with its reason and nothing more is sent.
     * @param {string} command
     * @param {object} options
     * @param {Job} job
     * @param {Host} host
     * @param {AbortSignal} [signal]
     */
    call: (command, options, job, host, signal) => enter((core2, guarded) => core2.call(command, options, job, guarded), host, signal).catch(
      (error) => Promise.reject(error?.name === "DeployError" ? new DeployError(error) : error)
    ),
    /**
     * Answers an HTTP request.
     * @param {Request} request
     * @param {HandlerHost} host
     */
    answer: (request, host) => enter((core2, guarded) => core2.answer(request, guarded), host),
    /**
     * Hands a message to an object, before this returns; resolves to the object's answer.
     * @param {string} object
     * @param {string} message
     * @param {ObjectHost} host
     */
    receive: (object, message, host) => enter((core2, guarded) => core2.receive(object, message, guarded), host),
    /**
     * Runs the alarm of an object.
     * @param {string} object
     * @param {ObjectHost} host
     */
    alarm: (object, host) => enter((core2, guarded) => core2.alarm(object, guarded), host)
  };
}

// dagster_deploy.js
function instantiate(module2, queueMicrotask) {
  function action(job, host, is_post) {
    const ret = wasm.action(job, host, is_post);
    return ret;
  }
  function action_variables() {
    const ret = wasm.action_variables();
    var v1 = getArrayJsValueFromWasm0(ret[0], ret[1]);
    wasm.__wbindgen_free(ret[0], ret[1] * 4, 4);
    return v1;
  }
  function alarm(object, host) {
    const ptr0 = passStringToWasm0(object, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
    const len0 = WASM_VECTOR_LEN;
    const ret = wasm.alarm(ptr0, len0, host);
    return ret;
  }
  function answer2(request, host) {
    const ret = wasm.answer(request, host);
    return ret;
  }
  function call(command, options, job, host) {
    const ptr0 = passStringToWasm0(command, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
    const len0 = WASM_VECTOR_LEN;
    const ret = wasm.call(ptr0, len0, options, job, host);
    return ret;
  }
  function call_variables(command, reads_ci_state) {
    const val2 = +reads_ci_state;
    const ptr0 = passStringToWasm0(command, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
    const len0 = WASM_VECTOR_LEN;
    const ret = wasm.call_variables(ptr0, len0, val2);
    var v3 = getArrayJsValueFromWasm0(ret[0], ret[1]);
    wasm.__wbindgen_free(ret[0], ret[1] * 4, 4);
    return v3;
  }
  function on_panic(callback) {
    wasm.on_panic(callback);
  }
  function receive(object, message, host) {
    let ptr0, len0, ptr1, len1;
    try {
      ptr0 = passStringToWasm0(object, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      len0 = WASM_VECTOR_LEN;
      ptr1 = passStringToWasm0(message, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      len1 = WASM_VECTOR_LEN;
    } catch (e) {
      if (ptr1) {
        wasm.__wbindgen_free(ptr1, len1 * 1, 1);
      }
      if (ptr0) {
        wasm.__wbindgen_free(ptr0, len0 * 1, 1);
      }
      throw e;
    }
    const ret = wasm.receive(ptr0, len0, ptr1, len1, host);
    return ret;
  }
  function run(job, host) {
    const ret = wasm.run(job, host);
    return ret;
  }
  function variables(argv) {
    const ptr0 = passArrayJsValueToWasm0(argv, wasm.__wbindgen_malloc);
    const len0 = WASM_VECTOR_LEN;
    const ret = wasm.variables(ptr0, len0);
    var v2 = getArrayJsValueFromWasm0(ret[0], ret[1]);
    wasm.__wbindgen_free(ret[0], ret[1] * 4, 4);
    return v2;
  }
  function __wbg_get_imports() {
    const import0 = {
      __proto__: null,
      __wbg___wbindgen_boolean_get_4f1baf9a00be3c74: function(arg0) {
        const v = arg0;
        const ret = typeof v === "boolean" ? v : void 0;
        return isLikeNone(ret) ? 16777215 : ret ? 1 : 0;
      },
      __wbg___wbindgen_debug_string_f249a2a76caa9a55: function(arg0, arg1) {
        const ret = debugString(arg1);
        const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        const len1 = WASM_VECTOR_LEN;
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
      },
      __wbg___wbindgen_is_function_741ff2bb612836f5: function(arg0) {
        const ret = typeof arg0 === "function";
        return ret;
      },
      __wbg___wbindgen_is_object_8b968c3ab8e96595: function(arg0) {
        const val = arg0;
        const ret = typeof val === "object" && val !== null;
        return ret;
      },
      __wbg___wbindgen_is_undefined_be5b34249ff1fc15: function(arg0) {
        const ret = arg0 === void 0;
        return ret;
      },
      __wbg___wbindgen_jsval_eq_38d7bfbe4cc84039: function(arg0, arg1) {
        const ret = arg0 === arg1;
        return ret;
      },
      __wbg___wbindgen_number_get_934b640d0889af78: function(arg0, arg1) {
        const obj = arg1;
        const ret = typeof obj === "number" ? obj : void 0;
        getDataViewMemory0().setFloat64((arg0 >>> 0) + 8 * 1, isLikeNone(ret) ? 0 : ret, true);
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, !isLikeNone(ret), true);
      },
      __wbg___wbindgen_string_get_7ce8eee7fd327545: function(arg0, arg1) {
        const obj = arg1;
        const ret = typeof obj === "string" ? obj : void 0;
        var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        var len1 = WASM_VECTOR_LEN;
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
      },
      __wbg___wbindgen_throw_4c88d8bf264fd984: function(arg0, arg1) {
        throw new Error(getStringFromWasm0(arg0, arg1));
      },
      __wbg__wbg_cb_unref_09736879a3f67559: function(arg0) {
        arg0._wbg_cb_unref();
      },
      __wbg_appendFile_84a7ca89e290bb0d: function(arg0, arg1, arg2, arg3, arg4) {
        const ret = arg0.appendFile(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4));
        return ret;
      },
      __wbg_call_a410eb4b59ed5965: function() {
        return handleError(function(arg0, arg1, arg2) {
          const ret = arg0.call(arg1, arg2);
          return ret;
        }, arguments);
      },
      __wbg_config_d63ce4196227011d: function(arg0) {
        const ret = arg0.config();
        return ret;
      },
      __wbg_entries_7bb1459bd9b5c2b9: function(arg0) {
        const ret = Object.entries(arg0);
        return ret;
      },
      __wbg_fetch_e947032a7234869e: function(arg0, arg1) {
        const ret = arg0.fetch(arg1);
        return ret;
      },
      __wbg_from_eac91875c8a5ffa4: function(arg0) {
        const ret = Array.from(arg0);
        return ret;
      },
      __wbg_get_2080c49015e35254: function() {
        return handleError(function(arg0, arg1) {
          const ret = Reflect.get(arg0, arg1);
          return ret;
        }, arguments);
      },
      __wbg_get_d7176cfb76d71114: function(arg0, arg1) {
        const ret = arg0[arg1 >>> 0];
        return ret;
      },
      __wbg_get_unchecked_e6325ad374eff861: function(arg0, arg1) {
        const ret = arg0[arg1 >>> 0];
        return ret;
      },
      __wbg_headers_9ef80dd266706f48: function(arg0) {
        const ret = arg0.headers;
        return ret;
      },
      __wbg_hmacSha256_3fc6debc428bc9e4: function(arg0, arg1, arg2, arg3, arg4) {
        const ret = arg0.hmacSha256(getArrayU8FromWasm0(arg1, arg2), getArrayU8FromWasm0(arg3, arg4));
        return ret;
      },
      __wbg_join_0eb3fa0210561997: function(arg0, arg1, arg2) {
        const ret = arg0.join(getStringFromWasm0(arg1, arg2));
        return ret;
      },
      __wbg_length_186163212ffe79c3: function(arg0) {
        const ret = arg0.length;
        return ret;
      },
      __wbg_length_b03a0fabb109b1e9: function(arg0) {
        const ret = arg0.length;
        return ret;
      },
      __wbg_list_1b2aa66b5a28c29e: function(arg0, arg1, arg2) {
        const ret = arg0.list(getStringFromWasm0(arg1, arg2));
        return ret;
      },
      __wbg_load_cb8550bdf492ac49: function(arg0, arg1, arg2) {
        const ret = arg0.load(getStringFromWasm0(arg1, arg2));
        return ret;
      },
      __wbg_log_38f6806f662f962d: function(arg0, arg1, arg2) {
        arg0.log(getStringFromWasm0(arg1, arg2));
      },
      __wbg_method_3d406ebab4dd9853: function(arg0, arg1) {
        const ret = arg1.method;
        const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        const len1 = WASM_VECTOR_LEN;
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
      },
      __wbg_new_13de428334042d26: function(arg0) {
        const ret = new Uint8Array(arg0);
        return ret;
      },
      __wbg_new_37eb45aaf5eeb820: function() {
        const ret = new Array();
        return ret;
      },
      __wbg_new_787b9fb330d55d78: function(arg0, arg1) {
        const ret = new Error(getStringFromWasm0(arg0, arg1));
        return ret;
      },
      __wbg_new_cd4348290afae586: function() {
        const ret = new Object();
        return ret;
      },
      __wbg_new_typed_e09da9dae6ee5935: function(arg0, arg1) {
        try {
          var state0 = { a: arg0, b: arg1 };
          var cb0 = (arg02, arg12) => {
            const a = state0.a;
            state0.a = 0;
            try {
              return wasm_bindgen__convert__closures_____invoke__h541eccc9a12426cb(a, state0.b, arg02, arg12);
            } finally {
              state0.a = a;
            }
          };
          const ret = new Promise(cb0);
          return ret;
        } finally {
          state0.a = 0;
        }
      },
      __wbg_new_with_opt_str_and_init_6456bed24baae6fc: function() {
        return handleError(function(arg0, arg1, arg2) {
          const ret = new Response(arg0 === 0 ? void 0 : getStringFromWasm0(arg0, arg1), arg2);
          return ret;
        }, arguments);
      },
      __wbg_now_2c720bf31dfd4457: function(arg0) {
        const ret = arg0.now();
        return ret;
      },
      __wbg_of_e7ea0fcd535c1444: function(arg0, arg1) {
        const ret = Array.of(arg0, arg1);
        return ret;
      },
      __wbg_ownText_13cb568392380992: function(arg0, arg1, arg2) {
        const ret = arg0.ownText(getStringFromWasm0(arg1, arg2));
        return ret;
      },
      __wbg_parse_c3f72b5a24f83c01: function() {
        return handleError(function(arg0, arg1) {
          const ret = JSON.parse(getStringFromWasm0(arg0, arg1));
          return ret;
        }, arguments);
      },
      __wbg_post_fddb40dea39c80b7: function(arg0, arg1, arg2, arg3, arg4) {
        arg0.post(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4));
      },
      __wbg_print_2eff60fd38d8cd75: function(arg0, arg1, arg2, arg3, arg4) {
        arg0.print(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4));
      },
      __wbg_prototypesetcall_13162965d1fe7aa3: function(arg0, arg1, arg2) {
        Uint8Array.prototype.set.call(getArrayU8FromWasm0(arg0, arg1), arg2);
      },
      __wbg_push_c9f4893fc209f768: function(arg0, arg1) {
        const ret = arg0.push(arg1);
        return ret;
      },
      __wbg_queueMicrotask_1e8503a8a690f0a3: function(arg0) {
        const ret = arg0.queueMicrotask;
        return ret;
      },
      __wbg_queueMicrotask_4a1a4d8dd332373b: function(arg0) {
        queueMicrotask(arg0);
      },
      __wbg_random_82994b95918f8baa: function(arg0) {
        const ret = arg0.random();
        return ret;
      },
      __wbg_readBody_983935144de7b9fd: function(arg0, arg1, arg2) {
        const ret = arg0.readBody(arg1 >>> 0, arg2 >>> 0);
        return ret;
      },
      __wbg_readFile_b010a1eeb48e15a8: function(arg0, arg1, arg2, arg3) {
        const ret = arg0.readFile(getStringFromWasm0(arg1, arg2), arg3 >>> 0);
        return ret;
      },
      __wbg_reject_334b730b3c00849b: function(arg0) {
        const ret = Promise.reject(arg0);
        return ret;
      },
      __wbg_resolve_dbf78ab4942478b0: function(arg0) {
        const ret = Promise.resolve(arg0);
        return ret;
      },
      __wbg_runGit_89c331cd7fca73d2: function(arg0, arg1, arg2, arg3) {
        var v0 = getArrayJsValueFromWasm0(arg2, arg3);
        wasm.__wbindgen_free(arg2, arg3 * 4, 4);
        const ret = arg0.runGit(arg1, v0);
        return ret;
      },
      __wbg_runtime_fc4b9eec60f38320: function(arg0) {
        const ret = arg0.runtime();
        return ret;
      },
      __wbg_save_13802dc007b09570: function() {
        return handleError(function(arg0, arg1, arg2) {
          arg0.save(arg1, arg2);
        }, arguments);
      },
      __wbg_send_bc4091923443aa4e: function(arg0, arg1, arg2, arg3, arg4) {
        const ret = arg0.send(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4));
        return ret;
      },
      __wbg_serve_feac98d37c54f766: function(arg0, arg1) {
        const ret = arg0.serve(arg1);
        return ret;
      },
      __wbg_set_2793479888329cb6: function() {
        return handleError(function(arg0, arg1, arg2) {
          const ret = Reflect.set(arg0, arg1, arg2);
          return ret;
        }, arguments);
      },
      __wbg_set_d2d33b52458e984a: function(arg0, arg1, arg2) {
        arg0[arg1 >>> 0] = arg2;
      },
      __wbg_set_e4b9a833d288759a: function(arg0, arg1, arg2) {
        arg0[arg1] = arg2;
      },
      __wbg_set_headers_07f10dbe49bc0e77: function(arg0, arg1) {
        arg0.headers = arg1;
      },
      __wbg_set_name_822e3903f3184979: function(arg0, arg1, arg2) {
        arg0.name = getStringFromWasm0(arg1, arg2);
      },
      __wbg_set_status_bd9dc81d1c17b108: function(arg0, arg1) {
        arg0.status = arg1;
      },
      __wbg_sleep_54568d0df553a440: function(arg0, arg1) {
        const ret = arg0.sleep(arg1 >>> 0);
        return ret;
      },
      __wbg_static_accessor_GLOBAL_THIS_003ee833af9699fc: function() {
        const ret = typeof globalThis === "undefined" ? void 0 : globalThis;
        return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
      },
      __wbg_static_accessor_GLOBAL_e4293fb22cbe77da: function() {
        const ret = typeof global === "undefined" ? void 0 : global;
        return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
      },
      __wbg_static_accessor_SELF_53bb20457401453d: function() {
        const ret = typeof self === "undefined" ? void 0 : self;
        return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
      },
      __wbg_static_accessor_WINDOW_b5e0810bfecb7feb: function() {
        const ret = typeof window === "undefined" ? void 0 : window;
        return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
      },
      __wbg_stringify_0a0fbf2ef722380a: function() {
        return handleError(function(arg0) {
          const ret = JSON.stringify(arg0);
          return ret;
        }, arguments);
      },
      __wbg_then_656f253a5dd7d8ea: function(arg0, arg1, arg2) {
        const ret = arg0.then(arg1, arg2);
        return ret;
      },
      __wbg_then_e3f7f2d365708be8: function(arg0, arg1) {
        const ret = arg0.then(arg1);
        return ret;
      },
      __wbg_toString_55ffdf586349746b: function(arg0) {
        const ret = arg0.toString();
        return ret;
      },
      __wbg_url_1be993c7b186415b: function(arg0, arg1) {
        const ret = arg1.url;
        const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        const len1 = WASM_VECTOR_LEN;
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
      },
      __wbg_variable_45b30409f2d57c3c: function(arg0, arg1, arg2) {
        const ret = arg0.variable(getStringFromWasm0(arg1, arg2));
        return ret;
      },
      __wbg_verifyRs256_dcc3e016ac43046a: function(arg0, arg1, arg2, arg3, arg4, arg5, arg6) {
        const ret = arg0.verifyRs256(getStringFromWasm0(arg1, arg2), getArrayU8FromWasm0(arg3, arg4), getArrayU8FromWasm0(arg5, arg6));
        return ret;
      },
      __wbindgen_generic_0000000000000001: function(arg0, arg1) {
        const ret = makeMutClosure(arg0, arg1, wasm_bindgen__convert__closures_____invoke__h8704c223efbd9484);
        return ret;
      },
      __wbindgen_generic_0000000000000002: function(arg0) {
        const ret = arg0;
        return ret;
      },
      __wbindgen_generic_0000000000000003: function(arg0, arg1) {
        const ret = getStringFromWasm0(arg0, arg1);
        return ret;
      },
      __wbindgen_init_externref_table: function() {
        const table = wasm.__wbindgen_externrefs;
        table.set(0, void 0);
        table.set(1024, void 0);
        table.set(1025, null);
        table.set(1026, true);
        table.set(1027, false);
      }
    };
    return {
      __proto__: null,
      "./dagster_deploy_bg.js": import0
    };
  }
  function wasm_bindgen__convert__closures_____invoke__h8704c223efbd9484(arg0, arg1, arg2) {
    const ret = wasm.wasm_bindgen__convert__closures_____invoke__h8704c223efbd9484(arg0, arg1, arg2);
    if (ret[1]) {
      throw takeFromExternrefTable0(ret[0]);
    }
  }
  function wasm_bindgen__convert__closures_____invoke__h541eccc9a12426cb(arg0, arg1, arg2, arg3) {
    wasm.wasm_bindgen__convert__closures_____invoke__h541eccc9a12426cb(arg0, arg1, arg2, arg3);
  }
  function addToExternrefTable0(obj) {
    const idx = wasm.__externref_table_alloc();
    wasm.__wbindgen_externrefs.set(idx, obj);
    return idx;
  }
  const CLOSURE_DTORS = typeof FinalizationRegistry === "undefined" ? { register: () => {
  }, unregister: () => {
  } } : new FinalizationRegistry((state) => wasm.__wbindgen_destroy_closure(state.a, state.b));
  function debugString(val) {
    switch (typeof val) {
      // primitive types
      case "number":
      case "boolean":
      case "undefined":
        return `${val}`;
      case "string":
        return JSON.stringify(val);
      case "bigint":
        return `${val}n`;
      case "symbol":
        return val.description !== void 0 ? `Symbol(${val.description})` : "Symbol";
      case "function":
        return typeof val.name === "string" && val.name !== "" ? `Function(${val.name})` : "Function";
      case "object": {
        if (val === null) {
          return "null";
        }
        if (Array.isArray(val)) {
          return "[" + Array.from(val, debugString).join(", ") + "]";
        }
        if (val instanceof Error) {
          return `${val.name}: ${val.message}
${val.stack}`;
        }
        const toStringOutput = toString.call(val);
        const className = /\[object ([^\]]+)\]/.exec(toStringOutput)?.[1];
        if (className === void 0) {
          return toStringOutput;
        }
        if (className === "Object") {
          try {
            return "Object(" + JSON.stringify(val) + ")";
          } catch (_) {
            return "Object";
          }
        }
        return className;
      }
    }
  }
  function getArrayJsValueFromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    const mem = getDataViewMemory0();
    const result = [];
    for (let i = ptr; i < ptr + 4 * len; i += 4) {
      result.push(wasm.__wbindgen_externrefs.get(mem.getUint32(i, true)));
    }
    wasm.__externref_drop_slice(ptr, len);
    return result;
  }
  function getArrayU8FromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return getUint8ArrayMemory0().subarray(ptr / 1, ptr / 1 + len);
  }
  let cachedDataViewMemory0 = null;
  function getDataViewMemory0() {
    if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || cachedDataViewMemory0.buffer.detached === void 0 && cachedDataViewMemory0.buffer !== wasm.memory.buffer) {
      cachedDataViewMemory0 = new DataView(wasm.memory.buffer);
    }
    return cachedDataViewMemory0;
  }
  function getStringFromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
  }
  let cachedUint8ArrayMemory0 = null;
  function getUint8ArrayMemory0() {
    if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {
      cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);
    }
    return cachedUint8ArrayMemory0;
  }
  function handleError(f, args) {
    try {
      return f.apply(this, args);
    } catch (e) {
      const idx = addToExternrefTable0(e);
      wasm.__wbindgen_exn_store(idx);
    }
  }
  function isLikeNone(x) {
    return x === void 0 || x === null;
  }
  function makeMutClosure(arg0, arg1, f) {
    const state = { a: arg0, b: arg1, cnt: 1 };
    const real = (...args) => {
      state.cnt++;
      const a = state.a;
      state.a = 0;
      try {
        return f(a, state.b, ...args);
      } finally {
        state.a = a;
        real._wbg_cb_unref();
      }
    };
    real._wbg_cb_unref = () => {
      if (--state.cnt === 0) {
        wasm.__wbindgen_destroy_closure(state.a, state.b);
        state.a = 0;
        CLOSURE_DTORS.unregister(state);
      }
    };
    CLOSURE_DTORS.register(real, state, state);
    return real;
  }
  function passArrayJsValueToWasm0(array, malloc) {
    const ptr = malloc(array.length * 4, 4) >>> 0;
    for (let i = 0; i < array.length; i++) {
      const add = addToExternrefTable0(array[i]);
      getDataViewMemory0().setUint32(ptr + 4 * i, add, true);
    }
    WASM_VECTOR_LEN = array.length;
    return ptr;
  }
  function passStringToWasm0(arg, malloc, realloc) {
    if (realloc === void 0) {
      const buf = cachedTextEncoder.encode(arg);
      const ptr2 = malloc(buf.length, 1) >>> 0;
      getUint8ArrayMemory0().subarray(ptr2, ptr2 + buf.length).set(buf);
      WASM_VECTOR_LEN = buf.length;
      return ptr2;
    }
    let len = arg.length;
    let ptr = malloc(len, 1) >>> 0;
    const mem = getUint8ArrayMemory0();
    let offset = 0;
    for (; offset < len; offset++) {
      const code = arg.charCodeAt(offset);
      if (code > 127) break;
      mem[ptr + offset] = code;
    }
    if (offset !== len) {
      if (offset !== 0) {
        arg = arg.slice(offset);
      }
      ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
      const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
      const ret = cachedTextEncoder.encodeInto(arg, view);
      offset += ret.written;
      ptr = realloc(ptr, len, offset, 1) >>> 0;
    }
    WASM_VECTOR_LEN = offset;
    return ptr;
  }
  function takeFromExternrefTable0(idx) {
    const value = wasm.__wbindgen_externrefs.get(idx);
    wasm.__externref_table_dealloc(idx);
    return value;
  }
  let cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
  cachedTextDecoder.decode();
  const MAX_SAFARI_DECODE_BYTES = 2146435072;
  let numBytesDecoded = 0;
  function decodeText(bytes) {
    numBytesDecoded += bytes.length;
    if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
      cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
      cachedTextDecoder.decode();
      numBytesDecoded = bytes.length;
    }
    return cachedTextDecoder.decode(bytes);
  }
  const cachedTextEncoder = new TextEncoder();
  if (!("encodeInto" in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function(arg, view) {
      const buf = cachedTextEncoder.encode(arg);
      view.set(buf);
      return {
        read: arg.length,
        written: buf.length
      };
    };
  }
  let WASM_VECTOR_LEN = 0;
  let wasmModule, wasmInstance, wasm;
  function __wbg_finalize_init(instance, module3) {
    wasmInstance = instance;
    wasm = instance.exports;
    wasmModule = module3;
    cachedDataViewMemory0 = null;
    cachedUint8ArrayMemory0 = null;
    wasm.__wbindgen_start();
    return wasm;
  }
  async function __wbg_load(module3, imports) {
    if (typeof Response === "function" && module3 instanceof Response) {
      if (!module3.ok) {
        throw new Error(`failed to fetch Wasm: ${module3.status} ${module3.statusText} fetching '${module3.url}'`);
      }
      if (typeof WebAssembly.instantiateStreaming === "function") {
        try {
          return await WebAssembly.instantiateStreaming(module3, imports);
        } catch (e) {
          const validResponse = expectedResponseType(module3.type);
          if (validResponse && module3.headers.get("Content-Type") !== "application/wasm") {
            console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);
          } else {
            throw e;
          }
        }
      }
      const bytes = await module3.arrayBuffer();
      return await WebAssembly.instantiate(bytes, imports);
    } else {
      const instance = await WebAssembly.instantiate(module3, imports);
      if (instance instanceof WebAssembly.Instance) {
        return { instance, module: module3 };
      } else {
        return instance;
      }
    }
    function expectedResponseType(type) {
      switch (type) {
        case "basic":
        case "cors":
        case "default":
          return true;
      }
      return false;
    }
  }
  function initSync(module3) {
    if (wasm !== void 0) return wasm;
    if (module3 !== void 0) {
      if (Object.getPrototypeOf(module3) === Object.prototype) {
        ({ module: module3 } = module3);
      } else {
        console.warn("using deprecated parameters for `initSync()`; pass a single object instead");
      }
    }
    const imports = __wbg_get_imports();
    if (!(module3 instanceof WebAssembly.Module)) {
      module3 = new WebAssembly.Module(module3);
    }
    const instance = new WebAssembly.Instance(module3, imports);
    return __wbg_finalize_init(instance, module3);
  }
  let __wbg_init_promise;
  async function __wbg_init(module_or_path) {
    if (wasm !== void 0) return wasm;
    if (__wbg_init_promise === void 0) {
      __wbg_init_promise = __wbg_init_once(module_or_path);
      __wbg_init_promise.catch(() => {
        __wbg_init_promise = void 0;
      });
    }
    return __wbg_init_promise;
  }
  async function __wbg_init_once(module_or_path) {
    if (module_or_path !== void 0) {
      if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
        ({ module_or_path } = module_or_path);
      } else {
        console.warn("using deprecated parameters for the initialization function; pass a single object instead");
      }
    }
    if (module_or_path === void 0) {
      module_or_path = new URL("dagster_deploy_bg.wasm", moduleUrl);
    }
    const imports = __wbg_get_imports();
    if (typeof module_or_path === "string" || typeof Request === "function" && module_or_path instanceof Request || typeof URL === "function" && module_or_path instanceof URL) {
      module_or_path = fetch(module_or_path);
    }
    const { instance, module: module3 } = await __wbg_load(await module_or_path, imports);
    return __wbg_finalize_init(instance, module3);
  }
  initSync({ module: module2 });
  return { action, action_variables, alarm, answer: answer2, call, call_variables, on_panic, receive, run, variables };
}

// cli.js
init_host_node();
var core = createCore(instantiate, readModule, async (name) => (await import("./texts.js")).texts[name]);
runProcess(async (host) => {
  const serve3 = async (how) => (await Promise.resolve().then(() => (init_serve_node(), serve_node_exports))).serve(how, core, host);
  return core.run(await nodeJob((argv) => core.variables(argv)), { ...host, serve: serve3 });
});
