// @ts-check
/**
 * `npm run check`: checks a change within a minute, without building WebAssembly: formatting, lints, types and the core's
 * own tests. Every step runs even if one before it fails. `npm test` proves the rest.
 */
import { join } from "node:path";
import { ensureInstalled } from "./ensure.mjs";
import { main, root, statusOf } from "./run.mjs";

const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");

/** @type {[name: string, command: string, args: string[]][]} */
const steps = [
  ["formatting", "cargo", ["fmt", "--check"]],
  ["formatting and lints of JavaScript", process.execPath, [biome, "check", "--error-on-warnings"]],
  ["types", process.execPath, [tsc, "--project", "."]],
  ["lints", "cargo", ["clippy", "--quiet", "--locked", "--all-targets", "--", "-D", "warnings"]],
  ["core", "cargo", ["test", "--quiet", "--locked", "--lib"]],
];

await main(async () => {
  await ensureInstalled();
  await ensureInstalled("tests/github"); // types come with what it needs
  const failed = [];
  for (const [name, command, args] of steps) {
    const started = performance.now();
    const status = await statusOf(command, args);
    console.error(
      `${status === 0 ? "ok    " : "FAILED"} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
    );
    if (status !== 0) failed.push(name);
  }
  if (failed.length > 0) throw new Error(`failed: ${failed.join(", ")}`);
});
