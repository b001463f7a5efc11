// @ts-check
/** The library's webhook commands, on Deno. */
import { edgeCore } from "./edge-deno.js";
import { denoHost, denoJob } from "./host-deno.js";
import { webhooks } from "./library.js";

export { DeployError } from "./core.js";
export const webhook = webhooks(edgeCore(), denoHost, denoJob);
