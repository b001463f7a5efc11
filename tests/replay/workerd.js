/** Replays on workerd: a Worker that is sent the task. */
import { createCore } from "./core.js";
import * as main from "./dagster_deploy.js";
import module from "./dagster_deploy_bg.wasm";
import * as edge from "./dagster_deploy_edge.js";
import edgeModule from "./dagster_deploy_edge_bg.wasm";
import { createEdgeCore } from "./edge-core.js";
import { library, webhooks } from "./library.js";
import { replayAll } from "./replay.js";
import { texts } from "./texts.js";

export default {
  /** @param {Request} request */
  async fetch(request) {
    const shim = {
      createCore: (readText) => createCore(main.instantiate, () => module, readText),
      createEdgeCore: (readText) => createEdgeCore(edge.instantiate, () => edgeModule, readText),
      library,
      webhooks,
      texts,
    };
    return Response.json(await replayAll(shim, await request.json()));
  },
};
