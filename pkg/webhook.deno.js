import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { denoHost, denoJob, readModule } from "./host-deno.js";
import { webhooks } from "./library.js";
import { DeployError } from "./errors.js";
const webhook = webhooks(createCore(instantiate, readModule), denoHost, denoJob);
export {
  DeployError,
  webhook
};
