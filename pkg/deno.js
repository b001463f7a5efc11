// @ts-check
/** The command line on Deno: `deno run --allow-net --allow-env --allow-read --allow-run=git deno.js …`. */
import { createCore, elsewhere } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { denoJob, readModule, runProcess } from "./host-deno.js";

const core = createCore(instantiate, readModule, async (name) => (await import("./texts.js")).texts[name]);
runProcess(async (host) => {
  const status = await core.run(denoJob((argv) => core.variables(argv)), host);
  return status === elsewhere ? (await import("./edge-deno.js")).runEdge(host) : status;
});
