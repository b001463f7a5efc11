// @ts-check
/**
 * What a stand-in for a service listens with: an HTTP server on the loopback address that can be stopped although
 * somebody is kept waiting. What is answered is its caller's matter.
 */
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { once, setMaxListeners } from "node:events";
import { text as readText } from "node:stream/consumers";

/**
 * @typedef {object} Received
 * @property {string} method
 * @property {string} path with the query
 * @property {import("node:http").IncomingHttpHeaders} headers names in lower case
 * @property {string} body
 *
 * @typedef {import("node:http").ServerResponse} Response
 * @typedef {(received: Received, response: Response, stopping: AbortSignal) => Promise<void>} Serve
 */

/**
 * @param {{ port: number, tls: import("node:https").ServerOptions | null }} options
 * @param {Serve} serve
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} `url` without a slash at its end
 */
export async function startServer({ port, tls }, serve) {
  const stopping = new AbortController();
  setMaxListeners(Infinity, stopping.signal); // everybody who is kept waiting is one
  const server = tls ? createTlsServer(tls) : createServer();
  server.on("request", (request, response) => receive(request, response, serve, stopping.signal));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${address.port}`,
    async stop() {
      stopping.abort();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/**
 * @param {import("node:http").IncomingMessage} incoming
 * @param {Response} response
 * @param {Serve} serve
 * @param {AbortSignal} stopping
 */
async function receive(incoming, response, serve, stopping) {
  const { method = "", url: path = "", headers } = incoming;
  try {
    await serve({ method, path, headers, body: await readText(incoming) }, response, stopping);
  } catch (error) {
    // A client that hangs up in the middle, or a stand-in that is stopped, is no fault to report.
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    response.destroy();
    if (code !== "ABORT_ERR" && code !== "ECONNRESET") throw error;
  }
}
