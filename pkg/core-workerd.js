// @ts-check
/** The core in workerd: one for the library and for the Worker that takes webhooks, whichever of them a project uses. */
import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
// @ts-expect-error workerd compiles the file and gives the module; no other runtime reads this line
import module from "./dagster_deploy_bg.wasm";

export const core = createCore(instantiate, () => module);
