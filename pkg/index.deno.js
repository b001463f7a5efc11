// @ts-check
/** The library on Deno. */
import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { denoHost, denoJob, readModule } from "./host-deno.js";
import { library } from "./library.js";

export { DeployError } from "./core.js";
export const { branchDeployment, ci, deploy, deployment } = library(createCore(instantiate, readModule), denoHost, denoJob);
