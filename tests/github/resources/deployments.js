// @ts-check
/** The deployments of a repository, to list and create them. What becomes of one is in statuses.js. */
import { created, invalid, json, page, problem } from "../answer.js";
import { TOKEN_LOGIN, freshId, now, resolve } from "../repository.js";
import { account, nodeId } from "../views.js";

/**
 * @typedef {import("../repository.js").Deployment} Deployment
 * @typedef {import("../repository.js").HeldRepository} HeldRepository
 * @typedef {import("./index.js").Resource} Resource
 * @typedef {import("../answer.js").Context} Context
 */

export const LONGEST_DESCRIPTION = 140;
const EPOCH = "2026-11-23T08:00:00Z";

/** @type {Resource} */
export const listDeployments = {
  name: "deployments",
  operation: "GET /repos/{owner}/{repo}/deployments",
  permissions: ["deployments"],
  answer(request, context) {
    const { repository, query } = request;
    const filters = /** @type {const} */ (["sha", "ref", "task", "environment"]);
    const shown = repository.deployments.map((one) => view(one, repository.name, context));
    const wanted = shown.filter((one) => filters.every((name) => [undefined, "none", one[name]].includes(query[name])));
    return page(wanted.reverse(), request, context);
  },
};

/** @type {Resource} */
export const createDeployment = {
  name: "deployments",
  operation: "POST /repos/{owner}/{repo}/deployments",
  permissions: ["deployments"],
  answer({ repository, body }, context) {
    if ([...(body.description ?? "")].length > LONGEST_DESCRIPTION) {
      const message = `description is too long (maximum is ${LONGEST_DESCRIPTION} characters)`;
      return invalid("Deployment", "description", message);
    }
    const sha = resolve(repository, body.ref);
    if (sha === null) return problem(422, `No ref found for: ${body.ref}`);
    const refusal = merged(repository, body, sha) ?? checked(repository, body);
    if (refusal) return refusal;
    const deployment = made(repository, body, sha);
    repository.deployments.push(deployment);
    return created(view(deployment, repository.name, context));
  },
};

/**
 * Unless told otherwise GitHub merges the default branch into one that is behind, which makes another commit and no
 * deployment; into a commit that has no branch it cannot.
 * @param {HeldRepository} repository
 * @param {{ ref: string, auto_merge?: boolean }} body
 * @param {string} sha
 */
function merged({ pulls, defaultBranch }, { ref, auto_merge = true }, sha) {
  const isBehind = pulls.some(({ head, isBehind = false }) => isBehind && head.sha === sha);
  if (!auto_merge || !isBehind) return null;
  if (ref === sha) return problem(409, `Conflict merging ${defaultBranch} into ${ref}.`);
  return json(202, { message: `Auto-merged ${defaultBranch} into ${ref} on deployment.` });
}

/**
 * Unless told otherwise all of a commit's checks must have succeeded, and the workflow that asks is itself one of them.
 * @param {HeldRepository} repository
 * @param {{ ref: string, required_contexts?: string[] }} body
 */
function checked({ checks }, { ref, required_contexts }) {
  const isGood = (/** @type {string} */ wanted) =>
    checks.some(({ context, state }) => context === wanted && state === "success");
  if ((required_contexts ?? checks.map(({ context }) => context)).every(isGood)) return null;
  const error = { contexts: checks, resource: "Deployment", field: "required_contexts", code: "invalid" };
  return problem(409, `Conflict: Commit status checks failed for ${ref}.`, [error]);
}

/**
 * @param {HeldRepository} repository
 * @param {Record<string, any>} body
 * @param {string} sha
 * @returns {Deployment}
 */
function made({ deployments }, body, sha) {
  const { ref, environment = "production", task = "deploy", payload = {}, description = "" } = body;
  return {
    ...{ id: freshId(deployments, 2001), sha, ref, task, environment, payload, description },
    originalEnvironment: environment,
    isTransient: body.transient_environment ?? false,
    isProduction: body.production_environment ?? environment === "production",
    ...{ login: TOKEN_LOGIN, createdAt: now(), statuses: [] },
  };
}

/** @param {Deployment} deployment @param {string} name of the repository @param {Context} context */
function view(deployment, name, context) {
  const {
    id,
    sha,
    ref,
    environment,
    task = "deploy",
    payload = {},
    description = null,
    createdAt = EPOCH,
  } = deployment;
  const api = `${context.url}/repos/${name}`;
  return {
    ...{ id, node_id: nodeId("Deployment", id), url: `${api}/deployments/${id}`, repository_url: api },
    ...{ sha, ref, task, payload, environment, description },
    original_environment: deployment.originalEnvironment ?? environment,
    statuses_url: `${api}/deployments/${id}/statuses`,
    transient_environment: deployment.isTransient ?? false,
    production_environment: deployment.isProduction ?? false,
    creator: account(deployment.login ?? TOKEN_LOGIN, context),
    ...{ created_at: createdAt, updated_at: deployment.statuses.at(-1)?.createdAt ?? createdAt },
    performed_via_github_app: null,
  };
}
