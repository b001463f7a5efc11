/** A Worker that creates the branch deployment of the branch it is sent. */
import { branchDeployment } from "./index.workerd.js";

export default {
  /** @param {Request} request */
  async fetch(request) {
    const { url, branchName } = await request.json();
    const commit = { commitHash: "c0ffee", timestamp: 1700000000 };
    const options = { url, apiToken: "agent:test:x", gitRepoName: "acme/etl", branchName, ...commit };
    return Response.json(await branchDeployment.createOrUpdate(options));
  },
};
