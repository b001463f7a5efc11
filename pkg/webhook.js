import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { nodeHost, nodeJob, readModule } from "./host-node.js";
import { webhooks } from "./library.js";
import { DeployError } from "./errors.js";
const webhook = webhooks(createCore(instantiate, readModule), nodeHost, nodeJob);
export {
  DeployError,
  webhook
};
