// @ts-check
/**
 * `npm run corpus`: runs `ci inspect` on environments of real CI systems that other tools have collected, and judges
 * every difference from what those tools make of them. The corpus is no part of this project: without it
 * (../shared/corpus/ci-env, or the folder that DAGSTER_DEPLOY_CORPUS names) there is nothing to compare with, and it
 * says so.
 *
 *     npm run corpus -- [SOURCE[/SYSTEM] …]
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { main, root } from "../../scripts/run.mjs";
import { packageDirectory } from "../pkg-directory.js";
import { differences } from "./differences.js";
import { createInspect } from "./inspect.js";
import { judge, staleRules } from "./judge.js";
import { report } from "./report.js";
import { casesOf, sources } from "./sources/index.js";

const corpus = resolve(root, process.env.DAGSTER_DEPLOY_CORPUS || "../shared/corpus/ci-env");

await main(async () => {
  if (!existsSync(corpus)) return console.log("corpus: skipped, the environments of CI systems are not here");
  const prefixes = process.argv.slice(2);
  const all = sources
    .flatMap((source) => casesOf(source, corpus))
    .filter(({ source, system }) => {
      return prefixes.length === 0 || prefixes.some((prefix) => `${source}/${system}`.startsWith(prefix));
    });
  const absent = sources.filter((source) => casesOf(source, corpus).length === 0).map(({ name }) => name);
  if (absent.length > 0) console.log(`not here: ${absent.join(", ")}`);
  if (all.length === 0) throw new Error("no case of the corpus has such a name");
  console.log(`running ci inspect on ${all.length} environments with ${packageDirectory} …\n`);
  const inspect = await createInspect();
  const verdicts = [];
  for (const testCase of all) verdicts.push(...judge(testCase, await inspect(testCase), differences));
  // A rule can only be called stale by all cases.
  const stale = prefixes.length === 0 ? staleRules(verdicts) : [];
  if (!report(verdicts, stale, differences)) process.exitCode = 1;
});
