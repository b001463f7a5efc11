// @ts-check
/** The core of the edge in workerd. */
import { instantiate } from "./dagster_deploy_edge.js";
// @ts-expect-error workerd compiles the file and gives the module; no other runtime reads this line
import module from "./dagster_deploy_edge_bg.wasm";
import { createEdgeCore } from "./edge-core.js";

export const core = createEdgeCore(instantiate, () => module);
