// @ts-check
/** The library's webhook commands, on Node and Bun. */
import { edgeCore } from "./edge-node.js";
import { nodeHost, nodeJob } from "./host-node.js";
import { webhooks } from "./library.js";

export { DeployError } from "./core.js";
export const webhook = webhooks(edgeCore(), nodeHost, nodeJob);
