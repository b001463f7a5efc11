// @ts-check
/** A proxy before a server on loopback: it writes down what passes, and loses answers when it is told to. */
import http from "node:http";

/**
 * @typedef {object} Exchange
 * @property {any} body of the request, parsed
 * @property {http.IncomingHttpHeaders} headers
 * @property {any} answer parsed; null if it is no JSON
 * @property {boolean} isLost whether the client did not get the answer
 *
 * @typedef {{ url: string, seen: Exchange[], lose: (field: string) => void, stop: () => Promise<void> }} Proxy
 */

/**
 * @param {string} target address of the server
 * @returns {Promise<Proxy>}
 */
export async function startProxy(target) {
  /** @type {Exchange[]} */
  const seen = [];
  /** @type {string[]} the next answer to an operation with this field is lost */
  const losing = [];
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const method = request.method ?? "GET";
    const headers = { "content-type": "application/json" };
    const answered = await fetch(target + request.url, { method, headers, body: method === "GET" ? undefined : text });
    const answer = await answered.text();
    const index = losing.findIndex((field) => text.includes(field));
    if (index >= 0) losing.splice(index, 1);
    seen.push({ body: parsed(text), headers: request.headers, answer: parsed(answer), isLost: index >= 0 });
    if (index >= 0) return void request.socket.destroy();
    response.writeHead(answered.status, { "content-type": "application/json" }).end(answer);
  });
  await new Promise((resolve) => void server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const stop = () => {
    server.closeAllConnections();
    return new Promise((/** @type {(nothing: void) => void} */ resolve) => void server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, seen, lose: (field) => void losing.push(field), stop };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
