// @ts-check
/** The library's webhook commands, on Deno. */
import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { denoHost, denoJob, readModule } from "./host-deno.js";
import { webhooks } from "./library.js";

export { DeployError } from "./errors.js";
export const webhook = webhooks(createCore(instantiate, readModule), denoHost, denoJob);
