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
 * It listens on the loopback address only (server.js). What it can be told is in options.js, how it
 * can misbehave in misbehaviour.js, and how another process talks to it in control.js.
 */
import { answer } from "./answer.js";
import { CONTROL_PREFIX, control } from "./control.js";
import { checkedScript, ownAnswer, replacesAnswer, takeMisbehaviour } from "./misbehaviour.js";
import { readOperation } from "./operation.js";
import { completeOptions } from "./options.js";
import { createOrganization } from "./organization.js";
import { requestLine } from "./request-line.js";
import { buildSchema } from "./schema.js";
import { startServer } from "./server.js";
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
 * @typedef {import("./answer.js").Server & import("./control.js").Controlled} Everything
 */

/**
 * @param {Partial<import("./options.js").SandboxOptions>} given
 * @returns {Promise<Sandbox>}
 */
export async function startSandbox(given = {}) {
  const options = completeOptions(given);
  const everything = {
    options,
    organization: createOrganization(options),
    schema: buildSchema(options.withoutFields),
    script: checkedScript(options.script),
    requests: [],
  };
  const { url, stop } = await startServer(options, async (received, response, stopping) => {
    if (received.path.startsWith(CONTROL_PREFIX)) {
      await send(response, control(received, everything), {}, stopping);
    } else {
      await serveRecorded(received, response, everything, stopping);
    }
  });
  return {
    url,
    token: options.token,
    requests: everything.requests,
    state: everything.organization,
    misbehave: (script) => void everything.script.push(...checkedScript(script)),
    stop,
  };
}

/**
 * @param {import("./server.js").Received} received
 * @param {import("node:http").ServerResponse} response
 * @param {Everything} everything
 * @param {AbortSignal} stopping
 */
async function serveRecorded(received, response, everything, stopping) {
  const operation = readOperation(received.body);
  const rootFields = operation?.rootFields ?? [];
  const variables = operation?.variables ?? null;
  /** @type {RecordedRequest} */
  const request = { ...received, rootFields, variables, status: null, happened: [] };
  everything.requests.push(request);
  const entry = takeMisbehaviour(everything.script, rootFields) ?? {};
  if (entry.delayMilliseconds) await pause(entry.delayMilliseconds, stopping);
  const isReplaced = replacesAnswer(entry);
  const isExecuted = !isReplaced || entry.execute;
  const proper = isExecuted ? await answer(request, operation, everything) : null;
  const reply = isReplaced || !proper ? ownAnswer(entry) : proper;
  const isClosed = closedBeforeHeaders(response, entry);
  if (!isClosed) request.status = reply.status;
  everything.options.log(requestLine(request, reply, entry));
  if (!isClosed) await send(response, reply, entry, stopping);
}
