// @ts-check
/**
 * `npm run real`: the program among software that nobody here wrote. Parts that cannot run on this machine are skipped
 * with a reason; what fails makes the exit status 1. The package is pkg/, or the one that DAGSTER_DEPLOY_PKG names.
 *
 *     npm run real -- [dagster | act | gitlab | schemas …]
 */
import { main } from "../../scripts/run.mjs";
import { act } from "./act/part.js";
import { dagster } from "./dagster/part.js";
import { gitlab } from "./gitlab/part.js";
import { runParts } from "./report.js";
import { schemas } from "./schemas.js";

const parts = [schemas, dagster, act, gitlab];

await main(async () => {
  const chosen = process.argv.slice(2);
  const unknown = chosen.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0)
    throw new Error(`no part ${unknown.join(", ")}: there are ${parts.map(({ name }) => name).join(", ")}`);
  const failed = await runParts(parts.filter(({ name }) => chosen.length === 0 || chosen.includes(name)));
  if (failed > 0) process.exitCode = 1;
});
