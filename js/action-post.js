// @ts-check
/** The entry that GitHub's runner starts at the end of a job that was cancelled, if the Action was in it (`post` in `action.yml`). */
import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { nodeJob, readModule, runProcess } from "./host-node.js";

const core = createCore(instantiate, readModule);
runProcess(async (host) => core.action(await nodeJob(() => core.actionVariables()), host, true));
