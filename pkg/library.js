// @ts-check
/**
 * The shape of the library, the same in every runtime: one function per command. It prints nothing, and of the
 * environment it reads only what says how to reach the network (proxies and certificates) and, for the commands that read
 * the change, what CI systems tell of it: all else comes as options.
 */

/** @typedef {ReturnType<typeof import("./core.js").createCore>} Core */
/** @typedef {import("./host.d.ts").Host} Host */
/** @typedef {import("./host.d.ts").Job} Job */
/** @typedef {import("./index.js").CallControls} CallControls */

/**
 * @param {Core} core
 * @param {(print: Host["print"]) => Host} createHost
 * @param {(variables: () => string[]) => Job | Promise<Job>} createJob
 * @returns {Pick<typeof import("./index.js"), "branchDeployment" | "ci" | "deploy" | "deployment" | "job" | "run" | "webhook">}
 */
export function library(core, createHost, createJob) {
  /**
   * @param {string} name
   * @returns {any} as `index.d.ts` has it, which is made from the flag table
   */
  const command = (name) => {
    /** @param {object & CallControls} [options] */
    return async ({ signal, onMessage, ...options } = {}) => {
      const variables = () => core.callVariables(name, "readCiState" in options && options.readCiState === true);
      const job = { ...(await createJob(variables)), argv: [], stdoutIsTerminal: false, stderrIsTerminal: false };
      const host = createHost((stream, text) => onMessage?.(text, stream));
      return core.call(name, options, job, host, signal);
    };
  };
  return {
    deploy: command("deploy"),
    branchDeployment: {
      createOrUpdate: command("branch-deployment create-or-update"),
      delete: command("branch-deployment delete"),
    },
    deployment: {
      addLocation: command("deployment add-location"),
      updateLocation: command("deployment update-location"),
    },
    job: { launch: command("job launch") },
    run: { status: command("run status") },
    webhook: { explain: command("webhook explain"), sign: command("webhook sign") },
    ci: {
      inspect: command("ci inspect"),
      imageTag: command("ci image-tag"),
      branchDeployment: command("ci branch-deployment"),
    },
  };
}
