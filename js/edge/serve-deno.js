// @ts-check
/** The server on Deno; needs `--allow-net --allow-env`, and `--allow-read` and `--allow-write` for its folder. */
import { ownProcess } from "../host-deno.js";
import { listen } from "./listen-node.js";
import { serve as serveBy } from "./serve.js";
import { openStore } from "./store-node.js";

/** @type {import("./server.js").Serve} */
export const serve = (how, core, host) => serveBy(how, core, host, { ...ownProcess, openStore, listen });
