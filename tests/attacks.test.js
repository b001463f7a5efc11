// @ts-check
/**
 * tests/attacks/README.md names a test for each attack: it exists, it is run by the test runner of its language, and no sender
 * of webhooks is forgotten. The attacks themselves are in those tests.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (/** @type {string} */ path) => readFileSync(join(root, path), "utf8");
const table = read("tests/attacks/README.md");

/** @typedef {{ attack: string, runs: string, result: string, where: string }} Row */

/** @type {Row[]} */
const rows = table
  .split("\n")
  .filter((line) => /^\|(?! Attack |-)/.test(line))
  .map((line) => {
    const [attack, runs, result, where, ...more] = line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim());
    assert.deepEqual([where !== undefined, more], [true, []], line);
    return { attack, runs, result, where };
  });

/** The texts in code of a cell; one in two backticks is a template of JavaScript. @param {string} cell */
const quoted = (cell) =>
  [...cell.matchAll(/``\s(.+?)\s``|`([^`]+)`/g)].map(([, template, plain]) =>
    (template ?? plain).replace(/^`|`$/g, ""),
  );

/**
 * Returns whether a file holds a test of that name: a function below #[test], the first argument of a test, or the first entry
 * of a list that a test is made of.
 * @param {string} path
 * @param {string} name
 */
function hasTest(path, name) {
  const text = read(path);
  if (path.endsWith(".rs")) return new RegExp(`#\\[test\\]\\s+fn ${name}\\(\\)`).test(text);
  const literal = name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return new RegExp(`\\b(?:test|served)\\(\\s*(["\`])${literal}\\1,|^\\s*\\[\\s*"${literal}",`, "m").test(text);
}

/** What is wrong with the tests that a row names. @param {Row} row */
function problems({ where }) {
  const [paths, names] = where.split(" › ").map(quoted);
  const missing = paths.filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0 || paths.length === 0) return [`${where}: no file ${missing}`];
  // A transcript is a test by itself.
  if (names === undefined)
    return paths.every((path) => path.startsWith("tests/transcripts/")) ? [] : [`${where}: no name`];
  return names.length === 0
    ? [`${where}: no name`]
    : names.filter((name) => !hasTest(paths[0], name)).map((name) => `${paths[0]} has no test ${name}`);
}

test("each attack names tests that exist", () => {
  assert.ok(rows.length > 60, String(rows.length));
  assert.deepEqual(rows.flatMap(problems), []);
});

test("each attack says how often it runs and with which result, and stands once", () => {
  assert.deepEqual(
    rows.filter(({ runs, result }) => !/\w/.test(runs) || !/\w/.test(result)),
    [],
  );
  assert.equal(new Set(rows.map(({ attack }) => attack)).size, rows.length);
});

test("a row with a test that does not exist is found", () => {
  const where = (/** @type {string} */ text) => problems({ attack: "", runs: "", result: "", where: text }).length;
  assert.deepEqual(
    [
      "`src/no.rs` › `x`",
      "`src/output.rs` › `no_such_test`",
      "`tests/tidy.test.js` › `no such test`",
      "`tests/tidy.test.js`",
      "nothing",
      "`src/output.rs` › `acts`",
    ].map(where),
    [1, 1, 1, 1, 1, 1],
  );
});

test("forgeries are tried for every sender of webhooks, by each of its schemes", () => {
  const senders =
    read("src/webhook/sender/mod.rs")
      .match(/^pub const SENDERS[^]*?^\];/m)?.[0]
      .match(/(?<=&)\w+::\w+/g) ?? [];
  const names = senders.map((path) => {
    const [file, constant] = path.split("::");
    return (constant === "SENDER" ? file : constant).toLowerCase().replaceAll("_", "-");
  });
  assert.ok(names.length >= 12, String(names));
  const forged = rows.flatMap(({ attack, where }) =>
    /tests\/forgeries\//.test(where) ? (attack.match(/(?<=^`)[\w-]+(?=`: )/g) ?? []) : [],
  );
  assert.deepEqual([...new Set(forged)].sort(), names.sort());
});
