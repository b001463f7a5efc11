// @ts-check
/**
 * One HTTP try by Bun's own `fetch`, which costs a run 25 ms of CPU less than its node:http. host-node.js imports this file
 * on Bun, for requests without proxy and certificates. Error codes are Node's or Bun's own; the core knows both.
 */
import { wantsOwnConnection } from "./http.js";
import { fetchOnce as tryByFetch } from "./http-fetch.js";

/**
 * @param {import("./host.d.ts").FetchRequest} request
 * @param {import("./host.d.ts").PlainSignal} signal
 * @returns {Promise<import("./host.d.ts").FetchReply>}
 */
export async function fetchOnce(request, signal) {
  try {
    // Bun has a time limit of its own, of five minutes.
    return await tryByFetch(request, signal, { timeout: false, keepalive: !wantsOwnConnection(request.headers) });
  } catch (error) {
    // Bun's advice is for the caller of `fetch`, not for the user of a command.
    const { code, message } = /** @type {Error & { code?: string }} */ (error);
    throw Object.assign(new Error(message.replace(/ For more information, pass `verbose[^]*/, "")), { code });
  }
}
