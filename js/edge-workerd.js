// @ts-check
/** The core of the edge in workerd. */
import { createCore } from "./core.js";
// @ts-ignore the build makes it
import { instantiate } from "./dagster_deploy_edge.js";
// @ts-expect-error workerd compiles the file and gives the module; no other runtime reads this line
import module from "./dagster_deploy_edge_bg.wasm";

export const core = /** @type {import("./server.js").EdgeCalls} */ (
  /** @type {unknown} */ (createCore(instantiate, () => module))
);
