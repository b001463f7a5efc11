// @ts-check
/**
 * How the stand-in's plain data looks through GraphQL. A value that is a function is called by
 * graphql-js only when an operation selects that field.
 */
import { createHash } from "node:crypto";
import { runEvents } from "../job-run.js";
import { findDeployment } from "../organization.js";

/**
 * @param {import("../organization.js").Deployment} deployment
 * @param {import("../organization.js").Organization} organization
 * @returns {object}
 */
export function deploymentView(deployment, organization) {
  const isBranch = deployment.type === "BRANCH";
  const parent = deployment.base && findDeployment(organization, deployment.base);
  return {
    __typename: "DagsterCloudDeployment",
    organizationName: organization.name,
    deploymentId: deployment.id,
    deploymentName: deployment.name,
    deploymentStatus: "ACTIVE",
    deploymentType: deployment.type,
    isBranchDeployment: isBranch,
    branchDeploymentGitMetadata: deployment.branch,
    latestCommit: deployment.commits.at(-1) ?? null,
    commits: deployment.commits,
    parentDeployment: () => (parent ? deploymentView(parent, organization) : null),
    agentType: organization.agentType,
    canHaveBranchDeployments: !isBranch,
    canDeleteDeployment: true,
  };
}

/** @param {import("../location.js").Location} location @returns {object} */
export function configuredLocationView(location) {
  return {
    __typename: "WorkspaceEntry",
    locationName: location.name,
    serializedDeploymentMetadata: JSON.stringify(location.document),
    metadataTimestamp: location.metadataTimestamp,
    dataUpdatedTimestamp: location.loadedDocument === null ? null : location.updatedTimestamp,
    hasOutdatedData: location.document !== location.loadedDocument,
    hasLoadError: location.loadError !== null,
  };
}

/**
 * All fields show the same moment; being told the load status is what counts as a poll.
 * @param {import("../location.js").Location} location
 * @param {"LOADED" | "LOADING"} status
 * @param {() => void} countPoll
 */
export function loadedLocationView(location, status, countPoll) {
  const { updatedTimestamp, versionKey } = location;
  return {
    __typename: "WorkspaceLocationEntry",
    id: createHash("sha1").update(location.name).digest("hex"),
    name: location.name,
    loadStatus: () => {
      countPoll();
      return status;
    },
    locationOrLoadError: status === "LOADING" ? null : repositoryLocation(location),
    displayMetadata: displayMetadata(location.loadedDocument ?? location.document),
    updatedTimestamp,
    // The statuses query spells it this way.
    updateTimestamp: updatedTimestamp,
    versionKey,
  };
}

/** @param {import("../location.js").Location} location */
function repositoryLocation(location) {
  if (location.loadError !== null) {
    const cause = pythonError("ModuleNotFoundError", "no module named 'definitions'");
    return pythonError("DagsterUserCodeLoadError", location.loadError, cause);
  }
  return { __typename: "RepositoryLocation", id: location.name, name: location.name };
}

/** @param {any} document */
function displayMetadata(document) {
  const { image, git, code_source: source } = document;
  const pairs = { image, commit_hash: git?.commit_hash, url: git?.url, ...source };
  return Object.entries(pairs).flatMap(([key, value]) => (typeof value === "string" ? [{ key, value }] : []));
}

/**
 * An error as Python raises it: with a stack and with what caused it.
 * @param {string} className
 * @param {string} text
 * @param {{ message: string } | null} cause
 */
export function pythonError(className, text, cause = null) {
  return {
    __typename: "PythonError",
    className,
    message: `${className}: ${text}\n`,
    stack: [`  File "/app/definitions.py", line 1, in <module>\n`],
    cause,
    causes: cause ? [cause] : [],
    errorChain: cause ? [{ message: cause.message, error: cause, isExplicitLink: true }] : [],
  };
}

/** @param {import("../options.js").AgentState} agent @param {number} now unix milliseconds */
export function agentView(agent, now) {
  return {
    id: createHash("sha1").update(agent.label).digest("hex"),
    agentLabel: agent.label,
    status: agent.status,
    lastHeartbeatTime: now / 1000,
    errors: [],
  };
}

/** @param {import("../job-run.js").Run} run */
export function runView(run) {
  return {
    __typename: "Run",
    id: run.id,
    runId: run.id,
    status: run.status,
    jobName: run.jobName,
    runConfigYaml: run.configuration,
    tags: run.tags,
    creationTime: run.creationTime,
    eventConnection: (/** @type {{ afterCursor?: string | null, limit?: number | null }} */ args) =>
      eventPage(run, args),
  };
}

/** @param {import("../job-run.js").Run} run @param {{ afterCursor?: string | null, limit?: number | null }} args */
function eventPage(run, { afterCursor, limit }) {
  const all = runEvents(run);
  const start = Number(afterCursor ?? 0);
  const end = limit == null ? all.length : start + limit;
  const events = all.slice(start, end).map(({ type, ...event }) => ({
    __typename: type,
    runId: run.id,
    ...event,
    error: type === "ExecutionStepFailureEvent" ? stepError(event.stepKey) : null,
  }));
  return { events, cursor: String(start + events.length), hasMore: end < all.length };
}

/** @param {string | null} step */
function stepError(step) {
  const cause = pythonError("ValueError", "no prices for today");
  return pythonError(
    "dagster._core.errors.DagsterExecutionStepExecutionError",
    `Error occurred while executing op "${step}":`,
    cause,
  );
}
