// @ts-check
/**
 * The GitHub Action, which GitHub's runner starts on Node (`action.yml`). The build makes action.cjs of it; with the
 * argument `post`, which action-post.cjs sets, it is the end of a job that was cancelled.
 */
import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import { failureLine } from "./errors.js";
import { nodeJob, readModule, runProcess } from "./host-node.js";

const core = createCore(instantiate, readModule);
runProcess(async (host) => {
  try {
    const job = await nodeJob(() => core.actionVariables());
    return await core.action(job, host, job.argv[0] === "post");
  } catch (error) {
    // The page of the run shows annotations only.
    host.print("stdout", `::error title=dagster-deploy::${failureLine(error)}`);
    return 1;
  }
});
