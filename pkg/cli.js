#!/usr/bin/env node
// @ts-check
/** The command line on Node and Bun. */
import { createCore, elsewhere } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { nodeJob, readModule, runProcess } from "./host-node.js";

const core = createCore(instantiate, readModule, async (name) => (await import("./texts.js")).texts[name]);
runProcess(async (host) => {
  const status = await core.run(await nodeJob((argv) => core.variables(argv)), host);
  return status === elsewhere ? (await import("./edge-node.js")).runEdge(host) : status;
});
