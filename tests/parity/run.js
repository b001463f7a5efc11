// @ts-check
/**
 * `npm run parity`: runs the real `dagster-cloud`'s recorded cases on the program and judges every difference. The
 * recordings are not part of this project: without them (../shared/peer, or the folder that DAGSTER_DEPLOY_PEER names)
 * or without python3 there is nothing to compare with, and it says so.
 *
 *     npm run parity -- [NAME-PREFIX …]
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { main, outputOf, root } from "../../scripts/run.mjs";
import { packageDirectory } from "../pkg-directory.js";
import { differences } from "./differences/index.js";
import { judge, staleRules } from "./judge.js";
import { readExactly } from "./recording.js";
import { report } from "./report.js";
import { scopeOf } from "./scope.js";

/** @typedef {import("./scope.js").Case} Case */

const peer = resolve(root, process.env.DAGSTER_DEPLOY_PEER || "../shared/peer");

await main(async () => {
  const missing = whyNot();
  if (missing) return console.log(`parity: skipped, ${missing}`);
  const prefixes = process.argv.slice(2);
  const all = casesIn(join(peer, "cases")).filter(({ name }) => {
    return prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix));
  });
  const judged = all.filter((testCase) => scopeOf(testCase).inScope);
  console.log(`running ${judged.length} cases of dagster-cloud on ${packageDirectory} …\n`);
  const ours = await record(judged);
  const situations = judged.map((testCase) => ({
    testCase,
    peer: readExactly(join(peer, "recordings", `${testCase.name}.json`)),
  }));
  const verdicts = situations.map(({ testCase, peer }) => judge(testCase, peer, ours(testCase.name), differences));
  const left = all.filter((testCase) => !judged.includes(testCase)).map((testCase) => scopeOf(testCase).command);
  // A rule can only be called stale by all cases.
  const stale = prefixes.length === 0 ? staleRules(verdicts, situations, differences) : [];
  if (!report(verdicts, stale, left, differences)) process.exitCode = 1;
});

/** @returns {string | undefined} */
function whyNot() {
  if (!existsSync(join(peer, "run_peer.py"))) return "the recordings of dagster-cloud are not here";
  if (spawnSync("python3", ["--version"]).status !== 0) return "there is no python3 to run them with";
  return undefined;
}

/** @param {string} folder @returns {Case[]} */
function casesIn(folder) {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
  return names.map((name) => readExactly(join(folder, name)));
}

/**
 * Has the peer's own runner run the cases on our program; its recorder is the server.
 * @param {Case[]} cases
 * @returns {Promise<(name: string) => import("./recording.js").Recording>} the recording of each
 */
async function record(cases) {
  const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-parity-"));
  try {
    // The runner splits a command at spaces, and this checkout may lie in a folder with one.
    const program = join(folder, "dagster-deploy");
    writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(packageDirectory, "cli.cjs")}" "$@"\n`, {
      mode: 0o755,
    });
    const files = cases.map(({ name }) => join(peer, "cases", `${name}.json`));
    const jobs = String(availableParallelism() + 1);
    await outputOf("python3", [join(peer, "run_peer.py"), "--exe", program, "--out", folder, "-j", jobs, ...files], {
      env: { PYTHONDONTWRITEBYTECODE: "1" },
    });
    const recordings = new Map(cases.map(({ name }) => [name, readExactly(join(folder, `${name}.json`))]));
    return (name) => recordings.get(name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
