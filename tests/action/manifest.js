// @ts-check
/**
 * An action.yml, and what the runner makes of it and of a step's `with:`
 * (https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionRunner.cs). The runner looks at `deprecationMessage`,
 * and not at `required`: an action has to do that itself.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { evaluateText } from "./expressions.js";

/**
 * @typedef {{ description?: string, required?: boolean, default?: unknown, deprecationMessage?: string }} Input
 *
 * @typedef {object} Manifest
 * @property {string} folder where `main` is looked for
 * @property {Record<string, Input>} inputs
 * @property {Record<string, { description?: string }>} outputs
 * @property {{ using: string, main: string, pre?: string, post?: string }} runs
 * @property {string} name
 */

/**
 * @param {string} path
 * @returns {Manifest}
 */
export function readManifest(path) {
  // Not imported: the types are checked where the tests' packages are not installed.
  const yaml = createRequire(import.meta.url)("yaml");
  const read = yaml.parse(readFileSync(path, "utf8"));
  if (!read?.runs?.using) throw new Error(`${path} has no runs.using`);
  if (!/^node\d+$/.test(read.runs.using) || typeof read.runs.main !== "string") {
    throw new Error(`${path} is no JavaScript action: it needs runs.using: node… and runs.main`);
  }
  return { ...read, inputs: read.inputs ?? {}, outputs: read.outputs ?? {}, folder: dirname(path) };
}

/** The script of a stage. @param {Manifest} manifest @param {"pre" | "main" | "post"} stage */
export function scriptOf({ folder, runs }, stage) {
  const script = runs[stage];
  if (script === undefined) throw new Error(`the action has no runs.${stage}`);
  return join(folder, script);
}

/**
 * The variables that the inputs become, and what the runner warns of.
 * @param {Manifest} manifest
 * @param {Record<string, string>} given `with:` of the step
 * @param {Record<string, any>} contexts that defaults can name
 */
export function inputsFor({ inputs }, given, contexts) {
  const isIn = (/** @type {object} */ names, /** @type {string} */ name) => {
    return Object.keys(names).some((other) => other.toLowerCase() === name.toLowerCase());
  };
  const deprecated = Object.keys(inputs).filter((name) => inputs[name].deprecationMessage && isIn(given, name));
  const warnings = deprecated.map((name) => {
    return `Input '${name}' has been deprecated with message: ${inputs[name].deprecationMessage}`;
  });
  const unexpected = Object.keys(given).filter((name) => !isIn(inputs, name));
  if (unexpected.length > 0) {
    const valid = Object.keys(inputs).join("', '");
    warnings.push(`Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${valid}']`);
  }
  const values = { ...given };
  for (const [name, { default: fallback }] of Object.entries(inputs)) {
    if (!isIn(given, name)) values[name] = evaluateText(String(fallback ?? ""), contexts);
  }
  const missing = Object.keys(inputs).filter(
    (name) => inputs[name].required && values[name] === "" && !isIn(given, name),
  );
  const variables = Object.fromEntries(Object.entries(values).map(([name, value]) => [variableOf(name), value]));
  return { values, variables, warnings, missing };
}

/** Blanks become `_`, and hyphens stay, though no shell can name such a variable. @param {string} name */
export const variableOf = (name) => `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
