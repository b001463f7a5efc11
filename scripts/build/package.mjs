// @ts-check
/** Lays out the npm package: the compiled module, js/, its bundles, pkg-template/, the licences, SECURITY.md and the digests. */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { root } from "../run.mjs";
import { bundle, bundledOnly, removeComments } from "./bundle.mjs";
import { isSameCompiler } from "./compiler.mjs";
import { digestOutputs, readDigest, unlisted, writeDigest } from "./digest.mjs";
import { wrapGlue } from "./glue.mjs";
import { changedInputs } from "./inputs.mjs";

/** The name of the module's files, and of the glue's. */
export const moduleName = "dagster_deploy";

/**
 * @param {string} directory made anew, in one rename once it is complete
 * @param {import("./wasm.mjs").Compiled} compiled
 * @param {Record<string, string>} inputs digests taken before anything was compiled
 * @param {import("./compiler.mjs").Compiler} compiler
 */
export async function assemble(directory, compiled, inputs, compiler) {
  mkdirSync(dirname(directory), { recursive: true });
  const unfinished = mkdtempSync(`${directory}-`);
  try {
    for (const source of ["js", "pkg-template"]) cpSync(join(root, source), unfinished, { recursive: true });
    for (const text of ["LICENSE-APACHE", "LICENSE-MIT", "src/yaml/LICENSE-PyYAML", "SECURITY.md"]) {
      cpSync(join(root, text), join(unfinished, basename(text)));
    }
    writeFileSync(join(unfinished, `${moduleName}.js`), wrapGlue(compiled.glue));
    writeFileSync(join(unfinished, `${moduleName}_bg.wasm`), compiled.wasm);
    await bundle(unfinished);
    await removeComments(unfinished);
    for (const entry of bundledOnly) rmSync(join(unfinished, entry));
    writeFileSync(join(unfinished, "package.json"), manifest());
    writeDigest(unfinished, inputs, compiler); // last: it lists all other files
    chmodSync(unfinished, 0o755); // a temporary directory is readable by its owner only
    rmSync(directory, { recursive: true, force: true });
    renameSync(unfinished, directory);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/**
 * Returns whether the package there is what would be built now.
 * @param {string} directory
 * @param {import("./compiler.mjs").Compiler} compiler
 */
export function isCurrent(directory, compiler) {
  try {
    const digest = readDigest(directory);
    const changed = [...changedInputs(digest.inputs), ...unlisted(digest.outputs, digestOutputs(directory))];
    return changed.length === 0 && isSameCompiler(digest.compiler, compiler);
  } catch {
    return false; // there is none
  }
}

/** Returns the manifest: version and description come from Cargo.toml, the rest from the template. */
function manifest() {
  const cargo = readFileSync(join(root, "Cargo.toml"), "utf8");
  const template = JSON.parse(readFileSync(join(root, "pkg-template", "package.json"), "utf8"));
  const { name, ...rest } = template;
  return json({ name, version: field(cargo, "version"), description: field(cargo, "description"), ...rest });
}

/**
 * @param {string} cargo
 * @param {string} name
 */
function field(cargo, name) {
  const found = new RegExp(`^\\[package\\][^[]*?^${name} = "([^"]*)"$`, "ms").exec(cargo);
  if (!found) throw new Error(`Cargo.toml's [package] has no ${name}`);
  return found[1];
}

/** @param {unknown} value */
function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
