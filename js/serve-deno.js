// @ts-check
/// <reference types="./deno-global.d.ts" />
/** The server on Deno, by Deno.serve. */
import { ownProcess } from "./host-deno.js";
import { ENDS_WITHIN, serve as serveBy, urlOf } from "./serving.js";
import { openStore } from "./store-node.js";

/** @type {import("./server.js").Serve} */
export const serve = (how, core, host) => serveBy(how, core, host, { ...ownProcess, openStore, listen });

/** @type {import("./server.js").Platform["listen"]} */
async function listen({ hostname, port }, answer) {
  const giveUp = new AbortController();
  const options = { hostname, port, onListen() {}, signal: giveUp.signal };
  const server = Deno.serve(options, (request) => answer(request));
  return {
    url: urlOf(hostname, server.addr.port),
    close: async () => {
      const timer = setTimeout(() => giveUp.abort(), ENDS_WITHIN);
      await server.shutdown();
      clearTimeout(timer);
    },
  };
}
