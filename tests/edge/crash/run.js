// @ts-check
/**
 * `npm run test:crash`: the crashes of tests/edge-crash.test.js, 200 in each runtime, one runtime after the other.
 *
 *     npm run test:crash -- [--kills=NUMBER] [--seed=NUMBER] [RUNTIME …]
 */
import { parseArgs } from "node:util";
import { main } from "../../../scripts/run.mjs";
import { packageDirectory } from "../../pkg-directory.js";
import { crash } from "./driver.js";
import { servers } from "./servers.js";

await main(async () => {
  const options = { kills: { type: "string" }, seed: { type: "string" } };
  const { values, positionals } = parseArgs({ allowPositionals: true, options: /** @type {any} */ (options) });
  const kills = Number(values.kills ?? 200);
  const seed = Number(values.seed ?? Date.now() % 1e6);
  const runtimes = positionals.length > 0 ? positionals : Object.keys(servers);
  console.log(`killing ${packageDirectory} ${kills} times in ${runtimes.join(", ")}; the seed is ${seed}`);
  for (const runtime of runtimes) {
    const { counts, ...wrong } = await crash(runtime, { kills, seed });
    const isRight = Object.values(wrong).every((list) => list.length === 0);
    console.log(`${runtime}: ${isRight ? "nothing was lost" : JSON.stringify(wrong, null, 2)}`);
    console.log(JSON.stringify(counts));
    if (!isRight) process.exitCode = 1;
  }
});
