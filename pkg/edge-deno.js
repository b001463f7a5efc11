// @ts-check
/** The core of the edge on Deno, and its command lines. */
import { instantiate } from "./dagster_deploy_edge.js";
import { createEdgeCore } from "./edge-core.js";
import { denoJob, readModule } from "./host-deno.js";

/** The compiled core of the edge. */
export const readEdgeModule = () => readModule("dagster_deploy_edge");

/** @param {import("./core.js").ReadText} [readText] */
export const edgeCore = (readText) => createEdgeCore(instantiate, readEdgeModule, readText);

/**
 * Runs the command line of this process; resolves to the exit status.
 * @param {import("./host.d.ts").Host} host
 */
export async function runEdge(host) {
  const core = edgeCore(async (name) => (await import("./texts.js")).texts[name]);
  /** @type {import("./edge.js").CommandHost["serve"]} */
  const serve = async (how) => (await import("./serve-deno.js")).serve(how, core, host);
  const ours = { ...host, serve };
  return core.run(denoJob((argv) => core.variables(argv)), ours);
}
