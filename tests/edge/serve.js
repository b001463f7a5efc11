// @ts-check
/** `serve.js PACKAGE_URL FOLDER [PORT]`: a server with the tests' core, in Node, Bun or Deno. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, pid } from "node:process";
import { core } from "./core.js";

const [packageUrl, folder, port = "0"] = argv.slice(2);
// The runtime's own: its launcher may have another.
writeFileSync(join(folder, "runtime.pid"), `${pid}`);
const runtime = "Deno" in globalThis ? "deno" : "node";
const { runProcess } = await import(`${packageUrl}/host-${runtime}.js`);
const { serve } = await import(`${packageUrl}/edge/serve-${runtime}.js`);

/** @param {import("../../js/host.js").Host} host */
const run = async (host) => {
  await serve({ config: "repositories: []", hostname: "127.0.0.1", port: Number(port), folder }, core, host);
  return 0;
};
await runProcess(run);
