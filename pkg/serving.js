// @ts-check
/** A server from its start to its end, the same in every runtime; what a runtime brings is its {@link Platform}. */
import { answer } from "./door.js";
import { createObjects } from "./objects.js";

/** @typedef {import("./server.js").EdgeCalls} EdgeCalls */
/** @typedef {import("./server.js").Outside} Outside */
/** @typedef {import("./server.js").Platform} Platform */
/** @typedef {import("./server.js").Store} Store */

/** How long requests and alarms that have begun may take once the process is told to end. */
export const ENDS_WITHIN = 10_000;

/**
 * @param {import("./edge.js").Serving} how
 * @param {EdgeCalls} core
 * @param {import("./host.js").Host} host
 * @param {Platform} platform
 */
export async function serve(how, core, host, platform) {
  const toldToEnd = platform.toldToEnd(); // from now on: nothing is left half open
  const store = await platform.openStore(how.folder);
  try {
    await serveFrom(store, how, core, host, platform, toldToEnd);
  } finally {
    store.close();
  }
}

/**
 * @param {Store} store
 * @param {import("./edge.js").Serving} how
 * @param {EdgeCalls} core
 * @param {import("./host.js").Host} host
 * @param {Platform} platform
 * @param {Promise<void>} toldToEnd
 */
async function serveFrom(store, how, core, host, platform, toldToEnd) {
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
  await toldToEnd;
  await Promise.all([port.close(), objects.stop(ENDS_WITHIN)]);
}

/**
 * Where a server is to be found.
 * @param {string} hostname
 * @param {number} port
 */
export const urlOf = (hostname, port) => `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
