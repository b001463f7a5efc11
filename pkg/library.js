// @ts-check
/**
 * The shape of the library, the same in every runtime: one function per command. It prints nothing, and of the
 * environment it reads only what says how to reach the network (proxies and certificates): all else comes as options.
 */

/** @typedef {ReturnType<typeof import("./core.js").createCore>} Core */
/** @typedef {import("./host.d.ts").Host} Host */
/** @typedef {import("./host.d.ts").Job} Job */
/** @typedef {import("./index.js").CallControls} CallControls */

/**
 * @param {Core} core
 * @param {(print: Host["print"]) => Host} createHost
 * @param {(variables: string[]) => Job | Promise<Job>} createJob
 * @returns {Pick<typeof import("./index.js"), "branchDeployment" | "deployment">}
 */
export function library(core, createHost, createJob) {
  /**
   * @param {string} name
   * @returns {any} as `index.d.ts` has it, which is made from the flag table
   */
  const command = (name) => {
    /** @param {object & CallControls} [options] */
    return async ({ signal, onMessage, ...options } = {}) => {
      const job = { ...(await createJob(core.networkVariables())), argv: [], stdoutIsTerminal: false, stderrIsTerminal: false };
      const host = createHost((stream, text) => onMessage?.(text, stream));
      return core.call(name, options, job, host, signal);
    };
  };
  return {
    branchDeployment: {
      createOrUpdate: command("branch-deployment create-or-update"),
      delete: command("branch-deployment delete"),
    },
    deployment: {
      addLocation: command("deployment add-location"),
      updateLocation: command("deployment update-location"),
    },
  };
}
