// @ts-check
/**
 * Puts the shared parts into a transcript: bodies of files, and the variables of a CI provider (`tests/fixtures/`).
 * `tests/support/fixtures.rs` is its twin, and fails where a transcript repeats what its provider's jobs have anyway.
 */
import { readFileSync } from "node:fs";

/** @typedef {Record<string, any>} Entries */

/** The text of a fixture. @param {string} path */
const fixture = (path) => readFileSync(new URL(`../fixtures/${path}`, import.meta.url), "utf8");

/**
 * Replaces references to fixtures: `provider`, and `{ "fixture": "PATH" }` among `files`.
 * @param {Entries} transcript
 * @returns {Entries}
 */
export function resolve({ provider, env, files, ...rest }) {
  return {
    ...rest,
    env: provider === undefined ? env : environment(provider, env),
    files: files && Object.fromEntries(Object.entries(files).map(([path, content]) => [path, body(content)])),
  };
}

/** The variables of a provider's usual job, changed by a transcript's own; null removes one. @param {string} provider @param {Entries} [own] */
function environment(provider, own) {
  const all = { ...JSON.parse(fixture(`environments/${provider}.json`)), ...own };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

/** @param {any} content */
const body = (content) => (content.fixture === undefined ? content : fixture(content.fixture));
