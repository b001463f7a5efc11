import { createCore } from "./core.js";
import { instantiate } from "./dagster_deploy.js";
import module from "./dagster_deploy_bg.wasm";
const core = createCore(instantiate, () => module);
export {
  core
};
