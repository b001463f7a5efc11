#!/usr/bin/env node
// @ts-check
/** The command line on Node and Bun. The build makes cli.cjs of it, one file that starts faster. */
import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { nodeJob, readModule, runProcess } from "./host-node.js";

const core = createCore(instantiate, readModule, async (name) => (await import("./texts.js")).texts[name]);
runProcess(async (host) => {
  /** @type {import("./edge/host.js").CommandHost["serve"]} */
  const serve = async (how) => (await import("./edge/serve-node.js")).serve(how, core, host);
  return core.run(await nodeJob((argv) => core.variables(argv)), { ...host, serve });
});
