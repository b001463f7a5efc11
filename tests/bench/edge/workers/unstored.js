// @ts-check
/**
 * The product's Worker with objects that keep nothing: all that is done with a delivery but for the durable write. It is
 * bundled with the package's worker.js in place of `package/worker.js`.
 */
// @ts-expect-error known to the bundler only
import worker from "package/worker.js";

const answer = JSON.stringify({ admitted: true, reason: null });
const objects = { idFromName: () => "", get: () => ({ receive: async () => answer }) };

export default {
  /**
   * @param {Request} request
   * @param {object} env
   * @param {object} ctx
   */
  fetch: (request, env, ctx) => worker.fetch(request, { ...env, DAGSTER_DEPLOY: objects }, ctx),
};
