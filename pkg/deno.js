import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { denoJob, readModule, runProcess } from "./host-deno.js";
const core = createCore(instantiate, readModule, async (name) => (await import("./texts.js")).texts[name]);
runProcess(async (host) => {
  const serve = async (how) => (await import("./edge/serve-deno.js")).serve(how, core, host);
  return core.run(
    denoJob((argv) => core.variables(argv)),
    { ...host, serve }
  );
});
