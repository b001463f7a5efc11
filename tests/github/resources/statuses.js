// @ts-check
/** What has become of a deployment: to list its statuses and add one, which may end deployments before it. */
import { created, invalid, page, problem } from "../answer.js";
import { TOKEN_LOGIN, freshId, now } from "../repository.js";
import { account, nodeId } from "../views.js";
import { LONGEST_DESCRIPTION } from "./deployments.js";

/**
 * @typedef {import("../repository.js").Deployment} Deployment
 * @typedef {import("../repository.js").HeldRepository} HeldRepository
 * @typedef {import("../repository.js").Status} Status
 * @typedef {import("./index.js").Request} Request
 * @typedef {import("./index.js").Resource} Resource
 * @typedef {import("../answer.js").Context} Context
 */

const EPOCH = "2026-11-23T08:00:00Z";

/** @type {Resource} */
export const listStatuses = {
  name: "statuses",
  operation: "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses",
  permissions: ["deployments"],
  answer(request, context) {
    const deployment = deploymentOf(request);
    if (!deployment) return problem(404, "Not Found");
    const shown = deployment.statuses.map((status) => view(status, deployment, request.repository.name, context));
    return page(shown.reverse(), request, context);
  },
};

/** @type {Resource} */
export const addStatus = {
  name: "statuses",
  operation: "POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses",
  permissions: ["deployments"],
  answer(request, context) {
    const { repository, body } = request;
    const deployment = deploymentOf(request);
    if (!deployment) return problem(404, "Not Found");
    const refusal = refused(body);
    if (refusal) return refusal;
    const { state, description = "", environment = deployment.environment, environment_url: environmentUrl } = body;
    deployment.environment = environment;
    const logUrl = body.log_url ?? body.target_url;
    const status = add(repository, deployment, { state, description, environmentUrl, logUrl });
    if (state === "success" && body.auto_inactive !== false) endBefore(repository, deployment);
    return created(view(status, deployment, repository.name, context));
  },
};

/** @param {Request} request */
function deploymentOf({ repository, path }) {
  return repository.deployments.find(({ id }) => id === path.deployment_id);
}

/** @param {Record<string, any>} body */
function refused(body) {
  if ([...(body.description ?? "")].length > LONGEST_DESCRIPTION) {
    const message = `description is too long (maximum is ${LONGEST_DESCRIPTION} characters)`;
    return invalid("DeploymentStatus", "description", message);
  }
  const wrong = ["environment_url", "log_url", "target_url"].find((name) => body[name] && !isWebAddress(body[name]));
  return wrong ? invalid("DeploymentStatus", wrong, `${wrong} must use http(s) scheme`) : null;
}

/** @param {string} text */
const isWebAddress = (text) => /^https?:\/\//i.test(text) && URL.canParse(text);

/**
 * @param {HeldRepository} repository
 * @param {Deployment} deployment
 * @param {Pick<Status, "state" | "description" | "environmentUrl" | "logUrl">} said
 */
function add({ deployments }, deployment, said) {
  const id = freshId(
    deployments.flatMap(({ statuses }) => statuses),
    3001,
  );
  const status = { id, environment: deployment.environment, createdAt: now(), ...said };
  deployment.statuses.push(status);
  return status;
}

/**
 * As documented: earlier deployments to the environment become inactive if they succeeded, but none that are transient or
 * in production.
 * @param {HeldRepository} repository
 * @param {Deployment} deployment
 */
function endBefore(repository, deployment) {
  for (const other of repository.deployments.slice(0, repository.deployments.indexOf(deployment))) {
    const isKept = other.isTransient || other.isProduction || other.environment !== deployment.environment;
    if (!isKept && other.statuses.at(-1)?.state === "success") add(repository, other, { state: "inactive" });
  }
}

/**
 * @param {Status} status
 * @param {Deployment} deployment
 * @param {string} name of the repository
 * @param {Context} context
 */
function view(status, deployment, name, context) {
  const { id, state, description = "", environment, environmentUrl = "", logUrl = "", createdAt = EPOCH } = status;
  const api = `${context.url}/repos/${name}`;
  return {
    ...{ id, node_id: nodeId("DeploymentStatus", id), url: `${api}/deployments/${deployment.id}/statuses/${id}` },
    ...{ state, description, environment, environment_url: environmentUrl, log_url: logUrl, target_url: logUrl },
    deployment_url: `${api}/deployments/${deployment.id}`,
    repository_url: api,
    creator: account(TOKEN_LOGIN, context),
    ...{ created_at: createdAt, updated_at: createdAt, performed_via_github_app: null },
  };
}
