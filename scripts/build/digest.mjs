// @ts-check
/** Reads and writes a package's build-digest.json: its inputs, its compiler and its files. */
import { lstatSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changedInputs, sha256 } from "./inputs.mjs";

/** The name of the file, which is not published. */
export const digestFile = "build-digest.json";

/**
 * @typedef {object} Digest
 * @property {Record<string, string>} inputs the SHA-256 of each input, by its path
 * @property {import("./compiler.mjs").Compiler} [compiler] absent in packages that were built before it was written
 * @property {Record<string, string>} [outputs] the SHA-256 of each file of the package but this one, by its path
 */

/**
 * @param {string} directory of a package
 * @returns {Digest}
 */
export function readDigest(directory) {
  return JSON.parse(readFileSync(join(directory, digestFile), "utf8"));
}

/**
 * @param {string} directory of a package whose other files are all there
 * @param {Digest["inputs"]} inputs
 * @param {import("./compiler.mjs").Compiler} compiler
 */
export function writeDigest(directory, inputs, compiler) {
  const digest = { inputs, compiler, outputs: digestOutputs(directory) };
  writeFileSync(join(directory, digestFile), `${JSON.stringify(digest, null, 2)}\n`);
}

/**
 * @param {string} directory of a package
 * @returns {Record<string, string>} path, with forward slashes, to SHA-256; sorted by path
 */
export function digestOutputs(directory) {
  const paths = filesOf(directory)
    .filter((path) => path !== digestFile)
    .sort();
  return Object.fromEntries(paths.map((path) => [path, digestOf(join(directory, path))]));
}

/** Digests a file; the build makes no links, so that a link has no digest. @param {string} path */
function digestOf(path) {
  return lstatSync(path).isFile() ? sha256(readFileSync(path)) : "not a plain file";
}

/**
 * Lists the files of a package that differ from its own digest.
 * @param {Record<string, string> | undefined} listed
 * @param {Record<string, string>} held
 * @returns {string[]}
 */
export function unlisted(listed, held) {
  if (listed === undefined) return [`${digestFile} lists no outputs`];
  return changedInputs(listed, held).map((path) => `${path} is not the file that ${digestFile} lists`);
}

/**
 * Lists every file of a package, also hidden ones.
 * @param {string} directory
 * @param {string} [folder]
 * @returns {string[]}
 */
function filesOf(directory, folder = "") {
  return readdirSync(join(directory, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder + entry.name;
    return entry.isDirectory() ? filesOf(directory, `${path}/`) : [path];
  });
}
