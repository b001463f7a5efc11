// @ts-check
/**
 * Runs of jobs. No code is executed: a run goes from QUEUED over STARTED to its end, one step for
 * each time that somebody asks for it. A job whose name contains "broken" fails in its step `transform`.
 */
import { createHash } from "node:crypto";

/**
 * @typedef {object} Run
 * @property {string} id
 * @property {string} deployment
 * @property {string} jobName
 * @property {string} status
 * @property {string} configuration as JSON, which is YAML too
 * @property {{ key: string, value: string }[]} tags
 * @property {number} creationTime unix seconds
 * @property {string | null} idempotencyKey a request that is repeated with it launches nothing new
 */

/**
 * @param {import("./organization.js").Organization} organization
 * @param {Omit<Run, "id" | "status">} wanted
 * @param {boolean} isOpenSource it knows no keys
 * @returns {Run}
 */
export function launchRun(organization, wanted, isOpenSource = false) {
  const { idempotencyKey } = wanted;
  const known = organization.runs.find((run) => run.idempotencyKey === idempotencyKey);
  if (known && idempotencyKey !== null && !isOpenSource) return known;
  const run = { id: runId(organization.runs.length + 1), status: "QUEUED", ...wanted };
  organization.runs.push(run);
  return run;
}

/** The same number has the same id in every stand-in. @param {number} number */
function runId(number) {
  const hex = createHash("sha1").update(`run ${number}`).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

/** Somebody was told the status: the run goes on. @param {Run} run */
export function advanceRun(run) {
  if (run.status === "QUEUED") run.status = "STARTED";
  else if (run.status === "STARTED") run.status = /broken/.test(run.jobName) ? "FAILURE" : "SUCCESS";
}

/**
 * The newest first.
 * @param {import("./organization.js").Organization} organization
 * @param {{ runIds?: string[], pipelineName?: string, tags?: Run["tags"], statuses?: string[] }} filter
 */
export function findRuns(organization, { runIds, pipelineName, tags = [], statuses }) {
  return organization.runs
    .filter(
      (run) =>
        (runIds?.includes(run.id) ?? true) &&
        (pipelineName ?? run.jobName) === run.jobName &&
        (statuses?.includes(run.status) ?? true) &&
        tags.every(({ key, value }) => run.tags.some((tag) => tag.key === key && tag.value === value)),
    )
    .reverse();
}

/** What has happened in a run so far. @param {Run} run */
export function runEvents({ status, jobName }) {
  if (status === "QUEUED") return [];
  const event = (
    /** @type {string} */ type,
    /** @type {string} */ message,
    stepKey = /** @type {string | null} */ (null),
  ) => ({
    type,
    message,
    stepKey,
  });
  const events = [
    event("RunStartEvent", `Started execution of run for "${jobName}".`),
    event("ExecutionStepStartEvent", 'Started execution of step "transform".', "transform"),
  ];
  if (status === "SUCCESS") events.push(event("RunSuccessEvent", `Finished execution of run for "${jobName}".`));
  if (status === "FAILURE") {
    events.push(event("ExecutionStepFailureEvent", 'Execution of step "transform" failed.', "transform"));
    events.push(event("RunFailureEvent", `Execution of run for "${jobName}" failed. Steps failed: ['transform'].`));
  }
  return events;
}
