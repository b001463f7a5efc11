// @ts-check
/**
 * `npm test`: everything, on a machine that has Node, npm and Rust. Installs what the tests need, builds the package into
 * target/pkg (the committed pkg/ stays as it is, and a test says whether it is stale), then runs Rust's tests and Node's.
 *
 *     npm test -- tests/pack.test.js      runs only these files of Node's tests
 */
import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { ensureChromium } from "./chromium.mjs";
import { ensureInstalled } from "./ensure.mjs";
import { main, root, statusOf } from "./run.mjs";

const packageDirectory = "target/pkg";
const installed = [
  ".",
  "tests/github",
  "tests/runtimes",
  "tests/chromium",
  "tests/action",
  "tests/action/local-action",
];

await main(async () => {
  const chosen = process.argv.slice(2);
  const failed = [];
  for (const directory of installed) await ensureInstalled(directory);
  if (chosen.length === 0 || chosen.some((path) => path.includes("status-page"))) await ensureChromium();
  const built = await statusOf(process.execPath, ["scripts/build.mjs", "--if-stale", packageDirectory]);
  if (built !== 0) failed.push("build");
  // Later steps run after a failure, too, so that one run reports everything that is wrong.
  if (chosen.length === 0 && (await statusOf("cargo", ["test", "--locked"])) !== 0) failed.push("cargo test");
  if (existsSync(join(root, packageDirectory)) && (await nodeTests(chosen)) !== 0) failed.push("node --test");
  if (failed.length > 0) throw new Error(`failed: ${failed.join(", ")}`);
});

/** @param {string[]} chosen all files if there are none */
function nodeTests(chosen) {
  const files = chosen.length > 0 ? chosen : testFiles("tests");
  // No test asserts a time; this limit only ends one that hangs.
  const flags = ["--test", "--test-reporter=spec", "--test-timeout=300000"];
  // Many tests wait for a server, so there is work for a file on each processor. CI keeps Node's default, which leaves one out:
  // once in some runs miniflare has hung at its start while another file ran.
  if (!process.env.CI) flags.push(`--test-concurrency=${availableParallelism()}`);
  return statusOf(process.execPath, [...flags, ...files], {
    env: { DAGSTER_DEPLOY_PKG: join(root, packageDirectory) },
  });
}

/**
 * Named one by one: what `node --test DIRECTORY` means differs from one Node to the next.
 * @param {string} directory
 * @returns {string[]}
 */
function testFiles(directory) {
  const entries = readdirSync(join(root, directory), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : testFiles(path);
    return entry.name.endsWith(".test.js") ? [path] : [];
  });
}
