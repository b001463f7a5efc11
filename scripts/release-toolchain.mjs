// @ts-check
/**
 * Gets the toolchain that built the committed pkg/, for the release: only that one can make the same bytes again. Fails if
 * it is not available. In a GitHub workflow the next steps use it.
 *
 *     node scripts/release-toolchain.mjs [PACKAGE]      (pkg if none is given)
 */
import { appendFileSync } from "node:fs";
import { resolve } from "node:path";
import { describeCompiler, findToolchain, isSameCompiler, nameOf } from "./build/compiler.mjs";
import { readDigest } from "./build/digest.mjs";
import { main, root, run } from "./run.mjs";

await main(async () => {
  const { compiler } = readDigest(resolve(root, process.argv[2] ?? "pkg"));
  if (compiler === undefined) throw new Error("build-digest.json names no compiler: npm run build");
  const variables = await install(compiler);
  Object.assign(process.env, variables);
  const found = await describeHere();
  if (!isSameCompiler(found, compiler)) {
    const here = found ? `here is ${nameOf(found)}` : "it cannot be had here";
    throw new Error(`pkg/ is of ${nameOf(compiler)}; ${here}. Build pkg/ with a toolchain of rustup, and commit it`);
  }
  const lines = Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
  if (process.env.GITHUB_ENV) appendFileSync(process.env.GITHUB_ENV, lines);
  process.stdout.write(lines);
});

/** Describes the compiler that a build would use; undefined where there is none, whose reason is printed then. */
async function describeHere() {
  const toolchain = await findToolchain().catch(() => undefined);
  return toolchain === undefined ? undefined : describeCompiler(toolchain);
}

/**
 * @param {import("./build/compiler.mjs").Compiler} compiler
 * @returns {Promise<Record<string, string>>} the variables with which the build uses it
 */
async function install({ rustc, cargo, std }) {
  // Debian's rustc has borrowed cargo from a toolchain of rustup; else both are of one release.
  const release = cargo.split(" ")[1];
  if (!/^\d+\.\d+\.\d+$/.test(release))
    throw new Error(`${rustc[0]} is no released version: build pkg/ with a stable toolchain`);
  const target = std === "rustup" ? ["--target", "wasm32-unknown-unknown"] : [];
  await run("rustup", ["toolchain", "install", release, "--profile", "minimal", "--no-self-update", ...target]);
  return { RUSTUP_TOOLCHAIN: release, ...(std.startsWith("debian ") && { WASM_STD: "debian" }) };
}
