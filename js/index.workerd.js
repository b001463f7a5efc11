// @ts-check
/** The library on Cloudflare Workers and whatever else runs workerd. */
import { core } from "./core-workerd.js";
import { workerdHost, workerdJob } from "./host-workerd.js";
import { library } from "./library.js";

export { DeployError } from "./errors.js";
export const { branchDeployment, ci, deploy, deployment, job, run } = library(core, workerdHost, workerdJob);
