/**
 * A Worker that creates the branch deployment of the branch it is sent, or gives up waiting for that: workerd ends a
 * request with its timers and sockets once it is answered, as it does when its client goes away.
 */
import { branchDeployment } from "./index.workerd.js";

export default {
  /** @param {Request} request */
  async fetch(request) {
    const { url, branchName, leaveAfter } = await request.json();
    const commit = { commitHash: "c0ffee", timestamp: 1700000000 };
    const options = { url, apiToken: "agent:test:x", gitRepoName: "acme/etl", branchName, ...commit };
    const created = branchDeployment.createOrUpdate(options);
    if (leaveAfter === null) return Response.json(await created);
    await new Promise((resolve) => setTimeout(resolve, leaveAfter));
    return Response.json({ deploymentName: "left" });
  },
};
