// @ts-check
/**
 * The invariants that ARCHITECTURE.md names and that a reader of one file cannot see broken: who may touch what, and how
 * big a file may get. What formatters, lints and types can check is checked by them (npm run check).
 */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import test from "node:test";
import { wasmBindgenVersion } from "../scripts/build/tools.mjs";
import { filesIn, read, root, withoutTexts } from "./tidy/files.js";
import { rareFixtures, readFixtures, readTranscripts, repeatedBodies } from "./tidy/fixtures.js";
import { circlesIn, dependencies, readModules } from "./tidy/modules.js";

const every = filesIn(".");
const rust = every.filter((path) => path.startsWith("src/") && path.endsWith(".rs"));
const hosts = every.filter((path) => path.startsWith("js/"));
const sources = every.filter((path) => /^(src|js|scripts)\//.test(path) && /\.(rs|c?js|mjs|sh)$|\.d\.ts$/.test(path));

/** @param {string} path */
const code = (path) => withoutTexts(read(path));

/** @param {string[]} paths @param {RegExp} pattern */
const using = (paths, pattern) => paths.filter((path) => pattern.test(code(path)));

/** @param {string[]} paths @param {(path: string) => boolean} good */
const allAre = (paths, good) =>
  assert.deepEqual(
    paths.filter((path) => !good(path)),
    [],
  );

test("only the doors to JavaScript name wasm_bindgen, js_sys, web_sys or serde_wasm_bindgen", () => {
  const naming = using(rust, /\b(wasm_bindgen(_futures)?|js_sys|web_sys|serde_wasm_bindgen)\b/);
  assert.ok(naming.length > 0);
  allAre(naming, (path) => path.startsWith("src/wasm/"));
});

const modules = readModules();
/** @type {[from: string, to: string][]} */
const named = [...modules.keys()].flatMap((from) =>
  [...dependencies(modules, from)].map((to) => /** @type {[string, string]} */ ([from, to])),
);

test("the modules of the core depend on each other in one direction, in every folder", () => {
  const folders = ["", ...[...modules].filter(([, { path }]) => path.endsWith("/mod.rs")).map(([name]) => name)];
  assert.ok(folders.length > 20);
  assert.ok(
    named.some(([from, to]) => from === "edge/branch/row" && to === "edge/branch/task"),
    "the modules were read",
  );
  assert.deepEqual(
    folders.flatMap((folder) => circlesIn(named, folder)),
    [],
  );
});

test("a circle is found, also between folders and by a path that goes through a parent's name", () => {
  assert.deepEqual(
    circlesIn(
      [
        ["a/b", "a/c/d"],
        ["a/c", "a/b"],
        ["a/e", "a/b"],
        ["a", "a/b"],
      ],
      "a",
    ),
    ["a/b -> c", "a/c -> b"],
  );
  assert.deepEqual(
    circlesIn(
      [
        ["a/b", "a/c"],
        ["a/b", "a"],
        ["a", "a/b"],
      ],
      "a",
    ),
    [],
  );
  assert.ok(dependencies(modules, "edge/object").has("edge/branch/reconcile"), "Step is re-exported by edge/branch");
});

test("each runtime's globals are named by files of that runtime only", () => {
  const scripts = hosts.filter((path) => path.endsWith(".js"));
  allAre(using(scripts, /\bprocess\s*(?!\.getBuiltinModule\b)[.[]/), (path) => /-node\.js$/.test(path));
  allAre(using(scripts, /\bBun\b/), (path) => /-bun\.js$/.test(path));
  allAre(using(scripts, /\bDeno\b/), (path) => /-deno\.js$/.test(path));
  const nodeModules = scripts.filter((path) => /from "node:|import\("node:|\bgetBuiltinModule\b/.test(read(path)));
  allAre(nodeModules, (path) => /-node\.js$/.test(path));
  const moduleImports = scripts.filter((path) => /^import .*\.wasm"/m.test(read(path)));
  assert.deepEqual(moduleImports, ["js/core-workerd.js"]);
  assert.deepEqual(
    scripts.filter((path) => /from "cloudflare:/.test(read(path))),
    ["js/edge/worker.js"],
  );
});

test("a body that several transcripts need is written out once, in tests/fixtures/", () => {
  const [transcripts, fixtures] = [readTranscripts(), readFixtures()];
  assert.deepEqual(repeatedBodies(transcripts, fixtures), []);
  assert.deepEqual(rareFixtures(transcripts, fixtures), []);
});

test("a body that is written out again is found, and a fixture that nothing needs", () => {
  const lines = ["1", "2", "3", "4", "5"];
  const transcripts = new Map([
    ["a", { provider: "github", files: { "b.json": ["{}"], "long.json": lines } }],
    ["b", { provider: "github", files: { "c.json": lines, "d.json": { fixture: "once.json" } } }],
    ["c", { files: { e: "text", f: "text", g: { code: "ENOENT" } } }],
  ]);
  const fixtures = new Map([
    ["empty.json", "{}\n"],
    ["once.json", "[]\n"],
    ["environments/github.json", ""],
  ]);
  assert.deepEqual(repeatedBodies(transcripts, fixtures), [
    "a: a body is that of empty.json",
    "b: a body is that of a",
  ]);
  assert.deepEqual(rareFixtures(transcripts, fixtures), ["empty.json", "once.json"]);
});

test("what is published needs no other package", () => {
  const manifest = JSON.parse(read("pkg-template/package.json"));
  assert.deepEqual(
    Object.keys(manifest).filter((key) => /dependencies/i.test(key)),
    [],
  );
  const imports = hosts.flatMap((path) => read(path).match(/(?<=\b(?:from|import) ")[^"]+/g) ?? []);
  allAre(imports, (name) => /^(\.\.?\/|node:|cloudflare:)/.test(name));
});

test("every module starts by saying what it is", () => {
  allAre(rust, (path) => read(path).startsWith("//!"));
  const scripts = every.filter((path) => /\.(c?js|mjs|ts)$/.test(path));
  allAre(scripts, (path) => /^(#!.*\n)?(\/\/ @ts-check\n)?(\/\/\/.*\n)*(\/\*\*|\/\/ )/.test(read(path)));
  allAre(
    sources.filter((path) => path.endsWith(".sh")),
    (path) => /^#!.*\n# /.test(read(path)),
  );
});

test("nobody has written a source file of over 400 lines, nor an ARCHITECTURE.md of over 150", () => {
  /** What is generated does not count. @param {string} path */
  const lines = (path) =>
    read(path)
      .replace(/\/\/ generated: [^]*?\/\/ \/generated/g, "")
      .split("\n").length - 1;
  const written = sources.filter((path) => path !== "js/texts.js");
  allAre(written, (path) => lines(path) <= 400);
  assert.ok(lines("ARCHITECTURE.md") <= 150);
});

test("nothing is left to do in the sources", () => {
  const marks = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "XX" + "X"].join("|")})\\b`);
  const texts = every.filter((path) => /\.(rs|js|mjs|sh|ts|toml|yml)$/.test(path));
  allAre(texts, (path) => !marks.test(read(path)));
});

test("no text tells where one machine keeps its files, nor where it got its packages", () => {
  const texts = every.filter((path) => !/\.(wasm|der|bin)$/.test(path) && path !== "tests/tidy.test.js");
  allAre(texts, (path) => !/(^|[\s"'`(=:])\/(root|work)\//m.test(read(path)));
  allAre(
    every.filter((path) => path.endsWith("package-lock.json")),
    (path) => !read(path).includes('"resolved"'),
  );
});

test("the wasm-bindgen crate is pinned to the version of the CLI that the build installs", () => {
  const [, pinned] = /^wasm-bindgen = "=([\d.]+)"$/m.exec(read("Cargo.toml")) ?? [];
  assert.equal(pinned, wasmBindgenVersion());
});

test("every crate has its reason beside it in Cargo.toml", () => {
  const sections = read("Cargo.toml")
    .split(/^(?=\[)/m)
    .filter((section) => /^\[.*dependencies\]/.test(section));
  const bare = sections.flatMap((section) => {
    const lines = section.split("\n");
    return lines.filter((line, index) => /^[\w-]+ = /.test(line) && !lines[index - 1].startsWith("#"));
  });
  assert.ok(sections.length > 0);
  assert.deepEqual(bare, []);
});

test("npm packages that build or test the project are pinned to one version each", () => {
  for (const path of every.filter((path) => path.endsWith("/package.json") || path === "package.json")) {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read(path));
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    assert.deepEqual(
      versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
      [],
      path,
    );
  }
});

test("the documents' links to files of the project lead somewhere", () => {
  const documents = every.filter((path) => extname(path) === ".md");
  const broken = documents.flatMap((path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map((found) => found[1]);
    return links.filter((link) => !existsSync(join(root, dirname(path), link))).map((link) => `${path}: ${link}`);
  });
  assert.deepEqual(broken, []);
});
