// @ts-check
/** The server on Node and Bun. */
import { ownProcess } from "../host-node.js";
import { listen } from "./listen-node.js";
import { serve as serveBy } from "./serve.js";
import { openStore } from "./store-node.js";

/** @type {import("./server.js").Serve} */
export const serve = (how, core, host) => serveBy(how, core, host, { ...ownProcess, openStore, listen });
