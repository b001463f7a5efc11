// @ts-check
/** Replays on Node, Bun and Deno: `node process.js PACKAGE_URL TASK_FILE`. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { replayAll } from "./replay.js";

const packageUrl = process.argv[2];
const [{ createCore }, { library }, { instantiate }, { texts }] = await Promise.all(
  ["core.js", "library.js", "dagster_deploy.js", "texts.js"].map((name) => import(`${packageUrl}/${name}`)),
);
const file = fileURLToPath(`${packageUrl}/dagster_deploy_bg.wasm`);
const readModule = () => new WebAssembly.Module(readFileSync(file));
const seen = await replayAll({ createCore, library, instantiate, readModule, texts }, JSON.parse(readFileSync(process.argv[3], "utf8")));
process.stdout.write(JSON.stringify(seen));
