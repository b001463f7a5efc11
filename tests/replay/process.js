// @ts-check
/** Replays on Node, Bun and Deno: `node process.js PACKAGE_URL TASK_FILE`. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { replayAll } from "./replay.js";

const packageUrl = process.argv[2];
const [{ createCore }, { createEdgeCore }, { library, webhooks }, { texts }, main, edge] = await Promise.all(
  ["core.js", "edge-core.js", "library.js", "texts.js", "dagster_deploy.js", "dagster_deploy_edge.js"].map((name) => import(`${packageUrl}/${name}`)),
);
/** @param {string} name */
const read = (name) => () => new WebAssembly.Module(readFileSync(fileURLToPath(`${packageUrl}/${name}`)));
const shim = {
  createCore: (/** @type {any} */ readText) => createCore(main.instantiate, read("dagster_deploy_bg.wasm"), readText),
  createEdgeCore: (/** @type {any} */ readText) => createEdgeCore(edge.instantiate, read("dagster_deploy_edge_bg.wasm"), readText),
  library,
  webhooks,
  texts,
};
const seen = await replayAll(shim, JSON.parse(readFileSync(process.argv[3], "utf8")));
process.stdout.write(JSON.stringify(seen));
