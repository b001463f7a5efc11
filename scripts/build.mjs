// @ts-check
/**
 * Builds the npm package. On a fresh machine it gets everything it needs first: a toolchain for WebAssembly, wasm-pack,
 * the wasm-bindgen CLI that matches Cargo.lock, wasm-opt and esbuild.
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
import { assemble, isCurrent, moduleName } from "./build/package.mjs";
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
  const inputs = digestInputs(); // before compiling: later edits are not in the package
  const compiled = await compile(moduleName, toolchain);
  await assemble(directory, compiled, inputs, compiler);
  console.error(`built ${name}`);
  weigh(compiled.wasm); // last, so that a package that is too big can be inspected
});

/**
 * Prints the module's sizes; throws when it is over its budget.
 * @param {Buffer} wasm
 */
function weigh(wasm) {
  const gzip = gzipSync(wasm, { level: 9 }).length;
  const brotli = brotliCompressSync(wasm).length;
  console.error(`the module: ${wasm.length} bytes raw, ${gzip} gzip (budget ${wasmGzipBytes}), ${brotli} brotli`);
  if (gzip > wasmGzipBytes) throw new Error(`the module is ${gzip - wasmGzipBytes} bytes over its gzip budget`);
}
