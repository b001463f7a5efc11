// @ts-check
/**
 * A server on bare sockets, for tests in which the wire itself misbehaves: it reads whole HTTP/1.1 requests,
 * records them, and gives the socket to a fault (faults.js), which may answer or break it as it likes.
 * Not an HTTP server: it never answers by itself, and does not read chunked request bodies.
 */
import { readFileSync } from "node:fs";
import net from "node:net";
import tls from "node:tls";
import { faults } from "./faults.js";

/**
 * @typedef {object} SeenRequest
 * @property {string} method
 * @property {string} path
 * @property {Record<string, string>} headers names in lower case
 * @property {string} body
 * @property {number} connection the how-manieth connection it came on
 */

/** Counts the URLs given out by all servers, so that no path ever means two things. */
let minted = 0;

/** Where the test certificates lie. */
export const tlsFolder = new URL("./tls/", import.meta.url);

/**
 * Starts a server on a free loopback port. `certificate` names a pair in tls/; without it the server speaks plain HTTP.
 * @param {{ certificate?: string }} [options]
 */
export async function startRawServer({ certificate } = {}) {
  /** @type {SeenRequest[]} */
  const requests = [];
  /** @type {Set<net.Socket>} */
  const sockets = new Set();
  let connections = 0;
  /** @type {Map<string, unknown>} the argument that `url` was given, by path prefix */
  const settings = new Map();

  /** @param {net.Socket} socket */
  const serve = (socket) => {
    const connection = ++connections;
    readRequests(socket, (received) => {
      const request = { ...received, connection };
      requests.push(request);
      const prefix = request.path.split("/").slice(0, 3).join("/");
      const attempt = requests.filter((seen) => seen.path.startsWith(`${prefix}/`)).length;
      const fault = faults[decodeURIComponent(prefix.split("/")[1])];
      if (!fault) throw new Error(`no fault for ${request.path}`);
      fault({ socket, request, attempt, setting: settings.get(prefix) });
    });
  };
  const server = certificate ? tls.createServer(readCertificate(certificate), serve) : net.createServer(serve);
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {}); // the faults break sockets on purpose
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("secureConnection", (socket) => socket.on("error", () => {}));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  const origin = `${certificate ? "https" : "http"}://127.0.0.1:${port}`;

  return {
    port,
    origin,
    requests,
    /**
     * A URL of its own for one use of a fault, so that its requests can be told from all others.
     * @param {string} fault
     * @param {unknown} [setting]
     */
    url(fault, setting) {
      const prefix = `/${encodeURIComponent(fault)}/${++minted}`;
      settings.set(prefix, setting);
      return `${origin}${prefix}`;
    },
    /** @param {string} url as given by `url` */
    requestsTo: (url) => requests.filter((request) => request.path.startsWith(`${new URL(url).pathname}/`)),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Accepts connections and never says a word. */
export async function startSilentServer() {
  const server = net.createServer((socket) => void socket.on("error", () => {})).unref();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  return `http://127.0.0.1:${/** @type {net.AddressInfo} */ (server.address()).port}`;
}

/** @param {string} name */
function readCertificate(name) {
  return {
    cert: readFileSync(new URL(`${name}.pem`, tlsFolder)),
    key: readFileSync(new URL(`${name}.key`, tlsFolder)),
  };
}

/**
 * Calls `onRequest` for each whole request that arrives on the socket.
 * @param {net.Socket} socket
 * @param {(request: Omit<SeenRequest, "connection">) => void} onRequest
 */
export function readRequests(socket, onRequest) {
  let bytes = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    // A TLS greeting, or other noise: what most servers do with it.
    if (bytes.length > 0 && !/^[A-Z]/.test(String.fromCharCode(bytes[0]))) {
      return void socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    }
    for (;;) {
      const headEnd = bytes.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const head = parseHead(bytes.subarray(0, headEnd).toString("latin1"));
      const bodyEnd = headEnd + 4 + Number(head.headers["content-length"] ?? 0);
      if (bytes.length < bodyEnd) return;
      const body = bytes.subarray(headEnd + 4, bodyEnd).toString("utf8");
      bytes = bytes.subarray(bodyEnd);
      onRequest({ ...head, body });
    }
  });
}

/** @param {string} text */
function parseHead(text) {
  const [first, ...lines] = text.split("\r\n");
  const [method, path] = first.split(" ");
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
  return { method, path, headers };
}
