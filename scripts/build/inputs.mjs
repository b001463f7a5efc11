// @ts-check
/**
 * Digests of the sources of pkg/: a committed pkg/ is stale when a source has changed since. compare.mjs checks that it holds
 * the files that the build makes.
 */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run.mjs";

/** Files, and folders with everything in them. */
const inputs = [
  "Cargo.toml",
  "Cargo.lock",
  "LICENSE-APACHE",
  "LICENSE-MIT",
  "SECURITY.md",
  "js",
  "pkg-template",
  "scripts/build.mjs",
  "scripts/build",
  "scripts/tools/package-lock.json",
  "src",
];

/**
 * @returns {Record<string, string>} path, with forward slashes, to SHA-256; sorted by path
 */
export function digestInputs() {
  const paths = inputs.flatMap(filesUnder).sort();
  return Object.fromEntries(paths.map((path) => [path, sha256(readFileSync(join(root, path)))]));
}

/**
 * Compares the inputs of a package with the sources as they are now.
 * @param {Record<string, string>} built
 * @param {Record<string, string>} [current]
 * @returns {string[]} the paths that were added, changed or removed since
 */
export function changedInputs(built, current = digestInputs()) {
  const paths = new Set([...Object.keys(built), ...Object.keys(current)]);
  return [...paths].filter((path) => built[path] !== current[path]).sort();
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  const entries = readdirSync(join(root, path)).filter((name) => !isLitter(name));
  return entries.flatMap((name) => filesUnder(`${path}/${name}`));
}

/**
 * Returns whether a file is an editor's or a file manager's, which git ignores too.
 * @param {string} name
 */
function isLitter(name) {
  return name.startsWith(".") || name.endsWith("~") || name.endsWith(".orig");
}

/** @param {Buffer} bytes */
export function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}
