import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { nodeHost, nodeJob, readModule } from "./host-node.js";
import { library } from "./library.js";
import { DeployError } from "./errors.js";
const core = createCore(instantiate, readModule);
const { branchDeployment, ci, deploy, deployment, job, run } = library(core, nodeHost, nodeJob);
export {
  DeployError,
  branchDeployment,
  ci,
  deploy,
  deployment,
  job,
  run
};
