// @ts-check
/** Replays on Node, Bun and Deno: `node process.js PACKAGE_URL TASK_FILE`. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { replayAll } from "./replay.js";

const packageUrl = process.argv[2];
const [{ createCore }, { library, webhooks }, { texts }, { instantiate }] = await Promise.all(
  ["core.js", "library.js", "texts.js", "dagster_deploy.js"].map((name) => import(`${packageUrl}/${name}`)),
);
const readModule = () => new WebAssembly.Module(readFileSync(fileURLToPath(`${packageUrl}/dagster_deploy_bg.wasm`)));
const shim = {
  createCore: (/** @type {any} */ readText) => createCore(instantiate, readModule, readText),
  library,
  webhooks,
  texts,
};
const seen = await replayAll(shim, JSON.parse(readFileSync(process.argv[3], "utf8")));
process.stdout.write(JSON.stringify(seen));
