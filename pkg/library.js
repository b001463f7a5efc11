// @ts-check
/**
 * The shape of the library, the same in every runtime: one function per command. It prints nothing, and of the
 * environment it reads only what says how to reach the network (proxies and certificates): all else comes as options.
 */

/** @typedef {ReturnType<typeof import("./core.js").createCore>} Core */
/** @typedef {import("./host.d.ts").Host} Host */
/** @typedef {import("./host.d.ts").Job} Job */
/**
 * @typedef {object} Extras options that stay outside the core
 * @property {AbortSignal} [signal] rejects the call with its reason; what has been sent by then may have been done
 * @property {(text: string, stream: "stdout" | "stderr") => void} [onMessage] is given what the command line would print
 */

const networkVariable = /^((https?|all|no)_proxy|ssl_cert_file|(requests|curl)_ca_bundle)$/i;

/**
 * @param {Core} core
 * @param {(print: Host["print"]) => Host} createHost
 * @param {(variables: string[]) => Job | Promise<Job>} createJob
 */
export function library(core, createHost, createJob) {
  /** @param {string} name */
  const command = (name) => {
    /** @param {object & Extras} [options] */
    return async ({ signal, onMessage, ...options } = {}) => {
      const variables = core.variables().filter((variable) => networkVariable.test(variable));
      const job = { ...(await createJob(variables)), argv: [], stdoutIsTerminal: false, stderrIsTerminal: false };
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
