// @ts-check
/**
 * The organization that the stand-in pretends to host, as plain data that can be printed as JSON,
 * and what can be done to its deployments. Nothing here knows HTTP or GraphQL; locations and runs
 * have files of their own.
 */
import { createHash } from "node:crypto";

/**
 * @typedef {object} Deployment
 * @property {number} id
 * @property {string} name
 * @property {"PRODUCTION" | "BRANCH"} type
 * @property {string | null} base name of the full deployment that a branch deployment stands on
 * @property {BranchData | null} branch
 * @property {Commit[]} commits in the order in which they were sent, the latest last
 * @property {string | null} snapshotBaseCondition
 * @property {import("./location.js").Location[]} locations
 *
 * @typedef {{ repoName: string, branchName: string, branchUrl?: string | null,
 *   pullRequestUrl?: string | null, pullRequestStatus?: string | null,
 *   pullRequestNumber?: string | null }} BranchData
 * @typedef {{ commitHash: string, timestamp: number, commitMessage?: string | null,
 *   commitUrl?: string | null, authorName?: string | null, authorEmail?: string | null,
 *   authorAvatarUrl?: string | null }} Commit
 *
 * @typedef {object} Organization
 * @property {string} name
 * @property {import("./options.js").SandboxOptions["agentType"]} agentType
 * @property {Deployment[]} deployments
 * @property {import("./options.js").AgentState[]} agents
 * @property {import("./job-run.js").Run[]} runs
 * @property {{ deployments: number, versions: number }} counters what was numbered so far
 */

/**
 * @param {import("./options.js").SandboxOptions} options
 * @returns {Organization}
 */
export function createOrganization(options) {
  /** @type {Organization} */
  const organization = {
    name: options.organization,
    agentType: options.agentType,
    deployments: [],
    agents: structuredClone(options.agents),
    runs: [],
    counters: { deployments: 0, versions: 0 },
  };
  for (const name of options.deployments) {
    addDeployment(organization, { name, type: "PRODUCTION", base: null });
  }
  return organization;
}

/**
 * @param {Organization} organization
 * @param {{ name: string, type: "PRODUCTION" | "BRANCH", base: string | null }} deployment
 * @returns {Deployment}
 */
function addDeployment(organization, deployment) {
  organization.counters.deployments += 1;
  const id = organization.counters.deployments;
  const blank = { branch: null, commits: [], snapshotBaseCondition: null, locations: [] };
  const added = { id, ...deployment, ...blank };
  organization.deployments.push(added);
  return added;
}

/** @param {Organization} organization @param {string} name */
export function findDeployment(organization, name) {
  return organization.deployments.find((deployment) => deployment.name === name);
}

/** @param {Organization} organization @param {Deployment["type"]} type */
export function deploymentsOfType(organization, type) {
  return organization.deployments.filter((deployment) => deployment.type === type);
}

/**
 * The same branch always has the same name, in every stand-in, so that tests can write it down.
 * @param {{ repoName: string, branchName: string }} branch
 */
export function branchDeploymentName({ repoName, branchName }) {
  return createHash("sha1")
    .update(JSON.stringify([repoName, branchName]))
    .digest("hex");
}

/**
 * The base that is meant: a branch deployment cannot be one, and none named means the first full
 * deployment.
 * @param {Organization} organization
 * @param {string | null | undefined} name
 */
export function findBase(organization, name) {
  const candidates = deploymentsOfType(organization, "PRODUCTION");
  return candidates.find((deployment) => deployment.name === (name ?? candidates[0].name));
}

/**
 * Everything that is sent replaces what was known: a field that is null the second time is gone.
 * @param {Organization} organization
 * @param {{ base: string, branch: BranchData, commit: Commit, snapshotBaseCondition: string | null }} change
 */
export function createOrUpdateBranchDeployment(organization, { base, branch, commit, ...rest }) {
  const name = branchDeploymentName(branch);
  const deployment = findDeployment(organization, name) ?? addDeployment(organization, { name, type: "BRANCH", base });
  deployment.commits.push({ ...commit });
  return Object.assign(deployment, { base, branch: { ...branch }, ...rest });
}

/** @param {Organization} organization @param {Deployment} deployment */
export function deleteDeployment(organization, deployment) {
  organization.deployments.splice(organization.deployments.indexOf(deployment), 1);
}
