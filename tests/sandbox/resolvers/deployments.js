// @ts-check
/**
 * The root fields about deployments: refuse what the hosted service would refuse, else change the
 * organization and note in words what was done.
 */
import * as organizations from "../organization.js";
import { failure, quoted, requireDeployment } from "./context.js";
import { deploymentView } from "./views.js";

/**
 * @typedef {import("./context.js").Context} Context
 * @typedef {import("../organization.js").BranchData} BranchData
 * @typedef {import("../organization.js").Commit} Commit
 */

export const deploymentFields = {
  /** @param {{}} _ @param {Context} context */
  currentDeployment: (_, context) => deploymentView(requireDeployment(context), context.organization),

  /** @param {{}} _ @param {Context} context */
  fullDeployments: (_, { organization }) =>
    organizations
      .deploymentsOfType(organization, "PRODUCTION")
      .map((deployment) => deploymentView(deployment, organization)),

  /** @param {{ name: string }} args @param {Context} context */
  deploymentByName({ name }, { organization }) {
    const deployment = organizations.findDeployment(organization, name);
    if (!deployment) return failure("DeploymentNotFoundError", `no deployment named ${name}`);
    return deploymentView(deployment, organization);
  },

  /**
   * The newest first.
   * @param {{ limit: number, pullRequestStatus?: string | null }} args
   * @param {Context} context
   */
  branchDeployments({ limit, pullRequestStatus }, { organization }) {
    const nodes = organizations
      .deploymentsOfType(organization, "BRANCH")
      .filter(({ branch }) => !pullRequestStatus || branch?.pullRequestStatus === pullRequestStatus)
      .reverse()
      .slice(0, limit);
    return { nodes: nodes.map((deployment) => deploymentView(deployment, organization)) };
  },

  /** @param {{ repoName: string, branchName: string }} branch */
  getBranchDeploymentName: (branch) => organizations.branchDeploymentName(branch),

  /**
   * @param {{ baseDeploymentName?: string | null, branchData: BranchData, commit: Commit,
   *   snapshotBaseCondition?: string | null }} args
   * @param {Context} context
   */
  createOrUpdateBranchDeployment(args, context) {
    const { baseDeploymentName, branchData: branch, commit, snapshotBaseCondition = null } = args;
    const { organization } = context;
    const base = organizations.findBase(organization, baseDeploymentName);
    if (!base) {
      return failure("DeploymentNotFoundError", `no full deployment named ${baseDeploymentName}`);
    }
    const name = organizations.branchDeploymentName(branch);
    const isNew = !organizations.findDeployment(organization, name);
    if (isNew && hasReachedLimit(context)) {
      const message = `the plan allows ${context.options.branchDeploymentLimit} branch deployments`;
      return failure("DeploymentLimitError", message);
    }
    const change = { base: base.name, branch, commit, snapshotBaseCondition };
    const deployment = organizations.createOrUpdateBranchDeployment(organization, change);
    const where = `${quoted(branch.branchName)} of ${quoted(branch.repoName)}`;
    const status = branch.pullRequestStatus ? `, ${branch.pullRequestStatus}` : "";
    const verb = isNew ? "created" : "updated";
    context.happened.push(`${verb} branch deployment ${name} for ${where}${status}`);
    return deploymentView(deployment, organization);
  },

  /** @param {{ deploymentId: number }} args @param {Context} context */
  deleteDeployment({ deploymentId }, { organization, happened }) {
    const deployment = organization.deployments.find(({ id }) => id === deploymentId);
    if (!deployment) return failure("DeploymentNotFoundError", `no deployment ${deploymentId}`);
    const full = organizations.deploymentsOfType(organization, "PRODUCTION");
    if (deployment.type === "PRODUCTION" && full.length === 1) {
      return failure("DeleteFinalDeploymentError", "the last full deployment cannot be deleted");
    }
    organizations.deleteDeployment(organization, deployment);
    happened.push(`deleted deployment ${deployment.name}`);
    return deploymentView(deployment, organization);
  },
};

/** @param {Context} context */
function hasReachedLimit({ organization, options }) {
  const count = organizations.deploymentsOfType(organization, "BRANCH").length;
  return count >= options.branchDeploymentLimit;
}
