/** Replays on workerd: a Worker that is sent the task. */
import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import module from "./dagster_deploy_bg.wasm";
import { library } from "./library.js";
import { replayAll } from "./replay.js";
import { texts } from "./texts.js";

export default {
  /** @param {Request} request */
  async fetch(request) {
    const shim = { createCore, library, instantiate, readModule: () => module, texts };
    return Response.json(await replayAll(shim, await request.json()));
  },
};
