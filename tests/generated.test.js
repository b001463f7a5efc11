// @ts-check
/**
 * pkg/ is committed, since an Action runs straight from a ref: it must have been built from what is committed beside it.
 * The inputs are compared, not the bytes: two compilers may make different ones.
 */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { changedInputs } from "../scripts/build/inputs.mjs";

const committed = new URL("../pkg/", import.meta.url);

test("the committed pkg/ was built from the sources as they are (if not: npm run build, and commit pkg/)", () => {
  const { inputs } = JSON.parse(readFileSync(new URL("build-digest.json", committed), "utf8"));
  assert.deepEqual(changedInputs(inputs), []);
});

test("a changed, added or removed input makes a package stale", () => {
  const built = { "src/a.rs": "1", "src/b.rs": "2" };
  assert.deepEqual(changedInputs(built, built), []);
  assert.deepEqual(changedInputs(built, { "src/a.rs": "1", "src/b.rs": "3" }), ["src/b.rs"]);
  assert.deepEqual(changedInputs(built, { "src/a.rs": "1" }), ["src/b.rs"]);
  assert.deepEqual(changedInputs(built, { ...built, "js/c.js": "4" }), ["js/c.js"]);
});

test("the committed modules do not tell where they were built", () => {
  const modules = readdirSync(committed).filter((name) => name.endsWith(".wasm"));
  assert.ok(modules.length > 0);
  for (const name of modules) {
    const module = readFileSync(new URL(name, committed), "latin1");
    assert.match(module, /src\/command\/mod\.rs/, "panics do name the core's own files");
    assert.doesNotMatch(module, /\/(root|home|Users|work|builds|runner)\//);
  }
});
