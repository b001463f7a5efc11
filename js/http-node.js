// @ts-check
/**
 * One HTTP try by node:http, because `fetch` costs 140 ms of CPU on Node 20. TLS, proxies and zlib are loaded at their
 * first use. Builtins come from `process.getBuiltinModule`: an ES `import` of node:http makes Node load all of undici, too,
 * for 25 ms of CPU and 10 MiB on Node 22 and newer.
 */
import { within } from "./abort.js";
import { bodyTooLarge, wantsOwnConnection } from "./http.js";

/** @typedef {import("./host.d.ts").FetchRequest} FetchRequest */
/** @typedef {import("./host.d.ts").FetchReply} FetchReply */
/** @typedef {import("./host.d.ts").PlainSignal} PlainSignal */
/** @typedef {import("node:http").IncomingMessage} IncomingMessage */
/** @typedef {import("node:https").RequestOptions & { transport: any }} Route */

/** An idle connection serves the next poll. It does not keep the process alive, and closes before most servers close it. */
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
    const response = await send(request, await routeOf(request, signal), signal);
    const body = await collect(response, request.maxBodyBytes);
    const encoding = response.headers["content-encoding"];
    return {
      status: response.statusCode ?? 0,
      headers: pairs(response.rawHeaders),
      body: encoding ? decode(body, encoding.toLowerCase(), request.maxBodyBytes) : body,
    };
  });
}

/** @param {string[]} paths */
async function certificatesWith(paths) {
  const { readCertificates } = await import("./tls-node.js");
  return readCertificates(paths, process.env.NODE_EXTRA_CA_CERTS);
}

/**
 * Returns where the connection of this request goes, and the headers for a proxy there.
 * @param {FetchRequest} request
 * @param {PlainSignal} signal
 * @returns {Promise<Route>}
 */
async function routeOf({ url, headers, proxy, ca }, signal) {
  const target = new URL(url);
  const secure = target.protocol === "https:" || /^https:/i.test(proxy ?? "");
  const trusted = secure && ca.length > 0 ? { ca: await certificatesWith(ca) } : {};
  if (proxy !== null) {
    const { through } = await import("./proxy-node.js");
    return through(new URL(proxy), target, trusted, signal);
  }
  const transport = process.getBuiltinModule(target.protocol === "http:" ? "node:http" : "node:https");
  const agent = !wantsOwnConnection(headers) && (agents[target.protocol] ??= new transport.Agent(connections));
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
