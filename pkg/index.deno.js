import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { denoHost, denoJob, readModule } from "./host-deno.js";
import { library } from "./library.js";
import { DeployError } from "./errors.js";
const core = createCore(instantiate, readModule);
const { branchDeployment, ci, deploy, deployment, job, run } = library(core, denoHost, denoJob);
export {
  DeployError,
  branchDeployment,
  ci,
  deploy,
  deployment,
  job,
  run
};
