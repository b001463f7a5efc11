// @ts-check
/** The GitHub Action, which GitHub's runner starts on Node (`action.yml`). */
import { createCore, failureLine } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { nodeJob, readModule, runProcess } from "./host-node.js";

const core = createCore(instantiate, readModule);
runProcess(async (host) => {
  try {
    return await core.action(await nodeJob(() => core.actionVariables()), host, false);
  } catch (error) {
    // Nothing else would say on the page of the run why the step failed.
    host.print("stdout", `::error title=dagster-deploy::${failureLine(error)}`);
    return 1;
  }
});
