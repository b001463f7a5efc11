// @ts-check
/**
 * A real forward proxy: passes absolute-form requests on and opens CONNECT tunnels, recording both, and asks for
 * credentials when told to. Not a fault: it does what a company's proxy does.
 */
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { readFileSync } from "node:fs";
import { tlsFolder } from "./raw-server.js";

/**
 * @param {{ credentials?: string, secure?: boolean }} [options] `credentials` as in a URL, `user:password`; `secure` makes the
 * proxy itself speak TLS.
 */
export async function startProxy({ credentials, secure = false } = {}) {
  /** @type {{ method: string, target: string, authorization: string | undefined }[]} */
  const requests = [];
  /** @type {Set<import("node:net").Socket>} */
  const sockets = new Set();
  const expected = credentials && `Basic ${Buffer.from(decodeURIComponent(credentials)).toString("base64")}`;

  /** @param {http.IncomingMessage} request */
  const admit = ({ method = "", url = "", headers }) => {
    const authorization = headers["proxy-authorization"];
    requests.push({ method, target: url, authorization });
    return !expected || authorization === expected;
  };
  const pair = () => ({
    cert: readFileSync(new URL("localhost.pem", tlsFolder)),
    key: readFileSync(new URL("localhost.key", tlsFolder)),
  });
  const server = secure ? https.createServer(pair()) : http.createServer();

  server.on("request", (request, response) => {
    if (!admit(request)) return void response.writeHead(407).end("who are you?");
    const { "proxy-authorization": _, ...headers } = request.headers;
    const onward = http.request(request.url ?? "", { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on("error", () => response.destroy());
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  server.on("connect", (request, socket, head) => {
    if (!admit(request)) return void socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    const [host, port] = (request.url ?? "").split(":");
    const onward = net.connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
    socket.on("close", () => onward.destroy());
  });
  server.on(secure ? "secureConnection" : "connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {}); // clients hang up as they like
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  const scheme = secure ? "https" : "http";

  return {
    url: `${scheme}://${credentials ? `${credentials}@` : ""}127.0.0.1:${port}`,
    requests,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
