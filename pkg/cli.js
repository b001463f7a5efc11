#!/usr/bin/env node
import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { nodeJob, readModule, runProcess } from "./host-node.js";
const core = createCore(instantiate, readModule, async (name) => (await import("./texts.js")).texts[name]);
runProcess(async (host) => {
  const serve = async (how) => (await import("./edge/serve-node.js")).serve(how, core, host);
  return core.run(await nodeJob((argv) => core.variables(argv)), { ...host, serve });
});
