// @ts-check
/** Runs a server from its start to its end, the same in every runtime; the runtime's part is its {@link Platform}. */
import { answer } from "./handler.js";
import { createObjects } from "./objects.js";

/** @typedef {import("./server.js").EdgeCalls} EdgeCalls */
/** @typedef {import("./server.js").Outside} Outside */
/** @typedef {import("./server.js").Platform} Platform */
/** @typedef {import("./server.js").Store} Store */

/** The time that running requests and alarms have after the shutdown signal, in milliseconds. */
export const ENDS_WITHIN = 10_000;

/**
 * @param {import("./host.js").Serving} how
 * @param {EdgeCalls} core
 * @param {import("../host.js").Host} host
 * @param {Platform} platform
 */
export async function serve(how, core, host, platform) {
  const shutdown = platform.shutdownSignal(); // before the store is opened, so that it is always closed
  const store = await platform.openStore(how.folder);
  try {
    await serveFrom(store, how, core, host, platform, shutdown);
  } finally {
    store.close();
  }
}

/**
 * @param {Store} store
 * @param {import("./host.js").Serving} how
 * @param {EdgeCalls} core
 * @param {import("../host.js").Host} host
 * @param {Platform} platform
 * @param {Promise<void>} shutdown
 */
async function serveFrom(store, how, core, host, platform, shutdown) {
  /** @type {Outside} */
  const outside = {
    ...host,
    config: () => how.config,
    variable: platform.variable,
    runtime: () => platform.runtime,
    log: (line) => host.print("stdout", `${line}\n`),
  };
  const objects = createObjects(core, store, outside);
  const port = await platform.listen(how, (request, readBody) => answer(core, request, objects.host, readBody));
  host.print("stderr", `listening on ${port.url}\n`);
  objects.start();
  await shutdown;
  await Promise.all([port.close(), objects.stop(ENDS_WITHIN)]);
}

/**
 * Returns the URL of a server.
 * @param {string} hostname
 * @param {number} port
 */
export const urlOf = (hostname, port) => `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
