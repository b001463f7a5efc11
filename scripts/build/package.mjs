// @ts-check
/** Lays out the npm package: the compiled modules, js/ as it is, pkg-template/, the licences and the inputs' digests. */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { root } from "../run.mjs";
import { wrapGlue } from "./glue.mjs";
import { changedInputs } from "./inputs.mjs";
import { modules } from "./modules.mjs";

const digestFile = "build-digest.json";

/**
 * @param {string} directory made anew, in one rename once it is complete
 * @param {Record<string, import("./wasm.mjs").Compiled>} compiled by name
 * @param {Record<string, string>} inputs digests taken before anything was compiled
 */
export function assemble(directory, compiled, inputs) {
  mkdirSync(dirname(directory), { recursive: true });
  const unfinished = mkdtempSync(`${directory}-`);
  try {
    for (const source of ["js", "pkg-template"]) cpSync(join(root, source), unfinished, { recursive: true });
    for (const licence of ["LICENSE-APACHE", "LICENSE-MIT", "src/yaml/LICENSE-PyYAML"]) {
      cpSync(join(root, licence), join(unfinished, basename(licence)));
    }
    for (const { name, exported } of modules) {
      writeFileSync(join(unfinished, `${name}.js`), wrapGlue(compiled[name].glue, exported));
      writeFileSync(join(unfinished, `${name}_bg.wasm`), compiled[name].wasm);
    }
    writeFileSync(join(unfinished, "package.json"), manifest());
    writeFileSync(join(unfinished, digestFile), json({ inputs }));
    chmodSync(unfinished, 0o755); // a temporary directory is its maker's alone
    rmSync(directory, { recursive: true, force: true });
    renameSync(unfinished, directory);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/**
 * @param {string} directory
 * @returns {string[]} the inputs that have changed since the package there was built; everything when there is none
 */
export function changedSince(directory) {
  try {
    return changedInputs(JSON.parse(readFileSync(join(directory, digestFile), "utf8")).inputs);
  } catch {
    return changedInputs({});
  }
}

/** Version and description have one home, Cargo.toml; the rest is the template's. */
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
