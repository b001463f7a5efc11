// @ts-check
/**
 * The router and the directory of the edge, as the package has them, behind node:http: what a browser is shown is what they
 * make of the messages that a test has sent. Branches are not there: what they would be told is written down.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import { packageUrl } from "../network/legs.js";

const [{ createCore }, { instantiate }, { readModule }, { answer }] = await Promise.all(
  ["core.js", "dagster_deploy.js", "host-node.js", "edge/handler.js"].map((name) => import(`${packageUrl}/${name}`)),
);

export const token = "an-operators-token-0123456789";

/** @typedef {Awaited<ReturnType<typeof startEdge>>} Edge */

/** @param {() => number} [now] */
export async function startEdge(now = Date.now) {
  const core = createCore(instantiate, readModule);
  /** @type {Map<string, string>} */
  const rows = new Map();
  /** @type {{ object: string, message: any }[]} */
  const sent = [];
  /** @type {string[]} */
  const logged = [];
  const outside = {
    config: () => "senders: {github: {secrets: GITHUB_WEBHOOK_SECRET}}\nrepositories: [{name: acme/*}]\n",
    variable: (/** @type {string} */ name) => (name === "DAGSTER_DEPLOY_OPERATOR_TOKEN" ? token : undefined),
    runtime: () => "test/1",
    log: (/** @type {string} */ line) => logged.push(line),
    now,
    random: () => 0.5,
    load: (/** @type {string} */ key) => rows.get(key),
    list: (/** @type {string} */ prefix) => [...rows].filter(([key]) => key.startsWith(prefix)).sort(),
    save: (/** @type {[string, string | null][]} */ saved) => {
      for (const [key, text] of saved) text === null ? rows.delete(key) : rows.set(key, text);
    },
  };
  /** @param {Record<string, unknown>} message */
  const tell = (message) => core.receive("directory", JSON.stringify(message.kind ? message : [message]), outside);
  const send = (/** @type {string} */ object, /** @type {string} */ text) => {
    const message = JSON.parse(text);
    if (object === "directory") return tell(message);
    sent.push({ object, message });
    return Promise.resolve('{"admitted":true,"reason":null}');
  };
  const host = { ...outside, send, post: send };
  const server = createServer((incoming, outgoing) => void reply(incoming, outgoing, core, host));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { port, tell, sent, logged, stop };
}

/**
 * @param {import("node:http").IncomingMessage} incoming
 * @param {import("node:http").ServerResponse} outgoing
 * @param {any} core
 * @param {any} host
 */
async function reply(incoming, outgoing, core, host) {
  const { method = "GET", headers, url } = incoming;
  /** @type {Buffer[]} */
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = method === "POST" ? Buffer.concat(chunks) : undefined;
  const pairs = /** @type {[string, string][]} */ (Object.entries(headers));
  const request = new Request(`http://${headers.host}${url}`, { method, headers: pairs, body });
  const response = await answer(core, request, host);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
