// @ts-check
/** The library on Cloudflare Workers and whatever else runs workerd. */
import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
// @ts-expect-error workerd compiles the file and gives the module; no other runtime reads this line
import module from "./dagster_deploy_bg.wasm";
import { workerdHost, workerdJob } from "./host-workerd.js";
import { library } from "./library.js";

export { DeployError } from "./core.js";
const core = createCore(instantiate, () => module);
export const { branchDeployment, ci, deploy, deployment, job, run } = library(core, workerdHost, workerdJob);
