// @ts-check
/** `deploy --changed-since` deploys what git says has changed: real repositories, the command line as it is packed. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { locationFile, makeRepository } from "./changed-since/repository.js";

/** A commit for each directory, after a first one with all of them. @param {...string} directories */
function withFiles(...directories) {
  const files = directories.map((directory) => [join(directory, "etl.py"), directory]);
  return Object.fromEntries([["dagster_cloud.yaml", locationFile(...directories)], ...files]);
}

test("of nested folders only the one that has changed is deployed", () => {
  const repository = makeRepository();
  const base = repository.commit(withFiles("services/fx", "services/risk", "services"));
  repository.commit({ "services/fx/deep/down/etl.py": "new" });
  assert.deepEqual(repository.changed(base).names, ["services/fx", "services"]);
});

test("a location file in a subfolder changes only with itself", () => {
  const repository = makeRepository();
  const directories = ["../services/fx", "../services/risk", "own"];
  const base = repository.commit({
    "deploy/dagster_cloud.yaml": locationFile(...directories),
    "deploy/own/etl.py": "own",
    "services/fx/etl.py": "fx",
    "services/risk/etl.py": "risk",
  });
  const middle = repository.commit({ "services/risk/etl.py": "new", "deploy/notes.md": "new" });
  const file = join(repository.folder, "deploy/dagster_cloud.yaml");
  for (const how of [
    { args: ["deploy"] },
    { args: ["./deploy/"] },
    { cwd: "deploy" },
    { cwd: "services/risk", args: ["../../deploy"] },
    { args: ["--location-file", "deploy/dagster_cloud.yaml"] },
    { cwd: "services", args: ["--location-file", file] },
  ]) {
    assert.deepEqual(repository.changed(base, how).names, ["../services/risk"], JSON.stringify(how));
  }
  repository.commit({ "deploy/dagster_cloud.yaml": `${locationFile(...directories)}\n` });
  assert.deepEqual(repository.changed(middle, { cwd: "deploy" }).names, directories);
});

test("a project that is reached through a link is the one behind it", () => {
  const repository = makeRepository();
  const files = {
    "teams/a/dagster_cloud.yaml": locationFile("fx", "../b"),
    "teams/a/fx/etl.py": "1",
    "teams/b/etl.py": "1",
  };
  repository.link("teams/a", "short");
  const base = repository.commit(files);
  repository.commit({ "teams/b/etl.py": "2" });
  assert.deepEqual(repository.changed(base, { args: ["short"] }).names, ["../b"]);
});

test("what is renamed, deleted or made executable has changed, on both sides", () => {
  const repository = makeRepository();
  const base = repository.commit({
    ...withFiles("a/from", "a/to", "a/inside", "a/gone", "a/mode", "a/same"),
    "a/gone/more.py": "1",
  });
  repository.git("mv", "a/from/etl.py", "a/to/moved.py");
  repository.commit({ "a/from/left.py": "left" });
  repository.git("mv", "a/inside/etl.py", "a/inside/other.py");
  repository.git("rm", "--quiet", "a/gone/more.py");
  repository.git("update-index", "--chmod=+x", "a/mode/etl.py");
  repository.git("commit", "--quiet", "--message", "Move");
  assert.deepEqual(repository.changed(base).names, ["a/from", "a/to", "a/inside", "a/gone", "a/mode"]);
});

test("a folder that was deleted is deployed, and that is said", () => {
  const repository = makeRepository();
  const base = repository.commit(withFiles("a/gone", "a/same"));
  repository.git("rm", "--quiet", "-r", "a/gone");
  repository.commit();
  const { names, stderr } = repository.changed(base);
  assert.deepEqual(names, ["a/gone"]);
  assert.match(stderr, /a\/gone is deployed, changed or not: the commit has no folder a\/gone/);
});

test("what changed on the base since the branch was left is no change of the branch", () => {
  const repository = makeRepository();
  repository.commit(withFiles("a/theirs", "a/ours"));
  repository.git("checkout", "--quiet", "-b", "work");
  repository.commit({ "a/ours/etl.py": "ours" });
  repository.git("checkout", "--quiet", "main");
  repository.commit({ "a/theirs/etl.py": "theirs" });
  repository.git("checkout", "--quiet", "work");
  assert.deepEqual(repository.changed("main").names, ["a/ours"]);
});

test("a submodule has changed when the commit names another commit of it, also one that asks to be ignored", () => {
  const library = makeRepository();
  library.commit({ "fx/etl.py": "1" });
  const repository = makeRepository();
  for (const path of ["vendor/moved", "vendor/same"]) {
    repository.git("submodule", "--quiet", "add", library.folder, path);
    repository.git("config", "--file", ".gitmodules", `submodule.${path}.ignore`, "all");
  }
  const directories = ["vendor/moved", "vendor/same", "vendor/same/fx", "vendor", "a"];
  const base = repository.commit({ "dagster_cloud.yaml": locationFile(...directories), "a/etl.py": "1" });
  const next = library.commit({ "fx/etl.py": "2" });
  repository.git("-C", "vendor/moved", "fetch", "--quiet");
  repository.git("-C", "vendor/moved", "checkout", "--quiet", next);
  repository.git("add", "--force", "vendor/moved");
  repository.commit();
  const { names, stderr } = repository.changed(base);
  assert.deepEqual(names, ["vendor/moved", "vendor/same/fx", "vendor"]);
  assert.match(stderr, /vendor\/same\/fx is deployed, changed or not: the commit has no folder vendor\/same\/fx/);
});

test("a sparse checkout hides no change", () => {
  const origin = makeRepository();
  const base = origin.commit(withFiles("a/here", "a/hidden", "a/hidden-too"));
  origin.commit({ "a/hidden/etl.py": "2" });
  const repository = origin.clone("--sparse");
  repository.git("sparse-checkout", "set", "a/here");
  assert.deepEqual(repository.changed(base).names, ["a/hidden"]);
});

test("a shallow clone without the base is an error that says how to fetch it", () => {
  const origin = makeRepository();
  const base = origin.commit(withFiles("a", "b"));
  origin.git("branch", "release");
  origin.commit({ "a/etl.py": "2" });
  const repository = origin.clone("--depth=1", "--no-single-branch");
  for (const since of [base, "origin/nowhere", "origin/release"]) {
    const { status, stdout, stderr } = repository.deploy(since);
    assert.deepEqual([status, stdout], [1, ""], since);
    assert.match(stderr, new RegExp(`cannot tell what changed since ${since}: .*\\n.*fetch-depth: 0`), since);
  }
  repository.git("fetch", "--quiet", "--unshallow");
  assert.deepEqual(repository.changed(base).names, ["a"]);
});

/** Names that mean something to a shell, to YAML or to git: glob patterns, pathspec magic, options, quotes, blanks. */
const ODD = [
  "a b",
  " c ",
  `it's "so"`,
  "grüße/日本語",
  ":(top)x",
  ":(exclude)a",
  ":!x",
  ":/",
  "*",
  "[ab]",
  "x\\y",
  "-r",
  "--",
  "#1",
  "a\tb",
];

for (const [place, folder] of [
  ["in a folder", "odd"],
  ["at the top", ""],
]) {
  test(`odd names ${place} are only names`, () => {
    const [odd, others] = [ODD, ["a", "b", "x"]].map((names) => names.map((name) => join(folder, name)));
    const repository = makeRepository();
    const base = repository.commit(withFiles(...odd, ...others));
    const middle = repository.commit(Object.fromEntries(others.map((name) => [join(name, "etl.py"), "new"])));
    assert.deepEqual(repository.changed(base).names, others);
    repository.commit(Object.fromEntries(odd.map((name) => [join(name, "etl.py"), "new"])));
    assert.deepEqual(repository.changed(middle).names, odd);
  });
}

test("an odd name of a location file is only a name", () => {
  const repository = makeRepository();
  const args = ["--location-file", "cloud[1]:*.yaml"];
  const base = repository.commit({ [args[1]]: locationFile("a", "b"), "a/etl.py": "1", "b/etl.py": "1" });
  repository.commit({ "a/etl.py": "2", "cloud1:x.yaml": "new" });
  assert.deepEqual(repository.changed(base, { args }).names, ["a"]);
});

test("the whole repository as a directory has changed with anything in it", () => {
  const repository = makeRepository();
  const base = repository.commit({
    "project/dagster_cloud.yaml": locationFile("..", ".", "./"),
    "project/etl.py": "1",
  });
  repository.commit({ "readme.md": "new" });
  assert.deepEqual(repository.changed(base, { args: ["project"] }).names, [".."]);
});

test("a directory behind a link, or outside of the repository, may always have changed", () => {
  const repository = makeRepository();
  repository.commit({ "deep/down/etl.py": "1", "deep/x/etl.py": "1", "x/etl.py": "1" });
  repository.link("deep/down", "link");
  const directories = ["link", "link/../x", "../elsewhere", "x/../deep/down", "x"];
  const base = repository.commit({ "dagster_cloud.yaml": locationFile(...directories) });
  repository.commit({ "deep/x/etl.py": "2" });
  const { names, stderr } = repository.changed(base);
  assert.deepEqual(names, ["link", "link/../x", "../elsewhere"]);
  for (const name of names) assert.match(stderr, new RegExp(`${name} is deployed, changed or not`));
});

test("a location file that is a link has changed with what it leads to", () => {
  const repository = makeRepository();
  repository.link("config/now.yaml", "dagster_cloud.yaml");
  repository.link("all/prod.yaml", "now.yaml");
  repository.commit({ "config/x": "x" });
  rmSync(join(repository.folder, "now.yaml"));
  repository.link("all/prod.yaml", "config/now.yaml");
  const base = repository.commit({ "config/all/prod.yaml": locationFile("a", "b"), "a/etl.py": "1", "b/etl.py": "1" });
  const middle = repository.commit({ "a/etl.py": "2" });
  assert.deepEqual(repository.changed(base).names, ["a"]);
  repository.commit({ "config/all/prod.yaml": `${locationFile("a", "b")}\n` });
  assert.deepEqual(repository.changed(middle).names, ["a", "b"]);
});

test("a location file that is in no commit is warned of, and the folders decide", () => {
  const repository = makeRepository();
  const base = repository.commit({
    ".gitignore": "dagster_cloud.yaml\n",
    "dagster_cloud.yaml": locationFile("a", "b"),
    "a/etl.py": "1",
    "b/etl.py": "1",
  });
  repository.commit({ "a/etl.py": "2" });
  const { names, stderr } = repository.changed(base);
  assert.deepEqual(names, ["a"]);
  assert.match(stderr, /Warning: .*dagster_cloud\.yaml/);
});

test("--image of a location that has not changed is ignored, and of one that is not there refused", () => {
  const repository = makeRepository();
  const base = repository.commit(withFiles("a/x", "a/y"));
  repository.commit({ "a/y/etl.py": "2" });
  const { names, stderr } = repository.changed(base, { args: ["--image", "a/x=registry.example.com/x:1"] });
  assert.deepEqual(names, ["a/y"]);
  assert.match(stderr, new RegExp(`--image a/x=\\S+ is ignored: a/x has not changed since ${base}`));
  const refused = repository.deploy(base, { args: ["--image", "a/z=registry.example.com/z:1"] });
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /--image names location a\/z/);
});
