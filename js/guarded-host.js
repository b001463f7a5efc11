// @ts-check
/**
 * Wraps a host for one call into the core. Once the call has been aborted nothing that the host answers reaches the
 * instance, which may have trapped by then, and nothing is saved.
 */
import { hmacSha256, verifyRs256 } from "./crypto.js";

/** @typedef {import("./dagster_deploy.js").GuardedHost} GuardedHost */
/** @typedef {import("./host.d.ts").Host} Host */
/** @typedef {import("./instance.js").Call} Call */
/** @typedef {import("./instance.js").ReadText} ReadText */

/** Receive the call as their signal, so that they end with it. */
const abortable = ["fetch", "sleep"];

/**
 * Returns the host's own members, guarded, and the members that are the same in every runtime. An error that a member
 * throws aborts this call and no other, such as one from the callback of a library's user. Errors of `save` go to the core.
 * @template {Host} H
 * @param {H} host
 * @param {Call} call
 * @param {ReadText} readText
 * @returns {H & GuardedHost}
 */
export function guardHost(host, call, readText) {
  /** @type {any} */
  const guarded = {
    hmacSha256: (/** @type {Parameters<typeof hmacSha256>} */ ...args) => call.guard(hmacSha256(...args)),
    verifyRs256: (/** @type {Parameters<typeof verifyRs256>} */ ...args) => call.guard(verifyRs256(...args)),
    ownText: (/** @type {string} */ name) => call.guard(readText(name)),
  };
  for (const [name, member] of Object.entries(host)) {
    guarded[name] = (/** @type {unknown[]} */ ...args) => {
      if (name === "save") call.throwIfAborted();
      try {
        if (abortable.includes(name)) args.push(call);
        const result = member.apply(host, args);
        return typeof result?.then === "function" ? call.guard(result) : result;
      } catch (error) {
        if (name === "save") throw error;
        call.abort(error);
        return new Promise(() => {});
      }
    };
  }
  return guarded;
}
