// @ts-check
/** The WebAssembly modules of the package, both of one crate: a Worker need not carry the command line. */

/**
 * `name` of its files; `feature` of the crate that it is built with; `exported`: what src/wasm/ exports then, sorted.
 * js/dagster_deploy.d.ts and js/edge.d.ts have the types.
 */
export const modules = [
  {
    name: "dagster_deploy",
    feature: "deploy",
    exported: ["action", "action_variables", "call", "call_variables", "on_panic", "run", "variables"],
  },
  {
    name: "dagster_deploy_edge",
    feature: "edge",
    exported: ["alarm", "answer", "call", "on_panic", "receive", "run", "variables"],
  },
];
