// @ts-check
/** A Worker that deploys when it is asked to; its answer is the deployment's name. */
import { deploy } from "./deploy.js";

export default {
  /** @param {Request} request */
  async fetch(request) {
    return new Response(await deploy(/** @type {Parameters<typeof deploy>[0]} */ (await request.json())));
  },
};
