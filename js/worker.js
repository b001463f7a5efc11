// @ts-check
/** The Worker that takes webhooks; see edge/worker.js. */
export { DagsterDeploy, default } from "./edge/worker.js";
