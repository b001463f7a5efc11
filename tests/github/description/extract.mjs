// @ts-check
/**
 * Writes excerpt.json, and LICENSE beside it: what GitHub's OpenAPI description says of the operations that the stand-in
 * has, word for word but for prose and examples. The whole is installed for this only: it is 385 MB, the excerpt 70 KB.
 *
 *     node tests/github/description/extract.mjs      after an operation was added, or another version pinned
 */
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { ensureInstalled } from "../../../scripts/ensure.mjs";
import { main } from "../../../scripts/run.mjs";
import { resources } from "../resources/index.js";

const PACKAGE = "node_modules/@octokit/openapi";
const PROSE = new Set(["description", "summary", "example", "examples", "tags", "externalDocs", "headers"]);

await main(async () => {
  await ensureInstalled("tests/github/description");
  const { version, license: licence } = read(`${PACKAGE}/package.json`);
  const whole = read(`${PACKAGE}/generated/api.github.com.json`);
  const paths = pathsOf(whole);
  const components = componentsOf(whole, paths);
  const source = { from: "@octokit/openapi", version, licence };
  const text = JSON.stringify({ source, openapi: whole.openapi, paths, components }, null, 1);
  writeFileSync(new URL("excerpt.json", import.meta.url), `${text}\n`);
  copyFileSync(new URL(`${PACKAGE}/LICENSE`, import.meta.url), new URL("LICENSE", import.meta.url));
});

/** @param {string} path */
function read(path) {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
}

/** @param {any} whole */
function pathsOf(whole) {
  /** @type {Record<string, Record<string, unknown>>} */
  const paths = {};
  for (const { operation } of resources) {
    const [method, path] = operation.toLowerCase().split(" ");
    const said = whole.paths[path]?.[method];
    if (!said) throw new Error(`GitHub's description has no ${operation}`);
    const { operationId, parameters, requestBody, responses } = said;
    paths[path] = { ...paths[path], [method]: withoutProse({ operationId, parameters, requestBody, responses }) };
  }
  return paths;
}

/**
 * All that something refers to, and what that refers to.
 * @param {any} whole
 * @param {object} paths
 */
function componentsOf(whole, paths) {
  /** @type {Record<string, Record<string, unknown>>} */
  const components = {};
  for (const open = referencesIn(paths); open.length > 0; ) {
    const [, , kind, name] = /** @type {string} */ (open.pop()).split("/");
    if (components[kind]?.[name]) continue;
    const found = withoutProse(whole.components[kind][name]);
    components[kind] = { ...components[kind], [name]: found };
    open.push(...referencesIn(found));
  }
  return components;
}

/** @param {unknown} value @returns {string[]} */
function referencesIn(value) {
  return [...JSON.stringify(value).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
}

/**
 * Without what is said to people. A property that happens to be called `description` is none of that.
 * @param {any} value
 * @param {boolean} [isNames] whether the keys are names that somebody gave, such as those of properties
 * @returns {any}
 */
function withoutProse(value, isNames = false) {
  if (Array.isArray(value)) return value.map((item) => withoutProse(item));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => isNames || !PROSE.has(key));
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutProse(item, !isNames && key === "properties")]));
}
