// @ts-check
/** Compiles src/ to WebAssembly with wasm-pack and shrinks it with wasm-opt. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { ensureInstalled } from "../ensure.mjs";
import { root, run } from "../run.mjs";
import { variablesOf } from "./compiler.mjs";
import { installTools } from "./tools.mjs";

/** The package's manifest and types are ours; --mode no-install: nothing is downloaded. Its log asks a server for news of itself. */
const wasmPackArguments = ["--log-level", "error", "build", "--target", "web", "--mode", "no-install"].concat([
  "--no-pack",
  "--no-typescript",
  "--no-gitignore",
  "--no-opt",
]);

/** @typedef {{ glue: string, wasm: Buffer }} Compiled the JavaScript glue as generated, and the module */

/**
 * @param {string} name of the module's files
 * @param {string} toolchain as scripts/wasm-toolchain.sh names it
 * @returns {Promise<Compiled>}
 */
export async function compile(name, toolchain) {
  const tools = await installTools();
  await ensureInstalled("scripts/tools");
  const env = {
    PATH: [...tools, process.env.PATH].join(delimiter),
    ...variablesOf(toolchain),
    // A directory of its own: two compilers in one would rebuild everything at each switch.
    CARGO_TARGET_DIR: join(root, "target", "wasm"),
  };
  await run("cargo", ["fetch", "--quiet", "--locked", "--target", "wasm32-unknown-unknown"], { env });
  mkdirSync(join(root, "target"), { recursive: true });
  const output = mkdtempSync(join(root, "target", "wasm-pack-")); // one for each run, because two may run at once
  try {
    const args = [...wasmPackArguments, writeCrate(output), "--out-dir", output, "--out-name", name, "--", "--locked"];
    await run("wasm-pack", args, { env: { ...env, ...compilerFlags() } });
    return { glue: readFileSync(join(output, `${name}.js`), "utf8"), wasm: await optimise(output, name) };
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/**
 * Writes the manifest of the same crate as a cdylib only. Cargo does no link-time optimisation for a library that is also an rlib, which the
 * native tests need; without it the module is a twelfth larger and has twice the functions.
 * @param {string} directory
 * @returns {string} where its manifest is
 */
function writeCrate(directory) {
  const manifest = readFileSync(join(root, "Cargo.toml"), "utf8");
  const library = `crate-type = ["cdylib"]\npath = ${JSON.stringify(join(root, "src", "lib.rs"))}`;
  const alone = manifest.replace('crate-type = ["cdylib", "rlib"]', library);
  if (alone === manifest) throw new Error('Cargo.toml has no line `crate-type = ["cdylib", "rlib"]` any more');
  writeFileSync(join(directory, "Cargo.toml"), alone);
  copyFileSync(join(root, "Cargo.lock"), join(directory, "Cargo.lock"));
  return directory;
}

/**
 * Returns the flags of rustc. Without partial redundancy elimination, which duplicates expressions, the module is 2 KB
 * smaller.
 *
 * Panic messages name source files: the paths of this machine are cut off. In CI a warning is an error, because no other
 * check compiles src/wasm/.
 */
function compilerFlags() {
  const sources = join(process.env.CARGO_HOME || join(homedir(), ".cargo"), "registry", "src");
  const registries = existsSync(sources) ? readdirSync(sources) : [];
  const flags = registries.map((name) => `--remap-path-prefix=${join(sources, name)}=crates`);
  flags.push(`--remap-path-prefix=${join(root, "src")}=src`);
  flags.push("-Cllvm-args=-enable-pre=false");
  if (process.env.CI) flags.push("-Dwarnings");
  return { CARGO_ENCODED_RUSTFLAGS: flags.join("\x1f") };
}

/**
 * Shrinks the module. Functions with a single caller are not inlined: inlined, they make one of 80 KB that the engine
 * compiles at the first call although a run needs a tenth of it (6 ms of CPU), and gzip grows from 195 to 209 KB.
 *
 * The first KiB of memory holds nothing (the stack grows down to it, and ends the run before), so that the offset of an
 * access need not be added to its address first: 2 KB.
 *
 * Alignment hints are removed, which engines ignore: 1 KB.
 * @param {string} output
 * @param {string} name
 */
async function optimise(output, name) {
  const path = join(output, `${name}_bg.wasm`);
  const smaller = join(output, "optimised.wasm");
  const program = join(root, "scripts", "tools", "node_modules", "binaryen", "bin", "wasm-opt");
  const passes = ["-Oz", "--converge", "--one-caller-inline-max-function-size=30", "--low-memory-unused"].concat([
    "--dealign",
    "--strip-producers",
    "--strip-target-features",
  ]);
  await run(process.execPath, [program, ...passes, path, "-o", smaller]);
  const wasm = readFileSync(smaller);
  // Toolchains live in hidden folders. The home alone may be a path that a text of the program contains.
  for (const place of [root, `${homedir()}/.`]) {
    if (wasm.includes(place)) throw new Error(`the module contains ${place}: was the toolchain's std built there?`);
  }
  return wasm;
}
