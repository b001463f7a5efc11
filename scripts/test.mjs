// @ts-check
/**
 * `npm test`: everything, on a machine that has Node, npm and Rust. Installs what the tests need, builds the package into
 * target/pkg (the committed pkg/ stays as it is, and a test says whether it is stale), then runs Rust's tests and Node's.
 *
 *     npm test -- tests/pack.test.js      runs only these files of Node's tests
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled } from "./ensure.mjs";
import { main, root, run, statusOf } from "./run.mjs";

const packageDirectory = "target/pkg";

await main(async () => {
  const chosen = process.argv.slice(2);
  await ensureInstalled();
  await ensureInstalled("tests/runtimes");
  await run(process.execPath, ["scripts/build.mjs", "--if-stale", packageDirectory]);
  const failed = [];
  // Both suites run, whatever the first one says: one run should tell all that is wrong.
  if (chosen.length === 0 && (await statusOf("cargo", ["test", "--locked"])) !== 0) failed.push("cargo test");
  if ((await nodeTests(chosen.length > 0 ? chosen : testFiles("tests"))) !== 0) failed.push("node --test");
  if (failed.length > 0) throw new Error(`failed: ${failed.join(", ")}`);
});

/** @param {string[]} files */
function nodeTests(files) {
  // No test asserts a time; this limit only ends one that hangs.
  const flags = ["--test", "--test-reporter=spec", "--test-timeout=300000"];
  return statusOf(process.execPath, [...flags, ...files], { env: { DAGSTER_DEPLOY_PKG: join(root, packageDirectory) } });
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
