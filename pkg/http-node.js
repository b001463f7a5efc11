// @ts-check
/**
 * One HTTP try on Node and Bun, and on Deno through some proxies; the hosts import it when they need it. By node:http,
 * because `fetch` costs 140 ms of CPU on Node 20; TLS, proxies and zlib are imported when a request needs them. No
 * redirect is followed and nothing is tried again: those are the core's decisions.
 */
import http from "node:http";
import { readFileSync } from "node:fs";
import { bodyTooLarge, coded, within } from "./fault.js";

/** @typedef {import("./host.d.ts").FetchRequest} FetchRequest */
/** @typedef {import("./host.d.ts").FetchReply} FetchReply */
/** @typedef {import("node:http").IncomingMessage} IncomingMessage */
/** @typedef {import("node:https").RequestOptions & { transport: any, agent: import("node:http").Agent }} Route */

/** Idle connections serve the next poll; they do not keep the process alive, and close before most servers' ends do. */
const connections = { keepAlive: true, timeout: 5000 };
/** @type {Record<string, import("node:http").Agent>} by scheme */
const agents = {};

/**
 * @param {FetchRequest} request
 * @param {AbortSignal} signal
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
      body: encoding ? await decode(body, encoding.toLowerCase(), request.maxBodyBytes) : body,
    };
  });
}

/**
 * Where the connection of this request goes, and what it must say to a proxy there.
 * @param {FetchRequest} request
 * @param {AbortSignal} signal
 * @returns {Promise<Route>}
 */
async function route({ url, proxy, ca }, signal) {
  const target = new URL(url);
  const secure = target.protocol === "https:" || proxy?.startsWith("https:");
  const trusted = secure && ca !== null ? { ca: await readCertificates(ca) } : {};
  if (proxy !== null) {
    const { through } = await import("./proxy-node.js");
    return through(new URL(proxy), target, trusted, signal);
  }
  const transport = target.protocol === "http:" ? http : await import("node:https");
  const agent = (agents[target.protocol] ??= new transport.Agent(connections));
  const { hostname, port, pathname, search } = target;
  return { transport, agent, ...trusted, host: hostname.replace(/^\[|\]$/g, ""), port, path: pathname + search };
}

/**
 * The usual certificates and those of a file.
 * @param {string} path
 */
async function readCertificates(path) {
  const tls = await import("node:tls");
  // Newer Nodes trust certificates beside the built-in ones; asking for them keeps those trusted too.
  const usual = /** @type {any} */ (tls).getCACertificates?.("default") ?? tls.rootCertificates;
  const { X509Certificate } = await import("node:crypto");
  try {
    const own = readFileSync(path, "utf8");
    // Node itself passes over a file with no certificate in it, and the connection then fails for no visible reason.
    void new X509Certificate(own);
    return [...usual, own];
  } catch (error) {
    throw coded("ERR_CA_FILE", `${path}: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * @param {FetchRequest} request
 * @param {Route} route
 * @param {AbortSignal} signal
 * @returns {Promise<IncomingMessage>}
 */
function send({ method, headers, body }, { transport, ...options }, signal) {
  return new Promise((resolve, reject) => {
    const fields = { ...Object.fromEntries(headers), ...options.headers };
    const outgoing = transport.request({ ...options, method, headers: fields, signal });
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
async function decode(body, encoding, maxBytes) {
  const zlib = await import("node:zlib");
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
