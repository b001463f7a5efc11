// @ts-check
/**
 * Sends deliveries, a process of its own so that its work is nobody's cost. Is told a window (`Order`) by its parent, fills
 * it by as many connections as there are senders at once, and tells how many answers came.
 */
import http from "node:http";
import { deliveries } from "./delivery.js";

/**
 * @typedef {object} Order
 * @property {number} port
 * @property {string} repository
 * @property {boolean} isNew whether each delivery is about a branch of its own, or all of a connection about the same one
 * @property {number} milliseconds
 * @property {number} status that every answer must have
 */

const CONNECTIONS = 16;
const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
/** Counts through all windows: no delivery is sent twice. */
let sent = 0;

/**
 * @param {number} port
 * @param {ReturnType<ReturnType<typeof deliveries>>} delivery
 * @returns {Promise<number | undefined>} its status
 */
function post(port, { body, headers }) {
  const options = { agent, port, host: "127.0.0.1", method: "POST", path: "/webhooks/github", headers };
  return new Promise((resolve, reject) => {
    const request = http.request(options, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode));
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** @param {Order} order */
async function fill({ port, repository, isNew, milliseconds, status }) {
  const make = deliveries(repository);
  const end = performance.now() + milliseconds;
  let answers = 0;
  // One after the other, so that none overtakes another about the same branch.
  const send = async (/** @type {unknown} */ _, /** @type {number} */ connection) => {
    for (let before = 0; performance.now() < end; answers += 1) {
      sent += 1;
      const number = sent;
      const seen = await post(port, make(isNew ? number : connection, number, before));
      if (seen !== status) throw new Error(`answered with ${seen}, not ${status}`);
      before = number;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, send));
  return answers;
}

process.on("message", (/** @type {Order} */ order) => {
  fill(order).then(
    (answers) => process.send?.({ answers }),
    (error) => process.send?.({ error: String(error) }),
  );
});
