// @ts-check
/**
 * The root fields about runs.
 */
import { advanceRun, findRuns, launchRun } from "../job-run.js";
import { failure, quoted, requireDeployment } from "./context.js";
import { runView } from "./views.js";

/** @typedef {import("./context.js").Context} Context */

export const runFields = {
  /** @param {{ runId: string }} args @param {Context} context */
  runOrError({ runId }, { organization }) {
    const run = organization.runs.find(({ id }) => id === runId);
    if (!run) return failure("RunNotFoundError", `no run ${runId}`, { runId });
    const view = runView(run);
    advanceRun(run);
    return view;
  },

  /** @param {{ filter?: object | null, limit?: number | null }} args @param {Context} context */
  runsOrError({ filter, limit }, { organization }) {
    const found = findRuns(organization, filter ?? {});
    return { __typename: "Runs", results: found.slice(0, limit ?? found.length).map(runView) };
  },

  /** @param {{ executionParams: any }} args @param {Context} context */
  launchRun({ executionParams }, context) {
    const { selector, executionMetadata, runConfigData } = executionParams;
    const deployment = requireDeployment(context);
    const jobName = selector.jobName ?? selector.pipelineName ?? "";
    const { repositoryName, repositoryLocationName } = selector;
    const location = deployment.locations.find(({ name }) => name === repositoryLocationName);
    if (jobName === "" || !location || location.loadedDocument === null || location.loadError !== null) {
      const message = `no job ${jobName} in location ${repositoryLocationName}`;
      const missing = { pipelineName: jobName, repositoryName, repositoryLocationName };
      return failure("PipelineNotFoundError", message, missing);
    }
    const wanted = {
      deployment: deployment.name,
      jobName,
      configuration: asText(runConfigData),
      tags: executionMetadata?.tags ?? [],
      creationTime: context.options.now() / 1000,
      idempotencyKey: context.idempotencyKey,
    };
    const run = launchRun(context.organization, wanted, context.options.idempotencyKey === "ignored");
    context.happened.push(`launched run ${run.id} of job ${quoted(jobName)}`);
    return { __typename: "LaunchRunSuccess", run: runView(run) };
  },
};

/** @param {unknown} configuration a JSON object, or YAML text */
function asText(configuration) {
  return typeof configuration === "string" ? configuration : JSON.stringify(configuration ?? {});
}
