// @ts-check
/**
 * What Dagster+ was told, compared with what was true of each branch. In the end it must be the last truth; and at no
 * time may anything older have followed on something newer.
 */
import { stateOf } from "./history.js";

/**
 * @typedef {import("./history.js").Branch} Branch
 * @typedef {import("../../sandbox/dagster-plus.js").Sandbox} Sandbox
 */

/**
 * What is not as it should be in the end.
 * @param {Sandbox} sandbox
 * @param {Branch[]} branches
 */
export function differences(sandbox, branches) {
  return branches.flatMap((branch) => {
    const [is, should] = [shown(sandbox, branch), expected(branch)];
    // What was over before anybody was told of it needs no branch deployment.
    if (is === null && stateOf(branch).status !== "OPEN") return [];
    return JSON.stringify(is) === JSON.stringify(should) ? [] : [{ branch: branch.name, is, should }];
  });
}

/** @param {Branch} branch */
function expected(branch) {
  const { status, hash } = stateOf(branch);
  if (status !== "OPEN") return { status, hash };
  return { status, hash, message: branch.message, image: branch.images[branch.images.length - 1] ?? null };
}

/** @param {Sandbox} sandbox @param {Branch} branch */
function shown({ state }, { name, states }) {
  const deployment = state.deployments.find(({ branch }) => branch?.branchName === name);
  if (!deployment) return null;
  const status = deployment.branch?.pullRequestStatus;
  const { commitHash, commitMessage } = deployment.commits[deployment.commits.length - 1];
  if (states[states.length - 1].status !== "OPEN") return { status, hash: commitHash };
  return { status, hash: commitHash, message: commitMessage, image: deployment.locations[0]?.document.image ?? null };
}

/**
 * Everything that was told after something newer.
 * @param {Sandbox} sandbox
 * @param {Branch[]} branches
 */
export function stepsBack({ requests, state }, branches) {
  return branches.flatMap((branch) => {
    const deployment = state.deployments.find(({ branch: data }) => data?.branchName === branch.name)?.name;
    const told = requests.filter(({ variables }) => variables?.branchData?.branchName === branch.name);
    const states = told.filter(({ rootFields }) => rootFields.includes("createOrUpdateBranchDeployment"));
    const deployed = requests.filter(({ headers, rootFields, path }) => {
      const isHere = headers["dagster-cloud-deployment"] === deployment || path.split("/")[1] === deployment;
      return isHere && rootFields.includes("deployLocations");
    });
    const asTold = states.map(({ variables }) => {
      return `${variables?.branchData.pullRequestStatus} ${variables?.commit.commitHash}`;
    });
    const images = deployed.map(({ variables }) => variables?.document.locations[0].image);
    const back = [
      ...backward(
        asTold,
        branch.states.map(({ status, hash }) => `${status} ${hash}`),
      ),
      ...backward(images, branch.images),
    ];
    return back.map((what) => `${branch.name}: ${what}`);
  });
}

/**
 * What of the told is not in the order of the truth; things may be told twice, or not at all.
 * @param {string[]} told
 * @param {string[]} truth
 */
function backward(told, truth) {
  let place = 0;
  return told.filter((one) => {
    const next = truth.indexOf(one, place);
    if (next >= 0) place = next;
    return next < 0;
  });
}
