// @ts-check
/** The library's webhook commands, on Node and Bun. */
import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { nodeHost, nodeJob, readModule } from "./host-node.js";
import { webhooks } from "./library.js";

export { DeployError } from "./errors.js";
export const webhook = webhooks(createCore(instantiate, readModule), nodeHost, nodeJob);
