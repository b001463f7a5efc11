// @ts-check
/**
 * Requests through a proxy. http-node.js imports this file when a request names one: `http:` targets are requested from the
 * proxy by their whole URL, `https:` targets through a CONNECT tunnel.
 */
import { coded } from "./errors.js";
import { proxyUnsupported } from "./http.js";

/** @typedef {import("node:http").Agent} Agent */
/** @typedef {import("node:http").IncomingMessage} IncomingMessage */
/** @typedef {import("./host.d.ts").PlainSignal} PlainSignal */
/** @typedef {import("./http-node.js").Route} Route */
/** @typedef {{ ca?: string[] }} Trusted */

const http = process.getBuiltinModule("node:http");
const https = process.getBuiltinModule("node:https");
const tls = process.getBuiltinModule("node:tls");

const connections = { keepAlive: true, timeout: 5000 };
/** By proxy URL, or by scheme for plain requests to a proxy. @type {Map<string, Agent>} */
const agents = new Map();

/**
 * @param {URL} proxy
 * @param {URL} target
 * @param {Trusted} trusted
 * @param {PlainSignal} signal
 * @returns {Route}
 */
export function through(proxy, target, trusted, signal) {
  const { transport, host, port, authorization } = address(proxy);
  if (target.protocol === "http:") {
    const agent = pooled(proxy.protocol, () => new transport.Agent(connections));
    const headers = { Host: target.host, ...authorization };
    return { transport, agent, ...trusted, host, port, path: withoutCredentials(target), headers };
  }
  const agent = pooled(proxy.href, () => new TunnelAgent(proxy));
  const tunnel = { trusted, signal };
  const { pathname, search } = target;
  const to = { host: bare(target.hostname), port: target.port || 443, path: pathname + search };
  return /** @type {Route} */ ({ transport: https, agent, ...trusted, ...to, tunnel });
}

/** Connects to `https:` targets through tunnels of one proxy. */
class TunnelAgent extends https.Agent {
  /** @param {URL} proxy */
  constructor(proxy) {
    // On Bun an idle tunnel of TLS inside TLS would keep the process alive.
    super(proxy.protocol === "https:" ? {} : connections);
    this.proxy = proxy;
  }

  /**
   * @param {any} options
   * @param {(error: Error | null, socket?: import("node:stream").Duplex) => void} done
   * @override
   */
  createConnection(options, done) {
    openTunnel(this.proxy, options).then((socket) => done(null, tls.connect({ ...options, socket })), done);
    return undefined;
  }
}

/**
 * @param {URL} proxy
 * @param {{ host: string, port: string | number, tunnel: { trusted: Trusted, signal: PlainSignal } }} options
 * @returns {Promise<import("node:net").Socket>}
 */
function openTunnel(proxy, { host: name, port: number, tunnel: { trusted, signal } }) {
  const { transport, host, port, authorization } = address(proxy);
  const path = `${name.includes(":") ? `[${name}]` : name}:${number}`;
  return new Promise((resolve, reject) => {
    const headers = { Host: path, ...authorization };
    const request = transport.request({ method: "CONNECT", host, port, path, headers, agent: false, ...trusted });
    signal.onAbort(() => request.destroy(/** @type {Error} */ (signal.reason)));
    request.on("connect", (/** @type {IncomingMessage} */ answer, /** @type {import("node:net").Socket} */ socket) => {
      if (answer.statusCode === 200) return resolve(socket);
      socket.destroy();
      const code = answer.statusCode === 407 ? "ERR_PROXY" : "ERR_PROXY_RESPONSE";
      reject(coded(code, `the proxy answered ${answer.statusCode} to CONNECT ${path}`));
    });
    request.on("error", reject);
    request.end();
  });
}

/** @param {URL} proxy */
function address({ protocol, hostname, port, username, password }) {
  if (protocol !== "http:" && protocol !== "https:") throw proxyUnsupported(protocol);
  const credentials = [username, password].map(decodeURIComponent).join(":");
  const authorization = `Basic ${Buffer.from(credentials).toString("base64")}`;
  const transport = /** @type {any} */ (protocol === "http:" ? http : https);
  return {
    transport,
    host: bare(hostname),
    port: port || (protocol === "http:" ? 80 : 443),
    authorization: username || password ? { "Proxy-Authorization": authorization } : {},
  };
}

/** @param {string} hostname as in a URL; sockets want an IPv6 address without its brackets */
const bare = (hostname) => hostname.replace(/^\[|\]$/g, "");

/** @param {URL} url */
const withoutCredentials = ({ protocol, host, pathname, search }) => `${protocol}//${host}${pathname}${search}`;

/**
 * @param {string} key
 * @param {() => Agent} create
 * @returns {Agent}
 */
function pooled(key, create) {
  const agent = agents.get(key) ?? create();
  agents.set(key, agent);
  return agent;
}
