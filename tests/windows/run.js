// @ts-check
/**
 * `npm run windows`: what users on Windows do first (smoke.js), in their Node: on Windows itself with the committed pkg/, on
 * Linux under wine with what is built from here. Where there is no wine, it says so and skips.
 */
import { fileURLToPath } from "node:url";
import { main, run, statusOf } from "../../scripts/run.mjs";
import { endWine, windowsNodes } from "./node.js";

await main(async () => {
  const nodes = await windowsNodes();
  if (typeof nodes === "string") return console.log(`skipped: ${nodes}`);
  const isWindows = process.platform === "win32";
  if (!isWindows) await run(process.execPath, ["scripts/build.mjs", "--if-stale", "target/pkg"]);
  const env = { WINDOWS_NODES: JSON.stringify(nodes), ...(isWindows ? {} : { DAGSTER_DEPLOY_PKG: "target/pkg" }) };
  const smoke = fileURLToPath(new URL("smoke.js", import.meta.url));
  try {
    const status = await statusOf(process.execPath, ["--test", "--test-reporter=spec", smoke], { env });
    if (status !== 0) throw new Error("failed on Windows");
  } finally {
    await endWine();
  }
});
