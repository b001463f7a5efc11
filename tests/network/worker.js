/** A Worker that is sent the options of create-or-update, and tells what came of it as the command line does. */
import { branchDeployment } from "./index.workerd.js";

export default {
  async fetch(request) {
    try {
      return Response.json(await branchDeployment.createOrUpdate(await request.json()));
    } catch ({ code, message, hint }) {
      return Response.json({ error: { code, message, hint } });
    }
  },
};
