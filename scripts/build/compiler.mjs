// @ts-check
/** Finds and names the Rust toolchain that compiles for WebAssembly: only the same toolchain makes the same bytes again. */
import { join } from "node:path";
import { outputOf, root } from "../run.mjs";

/**
 * @typedef {object} Compiler
 * @property {string[]} rustc the lines of `rustc -vV`
 * @property {string} cargo the line of `cargo -V`: it decides how rustc is called
 * @property {string} std where the standard library for WebAssembly comes from: `rustup`, or the version of Debian's sources
 */

/** Begins the name of every toolchain that scripts/wasm-toolchain.sh builds from Debian's sources. */
const DEBIAN = "dagster-deploy-debian-";

/**
 * Resolves to the name of a rustup toolchain, empty where the one rustc of the machine is not rustup's.
 * @returns {Promise<string>}
 */
export function findToolchain() {
  return outputOf(join(root, "scripts", "wasm-toolchain.sh"), []);
}

/**
 * @param {string} toolchain as {@link findToolchain} names it
 * @returns {Promise<Compiler>}
 */
export async function describeCompiler(toolchain) {
  const env = variablesOf(toolchain);
  const rustc = await outputOf("rustc", ["-vV"], { env });
  return {
    rustc: rustc.split("\n"),
    cargo: await outputOf("cargo", ["-V"], { env }),
    std: await originOfStd(toolchain),
  };
}

/**
 * Returns the variables that make cargo and rustc use a toolchain.
 * @param {string} toolchain
 * @returns {Record<string, string>}
 */
export function variablesOf(toolchain) {
  return toolchain === "" ? {} : { RUSTUP_TOOLCHAIN: toolchain };
}

/** @param {string} toolchain */
async function originOfStd(toolchain) {
  if (toolchain === "") return "the system";
  if (!toolchain.startsWith(DEBIAN)) return "rustup";
  return `debian rust-web-src ${await outputOf("dpkg-query", ["-W", "-f=${Version}", "rust-web-src"])}`;
}

/**
 * Formats a compiler for a message.
 * @param {Compiler | undefined} compiler
 */
export function nameOf(compiler) {
  return compiler ? `${compiler.rustc[0]}, ${compiler.cargo}, std of ${compiler.std}` : "an unnamed compiler";
}

/**
 * @param {Compiler | undefined} one
 * @param {Compiler | undefined} other
 */
export function isSameCompiler(one, other) {
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}
