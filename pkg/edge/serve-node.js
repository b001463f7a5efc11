import { ownProcess } from "../host-node.js";
import { listen } from "./listen-node.js";
import { serve as serveBy } from "./serve.js";
import { openStore } from "./store-node.js";
const serve = (how, core, host) => serveBy(how, core, host, { ...ownProcess, openStore, listen });
export {
  serve
};
