// @ts-check
/**
 * The contexts `github` and `runner` of a job on ubuntu-latest, and the environment that they become. The names are those
 * of GitHubContext.cs and RunnerContext.cs (https://github.com/actions/runner/tree/main/src/Runner.Worker), the meanings
 * those of https://docs.github.com/en/actions/reference/workflows-and-actions/variables. No file is made here.
 */
import { refsOf, shortRef } from "./event.js";

/**
 * @typedef {object} Job what a test can say of the job; for each there is a usual value
 * @property {{ name: string, payload: Record<string, any> }} event
 * @property {string} repository `owner/name`; the payload's if not given, as are the ids
 * @property {string} sha the event's, like `ref`, `headRef` and `baseRef`
 * @property {string} ref
 * @property {string} headRef
 * @property {string} baseRef
 * @property {string} runId
 * @property {string} runNumber
 * @property {string} runAttempt
 * @property {string} workflow
 * @property {string} workflowFile
 * @property {string} job
 * @property {string} actor
 * @property {string} triggeringActor
 * @property {string} token `github.token`
 * @property {string} apiUrl
 * @property {string} serverUrl
 * @property {string} graphqlUrl
 * @property {string} actionRepository in `uses:`
 * @property {string} actionRef
 * @property {boolean} isDebug the job was run with debug logging
 */

/** The names of what a job can be told. */
export const JOB_OPTIONS = [
  ...["event", "repository", "sha", "ref", "headRef", "baseRef", "runId", "runNumber", "runAttempt", "workflow"],
  ...["workflowFile", "job", "actor", "triggeringActor", "token", "apiUrl", "serverUrl", "graphqlUrl"],
  ...["actionRepository", "actionRef", "isDebug"],
];

/** Of the installation token, which is masked. Not GitHub's own form, so that no scanner of secrets cries. */
const TOKEN = "ghs-of-the-fake-runner-0123456789";

/**
 * @typedef {object} Paths
 * @property {string} workspace
 * @property {string} temp
 * @property {string} toolCache
 * @property {string} home
 * @property {string} eventPath
 * @property {Record<string, string>} files those that the action writes, by their names in the context
 */

/**
 * @param {Partial<Job>} job
 * @param {Paths} paths
 */
export function contextsOf(job, paths) {
  const event = job.event ?? { name: "workflow_dispatch", payload: {} };
  const github = { ...repositoryOf(job, event.payload), ...refContext(job, event), ...runOf(job), ...serversOf(job) };
  const workflow = `${github.repository}/.github/workflows/${job.workflowFile ?? "deploy.yml"}@${github.ref}`;
  const actor = job.actor ?? event.payload.sender?.login ?? "ada";
  const repository = job.actionRepository ?? "dagster-io/dagster-deploy";
  return {
    github: {
      ...github,
      ...{ workflow_ref: workflow, workflow_sha: github.sha, workspace: paths.workspace },
      ...{ actor, triggering_actor: job.triggeringActor ?? actor, actor_id: String(event.payload.sender?.id ?? 1) },
      ...{ event: event.payload, event_name: event.name, event_path: paths.eventPath, token: job.token ?? TOKEN },
      action: `__${repository.replaceAll("/", "_")}`,
      ...{ action_repository: repository, action_ref: job.actionRef ?? "v1" },
      ...paths.files,
    },
    runner: runnerOf(job, paths),
  };
}

/** @param {Partial<Job>} job @param {Record<string, any>} payload */
function repositoryOf(job, { repository: told = {} }) {
  const repository = job.repository ?? told.full_name ?? "acme/shop";
  return {
    repository,
    repository_id: String(told.id ?? 1),
    repository_owner: repository.split("/")[0],
    repository_owner_id: String(told.owner?.id ?? 2),
  };
}

/** @param {Partial<Job>} job @param {Job["event"]} event */
function refContext(job, event) {
  const derived = refsOf(event.name, event.payload);
  const ref = job.ref ?? derived.ref;
  return {
    ref,
    sha: job.sha ?? derived.sha,
    ref_name: shortRef(ref),
    ref_type: ref.startsWith("refs/tags/") ? "tag" : "branch",
    ref_protected: "false",
    head_ref: job.headRef ?? derived.headRef ?? "",
    base_ref: job.baseRef ?? derived.baseRef ?? "",
  };
}

/** @param {Partial<Job>} job */
function runOf(job) {
  return {
    run_id: job.runId ?? "19600000001",
    run_number: job.runNumber ?? "7",
    run_attempt: job.runAttempt ?? "1",
    retention_days: "90",
    workflow: job.workflow ?? "Deploy",
    job: job.job ?? "deploy",
  };
}

/** A server of one's own has its API below itself. @param {Partial<Job>} job */
function serversOf(job) {
  const server = job.serverUrl ?? "https://github.com";
  const isOwn = server !== "https://github.com";
  const api = job.apiUrl ?? (isOwn ? `${server}/api/v3` : "https://api.github.com");
  const graphql = job.graphqlUrl ?? (isOwn ? `${server}/api/graphql` : `${api}/graphql`);
  return { server_url: server, api_url: api, graphql_url: graphql };
}

/** @param {Partial<Job>} job @param {Paths} paths */
function runnerOf(job, paths) {
  return {
    ...{ os: "Linux", arch: process.arch === "arm64" ? "ARM64" : "X64", name: "GitHub Actions 1000000001" },
    ...{ environment: "github-hosted", tool_cache: paths.toolCache, temp: paths.temp },
    ...{ workspace: paths.workspace.replace(/[\\/][^\\/]+$/, "") },
    ...(job.isDebug ? { debug: "1" } : {}),
  };
}

/** In the context, but not in the environment. */
const CONTEXT_ONLY = ["event", "token"];

/**
 * @param {ReturnType<typeof contextsOf>} contexts
 * @param {string} home
 * @returns {Record<string, string>}
 */
export function environmentOf({ github, runner }, home) {
  const told = Object.entries(github).filter(([name]) => !CONTEXT_ONLY.includes(name));
  return {
    ...baseEnvironment(home),
    ...Object.fromEntries(told.map(([name, value]) => [`GITHUB_${name.toUpperCase()}`, String(value)])),
    ...Object.fromEntries(Object.entries(runner).map(([name, value]) => [`RUNNER_${name.toUpperCase()}`, value])),
  };
}

/**
 * What a machine of GitHub's has. Of the machine that the tests run on it has PATH (where git is) and, on Windows, what a
 * process needs to start.
 * @param {string} home
 */
function baseEnvironment(home) {
  const windows = Object.entries(process.env).filter(([name]) => /^(SystemRoot|PATHEXT|COMSPEC)$/i.test(name));
  return {
    ...(process.platform === "win32" ? Object.fromEntries(windows) : {}),
    ...{ PATH: process.env.PATH ?? "", HOME: home, USER: "runner", LANG: "C.UTF-8", SHELL: "/bin/bash" },
    ...{ CI: "true", GITHUB_ACTIONS: "true", ImageOS: "ubuntu24", ImageVersion: "20261101.1.0" },
    // Where the real ones lead an action must not go in a test.
    ...{ ACTIONS_RUNTIME_URL: "https://actions.invalid/", ACTIONS_RUNTIME_TOKEN: "runtime-token" },
    ...{ ACTIONS_RESULTS_URL: "https://results.invalid/", ACTIONS_CACHE_SERVICE_V2: "True" },
  };
}
