// @ts-check
/** The GitHub Action, which GitHub's runner starts on Node (`action.yml`). */
import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { nodeJob, readModule, runProcess } from "./host-node.js";

const core = createCore(instantiate, readModule);
runProcess(async (host) => core.action(await nodeJob(() => core.actionVariables()), host));
