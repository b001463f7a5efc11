import { sleep } from "./abort.js";
import { coded, failureLine, unsettledLine } from "./errors.js";
import { fetchOnce } from "./http-fetch.js";
import { concatenate, proxyUnsupported, wantsOwnConnection } from "./http.js";
function readModule() {
  return new WebAssembly.Module(Deno.readFileSync(new URL("./dagster_deploy_bg.wasm", import.meta.url)));
}
function denoJob(variables) {
  const argv = [...Deno.args];
  const set = variables(argv).filter((name) => readable(name) && Deno.env.get(name) !== void 0);
  return {
    argv,
    env: Object.fromEntries(set.map((name) => [
      name,
      /** @type {string} */
      Deno.env.get(name)
    ])),
    stdoutIsTerminal: Deno.stdout.isTerminal(),
    stderrIsTerminal: Deno.stderr.isTerminal(),
    platform: Deno.build.os === "windows" ? "win32" : Deno.build.os,
    runtime
  };
}
const runtime = `deno/${Deno.version.deno}`;
const ownProcess = {
  runtime,
  /** @param {string} name */
  variable: (name) => readable(name) ? Deno.env.get(name) : void 0,
  /** @returns {Promise<void>} */
  shutdownSignal: () => new Promise((resolve) => {
    let isEnding = false;
    for (const signal of Deno.build.os === "windows" ? ["SIGINT"] : ["SIGTERM", "SIGINT"]) {
      Deno.addSignalListener(signal, () => {
        if (isEnding) Deno.exit(1);
        isEnding = true;
        resolve();
      });
    }
  })
};
const readable = (variable) => Deno.permissions.querySync({ name: "env", variable }).state === "granted";
function denoHost(print) {
  return {
    fetch: (request, signal) => withCodes(() => fetchByWay(request, signal)),
    sleep,
    now: () => Date.now(),
    random: () => Math.random(),
    readFile: (path, maxBytes) => withCodes(() => readFile(path, maxBytes)),
    appendFile: (path, text) => withCodes(() => Deno.writeTextFile(path, text, { append: true })),
    runGit: (args, secretVariables) => withCodes(() => runGit(args, secretVariables)),
    print
  };
}
async function withCodes(work) {
  try {
    return await work();
  } catch (error) {
    const { code, name } = (
      /** @type {Error & { code?: string }} */
      error
    );
    if (code || name === "NotCapable") throw error;
    const { withCode } = await import("./faults-deno.js");
    throw withCode(
      /** @type {Error} */
      error
    );
  }
}
async function runProcess(run) {
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
const unsettled = () => void write(Deno.stderr, unsettledLine);
function write(stream, text) {
  for (let bytes = new TextEncoder().encode(text); bytes.length > 0; ) {
    try {
      bytes = bytes.subarray(stream.writeSync(bytes));
    } catch (error) {
      if (!(error instanceof Deno.errors.WouldBlock)) return false;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
  return true;
}
async function fetchByWay(request, signal) {
  if (request.proxy?.includes("@") && /^https:/i.test(request.url)) {
    return (await import("./http-node.js")).fetchOnce(request, signal);
  }
  return fetchOnce(request, signal, await clientFor(request), startTimer);
}
function startTimer(milliseconds, callback) {
  const timer = AbortSignal.timeout(milliseconds);
  timer.addEventListener("abort", callback);
  return () => timer.removeEventListener("abort", callback);
}
const clients = /* @__PURE__ */ new Map();
async function clientFor({ url, headers, proxy, ca }) {
  const secure = [url, proxy ?? ""].some((way) => /^https:/i.test(way));
  if (proxy === null && (ca.length === 0 || !secure))
    return wantsOwnConnection(headers) ? { client: Deno.createHttpClient({}) } : void 0;
  const key = JSON.stringify([proxy, secure && ca]);
  const client = !wantsOwnConnection(headers) && clients.get(key) || Deno.createHttpClient({
    ...proxy !== null && { proxy: proxyOptions(new URL(proxy)) },
    ...secure && ca.length > 0 && { caCerts: await Promise.all(ca.map(readCertificates)) }
  });
  clients.set(key, client);
  return { client };
}
function proxyOptions({ protocol, host, username, password }) {
  if (protocol !== "http:" && protocol !== "https:") throw proxyUnsupported(protocol);
  const basicAuth = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  return { url: `${protocol}//${host}`, ...username || password ? { basicAuth } : {} };
}
async function readCertificates(path) {
  try {
    const own = await Deno.readTextFile(path);
    if (own.includes("-----BEGIN CERTIFICATE-----")) return own;
    throw new Error("no certificate in it");
  } catch (error) {
    throw coded("ERR_CA_FILE", `${path}: ${/** @type {Error} */
    error.message}`);
  }
}
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
async function runGit(args, secretVariables) {
  const env = Object.fromEntries(secretVariables.map((name) => [name, ""]));
  if (Deno.build.os === "windows" && readable("PATH")) {
    const { absoluteFolders } = await import("./windows.js");
    env.PATH = absoluteFolders(Deno.env.get("PATH") ?? "").join(";");
  }
  const { code, signal, stdout, stderr } = await new Deno.Command("git", { args, env }).output();
  return { status: signal ? -1 : code, stdout, stderr };
}
export {
  denoHost,
  denoJob,
  ownProcess,
  readModule,
  runProcess
};
