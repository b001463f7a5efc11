/** Replays on workerd: a Worker that is sent the task. */
import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import module from "./dagster_deploy_bg.wasm";
import { library, webhooks } from "./library.js";
import { replayAll } from "./replay.js";
import { texts } from "./texts.js";

export default {
  /** @param {Request} request */
  async fetch(request) {
    const shim = {
      createCore: (readText) => createCore(instantiate, () => module, readText),
      library,
      webhooks,
      texts,
    };
    return Response.json(await replayAll(shim, await request.json()));
  },
};
