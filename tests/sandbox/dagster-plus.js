// @ts-check
/**
 * A stand-in for Dagster+ on this machine: an HTTP server that executes GraphQL as strictly as the
 * hosted service does, remembers what it was told, and misbehaves on demand. It is no mock of a
 * single test: it knows nothing of who asks. `npm run sandbox` starts it alone.
 *
 *   const sandbox = await startSandbox({ loadingPolls: 1 });
 *   // … deploy to sandbox.url with sandbox.token …
 *   assert.equal(sandbox.state.deployments.length, 2);
 *   await sandbox.stop();
 *
 * It listens on the loopback address only. What it can be told is in options.js, how it can
 * misbehave in misbehaviour.js, and how another process talks to it in control.js.
 */
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { once } from "node:events";
import { text as readText } from "node:stream/consumers";
import { answer } from "./answer.js";
import { CONTROL_PREFIX, control } from "./control.js";
import { checkedScript, ownAnswer, replacesAnswer, takeMisbehaviour } from "./misbehaviour.js";
import { readOperation } from "./operation.js";
import { completeOptions } from "./options.js";
import { createOrganization } from "./organization.js";
import { requestLine } from "./request-line.js";
import { buildSchema } from "./schema.js";
import { closedBeforeHeaders, pause, send } from "./wire.js";

/**
 * @typedef {import("./answer.js").RecordedRequest} RecordedRequest
 * @typedef {import("./misbehaviour.js").Misbehaviour} Misbehaviour
 *
 * @typedef {object} Sandbox
 * @property {string} url without a slash at its end
 * @property {string} token
 * @property {RecordedRequest[]} requests
 * @property {import("./organization.js").Organization} state
 * @property {(script: Misbehaviour | Misbehaviour[]) => void} misbehave adds to the script
 * @property {() => Promise<void>} stop drops every connection
 *
 * @typedef {Running & import("./answer.js").Server & import("./control.js").Controlled} Everything
 * @typedef {{ stopping: AbortSignal }} Running
 */

/**
 * @param {Partial<import("./options.js").SandboxOptions>} given
 * @returns {Promise<Sandbox>}
 */
export async function startSandbox(given = {}) {
  const options = completeOptions(given);
  const stopping = new AbortController();
  const everything = {
    options,
    organization: createOrganization(options),
    schema: buildSchema(options.withoutFields),
    script: checkedScript(options.script),
    requests: [],
    stopping: stopping.signal,
  };
  const server = options.tls ? createTlsServer(options.tls) : createServer();
  server.on("request", (request, response) => serve(request, response, everything));
  server.listen(options.port, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `${options.tls ? "https" : "http"}://127.0.0.1:${port}`,
    token: options.token,
    requests: everything.requests,
    state: everything.organization,
    misbehave: (script) => void everything.script.push(...checkedScript(script)),
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
 * @param {import("node:http").ServerResponse} response
 * @param {Everything} everything
 */
async function serve(incoming, response, everything) {
  const { method = "", url: path = "", headers } = incoming;
  try {
    const body = await readText(incoming);
    if (path.startsWith(CONTROL_PREFIX)) {
      const reply = control({ method, path, body }, everything);
      await send(response, reply, {}, everything.stopping);
    } else {
      await serveRecorded({ method, path, headers, body }, response, everything);
    }
  } catch (error) {
    // A client that hangs up in the middle, or a stand-in that is stopped, is no fault to report.
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    response.destroy();
    if (code !== "ABORT_ERR" && code !== "ECONNRESET") throw error;
  }
}

/**
 * @param {Pick<RecordedRequest, "method" | "path" | "headers" | "body">} received
 * @param {import("node:http").ServerResponse} response
 * @param {Everything} everything
 */
async function serveRecorded(received, response, everything) {
  const operation = readOperation(received.body);
  const rootFields = operation?.rootFields ?? [];
  const variables = operation?.variables ?? null;
  /** @type {RecordedRequest} */
  const request = { ...received, rootFields, variables, status: null, happened: [] };
  everything.requests.push(request);
  const entry = takeMisbehaviour(everything.script, rootFields) ?? {};
  if (entry.delayMilliseconds) await pause(entry.delayMilliseconds, everything.stopping);
  const isReplaced = replacesAnswer(entry);
  const isExecuted = !isReplaced || entry.execute;
  const proper = isExecuted ? await answer(request, operation, everything) : null;
  const reply = isReplaced || !proper ? ownAnswer(entry) : proper;
  const isClosed = closedBeforeHeaders(response, entry);
  if (!isClosed) request.status = reply.status;
  everything.options.log(requestLine(request, reply, entry));
  if (!isClosed) await send(response, reply, entry, everything.stopping);
}
