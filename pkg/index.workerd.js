import { core } from "./core-workerd.js";
import { workerdHost, workerdJob } from "./host-workerd.js";
import { library } from "./library.js";
import { DeployError } from "./errors.js";
const { branchDeployment, ci, deploy, deployment, job, run } = library(core, workerdHost, workerdJob);
export {
  DeployError,
  branchDeployment,
  ci,
  deploy,
  deployment,
  job,
  run
};
