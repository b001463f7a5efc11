import { within } from "./abort.js";
import { bodyTooLarge, wantsOwnConnection } from "./http.js";
const connections = { keepAlive: true, timeout: 5e3 };
const agents = {};
function fetchOnce(request, signal) {
  return within(request.timeoutMilliseconds, signal, async (signal2) => {
    const response = await send(request, await routeOf(request, signal2), signal2);
    const body = await collect(response, request.maxBodyBytes);
    const encoding = response.headers["content-encoding"];
    return {
      status: response.statusCode ?? 0,
      headers: pairs(response.rawHeaders),
      body: encoding ? decode(body, encoding.toLowerCase(), request.maxBodyBytes) : body
    };
  });
}
async function certificatesWith(paths) {
  const { readCertificates } = await import("./tls-node.js");
  return readCertificates(paths, process.env.NODE_EXTRA_CA_CERTS);
}
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
function send({ method, headers, body }, { transport, ...options }, signal) {
  return new Promise((resolve, reject) => {
    const fields = { ...Object.fromEntries(headers), ...options.headers };
    const outgoing = transport.request({ ...options, method, headers: fields });
    signal.onAbort(() => outgoing.destroy(signal.reason));
    outgoing.on("response", resolve);
    outgoing.on("error", reject);
    outgoing.end(body === null ? void 0 : Buffer.from(body));
  });
}
function collect(response, maxBytes) {
  return new Promise((resolve, reject) => {
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
function decode(body, encoding, maxBytes) {
  const zlib = process.getBuiltinModule("node:zlib");
  const decoders = { gzip: zlib.gunzipSync, deflate: zlib.inflateSync, br: zlib.brotliDecompressSync };
  const decoder = decoders[
    /** @type {keyof typeof decoders} */
    encoding
  ];
  if (!decoder || body.length === 0) return body;
  try {
    return decoder(body, { maxOutputLength: maxBytes });
  } catch (error) {
    throw (
      /** @type {NodeJS.ErrnoException} */
      error.code === "ERR_BUFFER_TOO_LARGE" ? bodyTooLarge(maxBytes) : error
    );
  }
}
function pairs(raw) {
  return raw.flatMap((name, index) => index % 2 === 0 ? [[name, raw[index + 1]]] : []);
}
export {
  fetchOnce
};
