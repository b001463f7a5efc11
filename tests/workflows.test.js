// @ts-check
/**
 * The project's own workflows: which job may do what, the shell steps of the release, and the script that pins actions.
 * GitHub, npm and gh are played by small programs that write down what they were asked.
 */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readWorkflow } from "./examples/workflow.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, ".github", "workflows");
const scratch = mkdtempSync(join(tmpdir(), "dagster-deploy-workflows-"));
after(() => rmSync(scratch, { recursive: true }));
const newFolder = () => mkdtempSync(join(scratch, "folder-"));

/** @typedef {{ name?: string, run?: string, uses?: string, with?: Record<string, string>, env?: Record<string, string> }} Step */
/** @typedef {{ needs?: string, if?: string, environment?: string, permissions?: Record<string, string>, steps: Step[] }} Job */

const release = /** @type {any} */ (readWorkflow(readFileSync(join(folder, "release.yml"), "utf8")));
/** @type {Record<string, Job>} */
const jobs = release.jobs;
/** @param {Job} job @param {string} name */
const stepOf = ({ steps }, name) => steps.find((step) => step.name === name)?.run ?? assert.fail(`no step ${name}`);

test("every action is pinned to a commit, with its version as a comment", () => {
  for (const name of readdirSync(folder)) {
    const uses = readFileSync(join(folder, name), "utf8").match(/uses:.*/g) ?? [];
    assert.ok(uses.length > 0, name);
    assert.deepEqual(
      uses.filter((use) => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use)),
      [],
      name,
    );
  }
});

test("the job that can publish has no checkout, builds nothing, and waits for the one that cannot", () => {
  const { pack, publish, "move-tags": moveTags } = jobs;
  assert.deepEqual(release.permissions, {});
  assert.deepEqual(pack.permissions, { contents: "read" });
  assert.deepEqual(publish.permissions, { attestations: "write", "id-token": "write" });
  assert.deepEqual(moveTags.permissions, { contents: "write" });
  assert.deepEqual([publish.needs, publish.environment, moveTags.needs], ["pack", "npm", "publish"]);
  for (const { steps } of [publish, moveTags]) {
    const used = steps.flatMap(({ uses = "" }) => uses.split("@")[0] || []);
    assert.deepEqual(
      used.filter((name) => !/^actions\/(setup-node|download-artifact|attest-build-provenance)$/.test(name)),
      [],
    );
    const commands = steps.flatMap(({ run = "" }) => run.match(/\b(npm|npx|node|cargo|git) [\w-]+/g) ?? []);
    assert.deepEqual(
      commands.filter((command) => command !== "npm publish"),
      [],
    );
  }
});

test("no step puts an expression into its script, where a name of a tag would be code", () => {
  const workflows = readdirSync(folder).map(
    (name) => /** @type {any} */ (readWorkflow(readFileSync(join(folder, name), "utf8"))),
  );
  const scripts = workflows.flatMap((workflow) =>
    Object.values(workflow.jobs).flatMap(({ steps }) => steps.map((/** @type {Step} */ step) => step.run ?? "")),
  );
  assert.deepEqual(
    scripts.filter((script) => script.includes("${{")),
    [],
  );
});

test("the release compares pkg/ with what the very toolchain makes, before anything is packed", () => {
  const { pack } = jobs;
  const runs = pack.steps.map(({ run = "" }) => run);
  const places = ["node scripts/release-toolchain.mjs", "npm test", "node scripts/compare.mjs pkg target/pkg"].map(
    (run) => runs.indexOf(run),
  );
  const order = [...places, runs.findIndex((run) => run.includes("npm pack"))];
  assert.ok(!order.includes(-1));
  assert.deepEqual(
    order,
    [...order].sort((one, other) => one - other),
  );
});

/**
 * Runs a step's script as GitHub does, in an empty folder with these files.
 * @param {string} script
 * @param {Record<string, string>} env
 * @param {Record<string, string>} [files] those in bin/ are programs
 */
function runStep(script, env, files = {}) {
  const cwd = newFolder();
  const bin = newFolder();
  for (const [path, text] of Object.entries(files)) {
    const isProgram = path.startsWith("bin/");
    const at = isProgram ? join(bin, path.slice(4)) : join(cwd, path);
    writeFileSync(at, isProgram ? `#!/bin/sh\n${text}\n` : text);
    if (isProgram) chmodSync(at, 0o755);
  }
  const asked = join(bin, "asked");
  writeFileSync(asked, "");
  const variables = { PATH: [bin, process.env.PATH].join(delimiter), ASKED: asked, ...env };
  const { status, stderr } = spawnSync("bash", ["-e", "-c", script], { cwd, env: variables, encoding: "utf8" });
  return { status, stderr, asked: readFileSync(asked, "utf8").split("\n").filter(Boolean) };
}

test("only the tarball that was packed is published", () => {
  const script = stepOf(jobs.publish, "The tarball is the one that was packed");
  const file = "dagster-deploy-1.2.3.tgz";
  const sha256 = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"; // of `foo`
  const check = (/** @type {Record<string, string>} */ files, hash = sha256) =>
    runStep(script, { FILE: file, SHA256: hash }, files).status;
  assert.equal(check({ [file]: "foo" }), 0);
  for (const files of [{ [file]: "fop" }, { [file]: "foo", "evil.tgz": "foo" }, { "other.tgz": "foo" }, {}]) {
    assert.notEqual(check(/** @type {any} */ (files)), 0, JSON.stringify(files));
  }
  for (const hash of ["", "0".repeat(64), `${sha256.slice(1)}`])
    assert.notEqual(check({ [file]: "foo" }, hash), 0, hash);
});

test("a release is published as latest, one that is tried out is not", () => {
  const script = stepOf(jobs.publish, "Publish");
  const npm = { "bin/npm": 'echo "npm $*" >>"$ASKED"' };
  const tagOf = (/** @type {string} */ tag) => runStep(script, { TAG: tag, FILE: "x.tgz" }, npm).asked;
  const words = "npm publish ./x.tgz --provenance --access public --ignore-scripts --tag";
  assert.deepEqual([tagOf("v1.2.3"), tagOf("v1.2.3-rc.1")], [[`${words} latest`], [`${words} next`]]);
});

test("v0 and v0.1 are moved to the newest release that begins so, and never back", () => {
  const script = stepOf(jobs["move-tags"], "Move the tags");
  /** A gh that knows these tags. @param {string[]} tags */
  const gh = (tags) => ({
    "bin/gh": `case "$*" in
      *matching-refs/tags/*) prefix=\${3##*/tags/}; for tag in ${tags.join(" ")}; do case $tag in $prefix*) echo "refs/tags/$tag" ;; esac; done ;;
      *git/ref/tags/*) for tag in ${tags.join(" ")}; do case "$*" in *"/tags/$tag "*) exit 0 ;; esac; done; exit 1 ;;
      *) echo "$*" >>"$ASKED" ;; esac`,
  });
  const moved = (/** @type {string} */ tag, /** @type {string[]} */ tags) => {
    const { status, stderr, asked } = runStep(
      script,
      { TAG: tag, COMMIT: "abc", REPOSITORY: "a/b", GH_TOKEN: "t" },
      gh(tags),
    );
    assert.equal(status, 0, stderr);
    return asked;
  };
  const create = (/** @type {string} */ name) =>
    `api -X POST repos/a/b/git/refs -f ref=refs/tags/${name} -f sha=abc --silent`;
  const move = (/** @type {string} */ name) =>
    `api -X PATCH repos/a/b/git/refs/tags/${name} -f sha=abc -F force=true --silent`;
  assert.deepEqual(moved("v0.1.0", ["v0.1.0"]), [create("v0"), create("v0.1")]);
  assert.deepEqual(moved("v0.1.10", ["v0", "v0.1", "v0.1.9", "v0.1.10", "v0.1.11-rc.1"]), [move("v0"), move("v0.1")]);
  assert.deepEqual(moved("v0.1.2", ["v0", "v0.1", "v0.1.2", "v0.2.0"]), [move("v0.1")]);
  assert.deepEqual(moved("v0.1.2", ["v0", "v0.1", "v0.1.2", "v0.1.3"]), []);
  assert.deepEqual(moved("v1.0.0", ["v0", "v10.0.0", "v1.0.0"]), [create("v1"), create("v1.0")]);
});

test("the release takes the toolchain that the digest names, and fails where another is found", () => {
  const script = `node "${join(root, "scripts", "release-toolchain.mjs")}" "$PWD"`;
  const rustc = ["rustc 1.96.0 (abc 2026-05-25)", "host: x"];
  const digest = (/** @type {string} */ std) =>
    JSON.stringify({ inputs: {}, compiler: { rustc, cargo: "cargo 1.96.0 (abc)", std } });
  const programs = {
    "bin/rustup":
      'echo "rustup $*" >>"$ASKED"; case "$1 $2" in "show active-toolchain") echo "$RUSTUP_TOOLCHAIN (overridden)" ;; esac',
    "bin/rustc": `case "$1" in -vV) printf '${rustc.join("\\n")}\\n' ;; *) echo "$PWD/target" ;; esac`,
    "bin/cargo": 'echo "cargo ${CARGO:-1.96.0} (abc)"',
    "bin/apt-get": "exit 100",
    "bin/sudo": 'shift; exec "$@"',
  };
  const got = (/** @type {string} */ std, env = {}, isReady = true) => {
    const where = newFolder();
    mkdirSync(join(where, "lib"));
    if (isReady) writeFileSync(join(where, "lib", "libstd-1.rlib"), "");
    const ready = { ...programs, "bin/rustc": programs["bin/rustc"].replace("$PWD/target", join(where, "lib")) };
    return runStep(script, { HOME: where, DEBIAN_ROOT: where, ...env }, { "build-digest.json": digest(std), ...ready });
  };
  const good = got("rustup");
  assert.equal(good.status, 0, good.stderr);
  assert.equal(
    good.asked[0],
    "rustup toolchain install 1.96.0 --profile minimal --no-self-update --target wasm32-unknown-unknown",
  );
  for (const [std, env] of /** @type {const} */ ([
    ["rustup", { CARGO: "1.95.0" }],
    ["debian rust-web-src 1.96.0-1", {}],
    ["the system", {}],
  ])) {
    const { status, stderr } = got(std, env);
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^error: pkg\/ is of rustc 1\.96\.0 .*; here is rustc 1\.96\.0 .*\. Build pkg\/ with a toolchain of rustup, and commit it$/m,
    );
  }
  const elsewhere = got("debian rust-web-src 1.96.0-1", {}, false);
  assert.equal(elsewhere.status, 1);
  assert.match(
    elsewhere.stderr,
    /^error: pkg\/ is of .*; it cannot be had here\. Build pkg\/ with a toolchain of rustup, and commit it$/m,
  );
});

const git = (/** @type {string} */ cwd, /** @type {string[]} */ ...args) => {
  const named = [
    "-c",
    "user.name=a",
    "-c",
    "user.email=a@example.com",
    "-c",
    "commit.gpgsign=false",
    "-c",
    "tag.gpgsign=false",
  ];
  return execFileSync("git", [...named, ...args], { cwd, encoding: "utf8" }).trim();
};

/** Makes a repository a/plain with a plain tag, and a/annotated with one that is an object of its own. */
function makeActions() {
  const base = newFolder();
  const commits = ["plain", "annotated"].map((name) => {
    const at = join(base, "a", name);
    mkdirSync(at, { recursive: true });
    git(at, "init", "--quiet");
    git(at, "commit", "--quiet", "--allow-empty", "-m", name);
    git(at, "tag", ...(name === "annotated" ? ["-a", "-m", "x"] : []), "v1.2.3");
    return git(at, "rev-parse", "HEAD");
  });
  return { from: `${pathToFileURL(base)}/`, base, plain: commits[0], annotated: commits[1] };
}

/** @param {string} text @param {string[]} args */
function pin(text, ...args) {
  const at = newFolder();
  writeFileSync(join(at, "w.yml"), text);
  const { status, stderr } = spawnSync(process.execPath, [join(root, "scripts", "pin-actions.mjs"), ...args, at], {
    encoding: "utf8",
  });
  return { status, stderr, text: readFileSync(join(at, "w.yml"), "utf8") };
}

const steps = (/** @type {string[]} */ ...uses) =>
  `steps:\n${uses.map((use) => `  - uses: ${use}\n`).join("")}  - run: echo\n`;

test("actions are pinned to the commits of their tags, and stay so", () => {
  const { from, plain, annotated } = makeActions();
  const pinned = pin(
    steps("a/plain@v1.2.3", "a/annotated/sub/folder@v1.2.3", "./local", "docker://x@v1"),
    "--from",
    from,
  );
  assert.deepEqual(
    [pinned.status, pinned.text],
    [0, steps(`a/plain@${plain} # v1.2.3`, `a/annotated/sub/folder@${annotated} # v1.2.3`, "./local", "docker://x@v1")],
    pinned.stderr,
  );
  assert.equal(pin(pinned.text, "--check", "--from", from).status, 0);
  assert.equal(pin(steps("a/plain@v1.2.3"), "--check", "--from", from).status, 1);
});

test("a tag that was moved since is told, and nothing is written", () => {
  const { from, base, plain } = makeActions();
  const text = steps(`a/plain@${plain} # v1.2.3`, "a/annotated@v1.2.3");
  git(join(base, "a", "plain"), "commit", "--quiet", "--allow-empty", "-m", "evil");
  git(join(base, "a", "plain"), "tag", "--force", "v1.2.3");
  const moved = pin(text, "--from", from);
  assert.deepEqual([moved.status, moved.text], [1, text]);
  assert.match(moved.stderr, new RegExp(`a/plain v1\\.2\\.3 is [0-9a-f]{40} now, and ${plain} in the workflow`));
});

test("without network, without the tag or without a version nothing is written, and it is said why", () => {
  const { from } = makeActions();
  for (const [use, why] of [
    ["a/missing@v1.2.3", /cannot be asked for v1\.2\.3: is there network\? Nothing was changed/],
    ["a/plain@v9.9.9", /has no tag v9\.9\.9/],
    ["a/plain@v1", /an action is named by a version such as v1\.2\.3/],
    [`a/plain@${"a".repeat(40)}`, /an action is named by a version/],
  ]) {
    const text = steps("a/annotated@v1.2.3", String(use));
    const refused = pin(text, "--from", from);
    assert.deepEqual([refused.status, refused.text], [1, text]);
    assert.match(refused.stderr, /** @type {RegExp} */ (why));
  }
});
