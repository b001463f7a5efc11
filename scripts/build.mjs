// @ts-check
/**
 * Builds the npm package. On a fresh machine it gets everything it needs first: a toolchain for WebAssembly, wasm-pack,
 * the wasm-bindgen CLI that matches Cargo.lock, and wasm-opt.
 *
 *     node scripts/build.mjs [--if-stale] [DIRECTORY]      (pkg if no directory is given; --if-stale: only if it would be another)
 *
 * `npm run build` makes the pkg/ that is committed; `npm test` builds into target/pkg and leaves that one alone.
 */
import { resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { wasmGzipBytes } from "./budget.mjs";
import { describeCompiler, findToolchain } from "./build/compiler.mjs";
import { digestInputs } from "./build/inputs.mjs";
import { modules } from "./build/modules.mjs";
import { assemble, isCurrent } from "./build/package.mjs";
import { compile } from "./build/wasm.mjs";
import { main, root } from "./run.mjs";

await main(async () => {
  const args = process.argv.slice(2);
  const name = args.find((arg) => !arg.startsWith("--")) ?? "pkg";
  const directory = resolve(root, name);
  const toolchain = await findToolchain();
  const compiler = await describeCompiler(toolchain);
  if (args.includes("--if-stale") && isCurrent(directory, compiler)) {
    console.error(`${name} is up to date`);
    return;
  }
  const inputs = digestInputs(); // before compiling: what is edited meanwhile is not in the package
  const compiled = await compile(modules, toolchain);
  assemble(directory, compiled, inputs, compiler);
  console.error(`built ${name}`);
  weigh(compiled); // last: a package that is too big is one to look into
});

/**
 * Prints the modules' sizes; throws when one is over its budget.
 * @param {Record<string, import("./build/wasm.mjs").Compiled>} compiled
 */
function weigh(compiled) {
  const over = Object.entries(wasmGzipBytes).flatMap(([name, budget]) => {
    const { wasm } = compiled[name];
    const gzip = gzipSync(wasm, { level: 9 }).length;
    const brotli = brotliCompressSync(wasm).length;
    console.error(`${name}: ${wasm.length} bytes raw, ${gzip} gzip (budget ${budget}), ${brotli} brotli`);
    return gzip > budget ? [`${name} is ${gzip - budget} bytes over its gzip budget`] : [];
  });
  if (over.length > 0) throw new Error(over.join("; "));
}
