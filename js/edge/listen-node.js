// @ts-check
/**
 * HTTP for the server on Node, Bun and Deno, by node:http. Limits clients that send headers without end or no body, because
 * that happens before the core sees a request; Deno.serve has no such limits.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import { bodyTooLate, requestTooLarge, exceeds } from "./handler.js";
import { ENDS_WITHIN, urlOf } from "./serve.js";

/** @typedef {import("node:http").IncomingMessage} IncomingMessage */
/** @typedef {import("node:http").ServerResponse} ServerResponse */
/** @typedef {import("./server.js").Answer} Answer */

const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16 << 10,
  // Longer than a proxy in front holds a connection open: it must not send a request into a connection that is closing.
  keepAliveTimeout: 65_000,
};
/** A client that still sends after its answer is read and ignored for this time; otherwise the answer would not arrive. */
const LINGERS = 2000;

/** @type {import("./server.js").Platform["listen"]} */
export async function listen(how, answer) {
  const server = createServer(limits);
  /** @type {Set<Promise<void>>} */
  const replies = new Set();
  /** @param {IncomingMessage} incoming @param {ServerResponse} outgoing */
  const handle = (incoming, outgoing) => {
    if (!server.listening) outgoing.setHeader("Connection", "close");
    outgoing.on("error", () => {}); // the client has gone
    const replied = reply(how, answer, incoming, outgoing);
    replies.add(replied);
    void replied.then(() => replies.delete(replied));
  };
  server.on("request", handle);
  server.on("checkContinue", handle);
  await once(server.listen(how.port, how.hostname), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: urlOf(how.hostname, port), close: () => close(server, replies) };
}

/**
 * @param {import("node:http").Server} server
 * @param {Set<Promise<void>>} replies
 */
async function close(server, replies) {
  const closed = once(server.close(), "close");
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), ENDS_WITHIN);
  await Promise.all(replies);
  server.closeAllConnections(); // connections without a request
  await closed;
  clearTimeout(timer);
}

/**
 * @param {import("./host.js").Serving} how
 * @param {Answer} answer
 * @param {IncomingMessage} incoming
 * @param {ServerResponse} outgoing
 */
async function reply(how, answer, incoming, outgoing) {
  const request = requestOf(incoming, how);
  const response = request
    ? await answer(request, (maxBytes, milliseconds) => readBody(incoming, outgoing, maxBytes, milliseconds))
    : new Response("bad request\n", { status: 400 });
  const body = Buffer.from(await response.arrayBuffer());
  if (!incoming.complete) outgoing.setHeader("Connection", "close");
  outgoing.setHeader("Content-Length", body.length);
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  outgoing.writeHead(response.status);
  if (incoming.method !== "HEAD") outgoing.write(body);
  await drain(incoming);
  await new Promise((resolve) => {
    if (outgoing.destroyed) return resolve(undefined);
    outgoing.on("close", resolve);
    outgoing.end(resolve);
  });
}

/**
 * Returns the request without its body, or undefined if it is invalid, for example by its Host header.
 * @param {IncomingMessage} incoming
 * @param {import("./host.js").Serving} how
 */
function requestOf({ method, url, headers, rawHeaders }, { hostname, port }) {
  try {
    /** @type {[string, string][]} */
    const pairs = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1]]] : []));
    const base = headers.host ? `http://${headers.host}` : urlOf(hostname, port);
    return new Request(base + url, { method, headers: pairs });
  } catch {
    return undefined;
  }
}

/**
 * @param {IncomingMessage} incoming
 * @param {ServerResponse} outgoing
 * @param {number} maxBytes
 * @param {number} milliseconds
 * @returns {Promise<Uint8Array>}
 */
async function readBody(incoming, outgoing, maxBytes, milliseconds) {
  if (exceeds(maxBytes, incoming.headers["content-length"])) throw requestTooLarge(maxBytes);
  if (incoming.headers.expect) outgoing.writeContinue();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(bodyTooLate(milliseconds)), milliseconds);
      collect(incoming, maxBytes, resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    incoming.removeAllListeners("data");
  }
}

/**
 * @param {IncomingMessage} incoming
 * @param {number} maxBytes
 * @param {(body: Uint8Array) => void} resolve
 * @param {(error: Error) => void} reject
 */
function collect(incoming, maxBytes, resolve, reject) {
  /** @type {Uint8Array[]} */
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

/**
 * Reads and ignores the rest of a request, for a short time.
 * @param {IncomingMessage} incoming
 */
async function drain(incoming) {
  if (incoming.complete || incoming.destroyed) return;
  incoming.resume();
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, LINGERS);
    incoming.on("error", () => {});
    incoming.on("close", resolve);
    incoming.on("end", resolve);
    incoming.on("close", () => clearTimeout(timer));
  });
}
