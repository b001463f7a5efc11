// @ts-check
/** The library on Node and Bun. */
import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { nodeHost, nodeJob, readModule } from "./host-node.js";
import { library } from "./library.js";

export { DeployError } from "./errors.js";
const core = createCore(instantiate, readModule);
export const { branchDeployment, ci, deploy, deployment, job, run } = library(core, nodeHost, nodeJob);
