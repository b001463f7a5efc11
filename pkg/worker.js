import { DagsterDeploy, default as default2 } from "./edge/worker.js";
export {
  DagsterDeploy,
  default2 as default
};
