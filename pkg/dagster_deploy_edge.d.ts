/** The module of the edge; what it offers is in `edge.d.ts`. */
import type { EdgeCore } from "./edge.js";

export type * from "./edge.js";

/** As `instantiate` of `dagster_deploy.js`. */
export function instantiate(module: WebAssembly.Module, queueMicrotask: (task: () => void) => void): EdgeCore;
