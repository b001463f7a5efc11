import { coded } from "./errors.js";
import { proxyUnsupported } from "./http.js";
const http = process.getBuiltinModule("node:http");
const https = process.getBuiltinModule("node:https");
const tls = process.getBuiltinModule("node:tls");
const connections = { keepAlive: true, timeout: 5e3 };
const agents = /* @__PURE__ */ new Map();
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
class TunnelAgent extends https.Agent {
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
    openTunnel(this.proxy, options).then((socket) => done(null, tls.connect({ ...options, socket })), done);
    return void 0;
  }
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
    request.on("connect", (answer, socket) => {
      if (answer.statusCode === 200) return resolve(socket);
      socket.destroy();
      const code = answer.statusCode === 407 ? "ERR_PROXY" : "ERR_PROXY_RESPONSE";
      reject(coded(code, `the proxy answered ${answer.statusCode} to CONNECT ${path}`));
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
const bare = (hostname) => hostname.replace(/^\[|\]$/g, "");
const withoutCredentials = ({ protocol, host, pathname, search }) => `${protocol}//${host}${pathname}${search}`;
function pooled(key, create) {
  const agent = agents.get(key) ?? create();
  agents.set(key, agent);
  return agent;
}
export {
  through
};
