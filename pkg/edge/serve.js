import { answer } from "./handler.js";
import { createObjects } from "./objects.js";
const ENDS_WITHIN = 1e4;
async function serve(how, core, host, platform) {
  const shutdown = platform.shutdownSignal();
  const store = await platform.openStore(how.folder);
  try {
    await serveFrom(store, how, core, host, platform, shutdown);
  } finally {
    store.close();
  }
}
async function serveFrom(store, how, core, host, platform, shutdown) {
  const outside = {
    ...host,
    config: () => how.config,
    variable: platform.variable,
    runtime: () => platform.runtime,
    log: (line) => host.print("stdout", `${line}
`)
  };
  const objects = createObjects(core, store, outside);
  const port = await platform.listen(how, (request, readBody) => answer(core, request, objects.host, readBody));
  host.print("stderr", `listening on ${port.url}
`);
  objects.start();
  await shutdown;
  await Promise.all([port.close(), objects.stop(ENDS_WITHIN)]);
}
const urlOf = (hostname, port) => `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
export {
  ENDS_WITHIN,
  serve,
  urlOf
};
