import { once } from "node:events";
import { createServer } from "node:http";
import { bodyTooLate, requestTooLarge, exceeds } from "./handler.js";
import { ENDS_WITHIN, urlOf } from "./serve.js";
const limits = {
  headersTimeout: 1e4,
  requestTimeout: 3e4,
  connectionsCheckingInterval: 1e3,
  maxHeaderSize: 16 << 10,
  // Longer than a proxy in front holds a connection open: it must not send a request into a connection that is closing.
  keepAliveTimeout: 65e3
};
const LINGERS = 2e3;
async function listen(how, answer) {
  const server = createServer(limits);
  const replies = /* @__PURE__ */ new Set();
  const handle = (incoming, outgoing) => {
    if (!server.listening) outgoing.setHeader("Connection", "close");
    outgoing.on("error", () => {
    });
    const replied = reply(how, answer, incoming, outgoing);
    replies.add(replied);
    void replied.then(() => replies.delete(replied));
  };
  server.on("request", handle);
  server.on("checkContinue", handle);
  await once(server.listen(how.port, how.hostname), "listening");
  const { port } = (
    /** @type {import("node:net").AddressInfo} */
    server.address()
  );
  return { url: urlOf(how.hostname, port), close: () => close(server, replies) };
}
async function close(server, replies) {
  const closed = once(server.close(), "close");
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), ENDS_WITHIN);
  await Promise.all(replies);
  server.closeAllConnections();
  await closed;
  clearTimeout(timer);
}
async function reply(how, answer, incoming, outgoing) {
  const request = requestOf(incoming, how);
  const response = request ? await answer(request, (maxBytes, milliseconds) => readBody(incoming, outgoing, maxBytes, milliseconds)) : new Response("bad request\n", { status: 400 });
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
    const pairs = rawHeaders.flatMap((name, index) => index % 2 === 0 ? [[name, rawHeaders[index + 1]]] : []);
    const base = headers.host ? `http://${headers.host}` : urlOf(hostname, port);
    return new Request(base + url, { method, headers: pairs });
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
      collect(incoming, maxBytes, resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    incoming.removeAllListeners("data");
  }
}
function collect(incoming, maxBytes, resolve, reject) {
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
export {
  listen
};
