/** A Worker that is sent the URLs. */
import { branchDeployment } from "./index.workerd.js";
import { scenario } from "./scenario.js";

export default {
  async fetch(request) {
    return Response.json(await scenario(branchDeployment.createOrUpdate, await request.json()));
  },
};
