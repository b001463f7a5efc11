// @ts-check
/**
 * Fails unless the committed package is, byte by byte, what this machine has built from the same sources.
 *
 *     node scripts/compare.mjs [COMMITTED [BUILT]]      (pkg and target/pkg, which `npm test` builds, if none are given)
 *
 * The release runs it. tests/generated.test.js compares the same, but passes where another compiler made the module.
 */
import { resolve } from "node:path";
import { comparePackages } from "./build/compare.mjs";
import { nameOf } from "./build/compiler.mjs";
import { readDigest } from "./build/digest.mjs";
import { main, root } from "./run.mjs";

await main(async () => {
  const [committed = "pkg", built = "target/pkg"] = process.argv.slice(2);
  const directories = [resolve(root, committed), resolve(root, built)];
  const { differences, uncompared } = comparePackages(directories[0], directories[1]);
  for (const difference of differences) console.error(difference);
  if (differences.length > 0)
    throw new Error(`${committed} is not what the sources make: npm run build, and look at the change`);
  if (uncompared.length > 0) {
    const [theirs, ours] = directories.map((directory) => nameOf(readDigest(directory).compiler));
    throw new Error(
      `${uncompared.join(", ")} could not be compared: ${committed} is of ${theirs}; ${built} is of ${ours}`,
    );
  }
  console.error(`${committed} is byte by byte what the sources make`);
});
