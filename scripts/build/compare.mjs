// @ts-check
/**
 * Compares a committed package with one that was just built from the same sources, file by file and byte by byte.
 *
 * The modules can be equal only if the same compiler made both. Otherwise the JavaScript that wasm-bindgen generates differs
 * too, but only in hashes and indices, which are left out of the comparison.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundleNames } from "./bundle.mjs";
import { isSameCompiler } from "./compiler.mjs";
import { digestFile, digestOutputs, readDigest, unlisted } from "./digest.mjs";
import { changedInputs } from "./inputs.mjs";
import { moduleName } from "./package.mjs";

const binary = `${moduleName}_bg.wasm`;
/** The files with JavaScript that wasm-bindgen generates. */
const glued = [`${moduleName}.js`, ...bundleNames];

/**
 * @typedef {object} Comparison
 * @property {string[]} differences one sentence for each file that is not as it should be
 * @property {string[]} uncompared the files that could not be compared, because another compiler made them
 */

/**
 * @param {string} committed directory
 * @param {string} built directory
 * @returns {Comparison}
 */
export function comparePackages(committed, built) {
  const digests = { committed: readDigest(committed), built: readDigest(built) };
  const isSame = isSameCompiler(digests.committed.compiler, digests.built.compiler);
  const [left, right] = [digestOutputs(committed), digestOutputs(built)];
  const differences = changedInputs(left, right).flatMap((path) => {
    if (!(path in left)) return [`${path} is missing`];
    if (!(path in right)) return [`${path} is not made by the build`];
    if (!isSame && path === binary) return [];
    if (!isSame && glued.includes(path) && isSameGlue(join(committed, path), join(built, path))) return [];
    return [`${path} has other bytes than the build makes`];
  });
  const inputs = changedInputs(digests.committed.inputs, digests.built.inputs).map(
    (path) => `${digestFile} has another digest of ${path}`,
  );
  return {
    differences: [...differences, ...inputs, ...unlisted(digests.committed.outputs, left)],
    uncompared: isSame ? [] : [binary],
  };
}

/**
 * Returns whether two files of glue differ only in what another compiler may change. wasm-bindgen sorts functions by names
 * that end in a hash, so that lines may also stand in another order.
 * @param {string} one
 * @param {string} other
 */
function isSameGlue(one, other) {
  const [left, right] = [one, other].map((path) => {
    const text = readFileSync(path, "utf8").replace(/(invoke__h)[0-9a-f]+|(shim_idx: )\d+/g, "$1$2");
    return text.split("\n").sort().join("\n");
  });
  return left === right;
}
