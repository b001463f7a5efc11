// @ts-check
/**
 * The core of the edge, for every runtime. Requests and objects share an instance: what ends one by a panic ends all that is
 * in it, and the next call has a fresh one (core.js).
 */
import { keepAlive } from "./core.js";

/** @typedef {import("./edge.d.ts").DoorHost} DoorHost */
/** @typedef {import("./edge.d.ts").ObjectHost} ObjectHost */

/**
 * @param {typeof import("./dagster_deploy_edge.js").instantiate} instantiate
 * @param {() => WebAssembly.Module} readModule called once, when the core is first needed
 * @param {import("./core.js").ReadText} [readText] gives the texts that a command line may ask for
 */
export function createEdgeCore(instantiate, readModule, readText) {
  const { read: _, enter, ...shared } = keepAlive(instantiate, readModule, readText);
  return {
    ...shared,
    /**
     * Answers a request of the web.
     * @param {Request} request
     * @param {DoorHost} host
     */
    answer: (request, host) => enter((core, /** @type {any} */ leashed) => core.answer(request, leashed), host),
    /**
     * Has an object receive a message, before this returns; resolves to its answer.
     * @param {string} object
     * @param {string} message
     * @param {ObjectHost} host
     */
    receive: (object, message, host) => enter((core, /** @type {any} */ leashed) => core.receive(object, message, leashed), host),
    /**
     * Does what an object has to do now.
     * @param {string} object
     * @param {ObjectHost} host
     */
    alarm: (object, host) => enter((core, /** @type {any} */ leashed) => core.alarm(object, leashed), host),
  };
}
