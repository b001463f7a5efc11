// @ts-check
/** The core on workerd, which the library and the Worker of a project share. */
import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
// @ts-expect-error workerd compiles the file and gives the module; no other runtime reads this line
import module from "./dagster_deploy_bg.wasm";

export const core = createCore(instantiate, () => module);
