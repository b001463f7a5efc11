// @ts-check
/**
 * The functions of the library, the same in every runtime: one for each command. They print nothing. Of the environment they
 * read the variables of proxies and certificates, and for the commands that read the change those of CI systems.
 */

/** @typedef {ReturnType<typeof import("./core.js").createCore>} Core */
/** @typedef {import("./host.d.ts").Host} Host */
/** @typedef {import("./host.d.ts").Job} Job */
/** @typedef {import("./index.js").CallControls} CallControls */

/** @typedef {(variables: () => string[]) => Job | Promise<Job>} CreateJob */
/** @typedef {(print: Host["print"]) => Host} CreateHost */

/**
 * @param {Core} core
 * @param {CreateHost} createHost
 * @param {CreateJob} createJob
 * @returns {Pick<typeof import("./index.js"), "branchDeployment" | "ci" | "deploy" | "deployment" | "job" | "run">}
 */
export function library(core, createHost, createJob) {
  const command = commands(core.call, core.callVariables, createHost, createJob);
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
    ci: {
      inspect: command("ci inspect"),
      imageTag: command("ci image-tag"),
      branchDeployment: command("ci branch-deployment"),
    },
  };
}

/**
 * Returns the functions of the webhook commands, which read nothing of the environment.
 * @param {Pick<Core, "call">} core
 * @param {CreateHost} createHost
 * @param {CreateJob} createJob
 * @returns {typeof import("./webhook.js").webhook}
 */
export function webhooks({ call }, createHost, createJob) {
  const command = commands(call, () => [], createHost, createJob);
  return { check: command("webhook check"), explain: command("webhook explain"), sign: command("webhook sign") };
}

/**
 * @param {Core["call"]} call
 * @param {Core["callVariables"]} callVariables
 * @param {CreateHost} createHost
 * @param {CreateJob} createJob
 */
function commands(call, callVariables, createHost, createJob) {
  /**
   * @param {string} name
   * @returns {any} as the types have it, which are made from the flag table
   */
  return (name) => {
    /** @param {object & CallControls} [options] */
    return async ({ signal, onMessage, ...options } = {}) => {
      const variables = () => callVariables(name, "readCiState" in options && options.readCiState === true);
      const job = { ...(await createJob(variables)), argv: [], stdoutIsTerminal: false, stderrIsTerminal: false };
      const host = createHost((stream, text) => onMessage?.(text, stream));
      return call(name, options, job, host, signal);
    };
  };
}
