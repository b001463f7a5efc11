// @ts-check
/**
 * `npm run check`: checks a change within a minute, without building WebAssembly: formatting, lints, types and the core's
 * own tests. Every step runs even if one before it fails. `npm test` proves the rest.
 */
import { join } from "node:path";
import { findToolchain, variablesOf } from "./build/compiler.mjs";
import { ensureInstalled } from "./ensure.mjs";
import { main, root, statusOf } from "./run.mjs";

const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");

const clippy = ["clippy", "--quiet", "--locked"];
const denied = ["--", "-D", "warnings"];

/** @typedef {[name: string, command: string, args: string[], env?: Record<string, string>]} Step */

/** @param {string} toolchain that compiles for WebAssembly @returns {Step[]} */
const steps = (toolchain) => [
  ["formatting", "cargo", ["fmt", "--check"]],
  ["formatting and lints of JavaScript", process.execPath, [biome, "check", "--error-on-warnings"]],
  ["types", process.execPath, [tsc, "--project", "."]],
  ["lints", "cargo", [...clippy, "--all-targets", ...denied]],
  // The boundary to JavaScript is compiled for WebAssembly only, so the lints above do not see it. Its own directory: two
  // compilers in one would build everything anew in turn.
  [
    "lints of the boundary",
    "cargo",
    [...clippy, "--target", "wasm32-unknown-unknown", "--target-dir", "target/wasm-lints", ...denied],
    variablesOf(toolchain),
  ],
  ["core", "cargo", ["test", "--quiet", "--locked", "--lib"]],
];

await main(async () => {
  await ensureInstalled();
  await ensureInstalled("tests/github"); // types come with what it needs
  const failed = [];
  for (const [name, command, args, env] of steps(await findToolchain())) {
    const started = performance.now();
    const status = await statusOf(command, args, { env });
    console.error(
      `${status === 0 ? "ok    " : "FAILED"} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
    );
    if (status !== 0) failed.push(name);
  }
  if (failed.length > 0) throw new Error(`failed: ${failed.join(", ")}`);
});
