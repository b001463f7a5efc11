// @ts-check
/**
 * The second half of `npm run corpus`: runs `webhook explain` on webhook payloads that other projects have collected, none of
 * which may break it, and compares with what drone/go-scm makes of some; and has an edge receive them all. The corpus is no part of this project: without it
 * (../shared/corpus/webhooks, or the folder that DAGSTER_DEPLOY_WEBHOOKS names) there is nothing to compare with, and it says
 * so.
 *
 *     node tests/corpus/webhooks/run.js [PATH …]
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { main, root } from "../../../scripts/run.mjs";
import { packageDirectory } from "../../pkg-directory.js";
import { casesOf } from "./cases.js";
import { differences } from "./differences.js";
import { deliverAll } from "./edge.js";
import { judge } from "./judge.js";

const corpus = resolve(root, process.env.DAGSTER_DEPLOY_WEBHOOKS || "../shared/corpus/webhooks");

await main(async () => {
  if (!existsSync(corpus)) return console.log("corpus: skipped, the webhook payloads are not here");
  const prefixes = process.argv.slice(2);
  const cases = casesOf(corpus).filter(({ path }) => prefixes.every((prefix) => path.startsWith(prefix)));
  if (cases.length === 0) throw new Error("no payload of the corpus has such a path");
  console.log(`running webhook explain on ${cases.length} payloads with ${packageDirectory} …\n`);
  const { webhook } = await import(pathToFileURL(join(packageDirectory, "webhook.js")).href);
  const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-webhooks-"));
  const headers = join(folder, "headers.json");
  const verdicts = [];
  try {
    for (const one of cases) {
      writeFileSync(headers, JSON.stringify(one.headers));
      const explained = await webhook.explain({ provider: one.provider, headers, body: join(corpus, one.path) });
      verdicts.push(judge(one, explained, differences));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  report(verdicts, prefixes.length === 0);
  const { counts, wrong } = await deliverAll(cases, corpus);
  console.log("\nthe edge answered them:");
  for (const [name, count] of [...counts].sort()) console.log(`${String(count).padStart(5)}  ${name}`);
  for (const line of wrong) console.log(`WRONG ${line}`);
  if (wrong.length > 0) process.exitCode = 1;
});

/** @param {import("./judge.js").Verdict[]} verdicts @param {boolean} isAll */
function report(verdicts, isAll) {
  const counts = new Map();
  for (const { provider, action } of verdicts) {
    counts.set(`${provider} ${action}`, 1 + (counts.get(`${provider} ${action}`) ?? 0));
  }
  for (const [name, count] of [...counts].sort()) console.log(`${String(count).padStart(5)}  ${name}`);
  const unlisted = verdicts.flatMap(({ path, wrong }) => wrong.map((text) => `UNLISTED ${path}: ${text}`));
  for (const line of unlisted) console.log(line);
  const needed = new Set(verdicts.flatMap(({ excused }) => excused));
  const stale = isAll ? differences.filter(({ reason }) => !needed.has(reason)) : [];
  for (const { reason } of stale) console.log(`stale: nothing differs any more because ${reason}`);
  const judged = verdicts.filter(({ isJudged }) => isJudged).length;
  console.log(`\n${judged} payloads have a second opinion; differences on purpose:`);
  for (const reason of needed) console.log(`  ${reason}`);
  const isGood = unlisted.length === 0 && stale.length === 0;
  console.log(isGood ? "\nthe payloads agree" : "\nthe payloads DISAGREE");
  if (!isGood) process.exitCode = 1;
}
