function library(core, createHost, createJob) {
  const command = commands(core.call, core.callVariables, createHost, createJob);
  return {
    deploy: command("deploy"),
    branchDeployment: {
      createOrUpdate: command("branch-deployment create-or-update"),
      delete: command("branch-deployment delete")
    },
    deployment: {
      addLocation: command("deployment add-location"),
      updateLocation: command("deployment update-location")
    },
    job: { launch: command("job launch") },
    run: { status: command("run status") },
    ci: {
      inspect: command("ci inspect"),
      imageTag: command("ci image-tag"),
      branchDeployment: command("ci branch-deployment")
    }
  };
}
function webhooks({ call }, createHost, createJob) {
  const command = commands(call, () => [], createHost, createJob);
  return { check: command("webhook check"), explain: command("webhook explain"), sign: command("webhook sign") };
}
function commands(call, callVariables, createHost, createJob) {
  return (name) => {
    return async ({ signal, onMessage, ...options } = {}) => {
      const variables = () => callVariables(name, "readCiState" in options && options.readCiState === true);
      const job = { ...await createJob(variables), argv: [], stdoutIsTerminal: false, stderrIsTerminal: false };
      const host = createHost((stream, text) => onMessage?.(text, stream));
      return call(name, options, job, host, signal);
    };
  };
}
export {
  library,
  webhooks
};
