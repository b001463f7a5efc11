// @ts-check
/** The files of outputs, state and variables are read as GitHub's runner reads them. */
import assert from "node:assert/strict";
import test from "node:test";
import { SUMMARY_LIMIT, environmentOf, foldersOf, parsePairs, summaryOf } from "./file-commands.js";

const asIs = (/** @type {string} */ text) => text;

test("pairs stand in one line, or between delimiters", () => {
  const { pairs, error } = parsePairs("a=1\n\nb<<END\nx\n\ny\nEND\nc=d=e<<f\ng<<END\nEND\nh=\n");
  assert.equal(error, null);
  assert.deepEqual(pairs, [
    ["a", "1"],
    ["b", "x\n\ny"],
    ["c", "d=e<<f"],
    ["g", ""],
    ["h", ""],
  ]);
});

test("the last line needs no end, even if it is a delimiter", () => {
  assert.deepEqual(parsePairs("a=1\nb<<END\nx\nEND"), {
    pairs: [
      ["a", "1"],
      ["b", "x"],
    ],
    error: null,
  });
});

test("blanks belong to name, value and delimiter", () => {
  assert.deepEqual(parsePairs(" a = 1 \nb<< END\nx\n END\n").pairs, [
    [" a ", " 1 "],
    ["b", "x"],
  ]);
});

test("carriage returns are the value's own, but on Windows", () => {
  assert.deepEqual(parsePairs("a=1\r\n").pairs, [["a", "1\r"]]);
  assert.deepEqual(parsePairs("a=1\r\nb<<E\r\nx\r\ny\nE\r\n", "\r\n").pairs, [
    ["a", "1"],
    ["b", "x\r\ny"],
  ]);
  assert.match(parsePairs("b<<E\nx\nE\r\n").error ?? "", /Matching delimiter not found 'E'/);
});

test("a value that holds its own delimiter sets what comes after it", () => {
  assert.deepEqual(parsePairs("a<<E\nx\nE\nadmin=yes\nE=\n").pairs, [
    ["a", "x"],
    ["admin", "yes"],
    ["E", ""],
  ]);
});

test("a mistake is an error, and what stands before it counts", () => {
  const cases = [
    ["a=1\nnothing\n", "Invalid format 'nothing'"],
    ["a=1\n<<E\nx\nE\n", "Invalid format '<<E'. Name must not be empty and delimiter must not be empty"],
    ["a=1\nb<<\nx\n", "Invalid format 'b<<'. Name must not be empty and delimiter must not be empty"],
    ["a=1\nb<<E\nx\n", "Invalid value. Matching delimiter not found 'E'"],
    ["a=1\nb<<E\nx", "Invalid value. EOF marker missing new line."],
  ];
  for (const [text, error] of cases) assert.deepEqual(parsePairs(text), { pairs: [["a", "1"]], error }, text);
});

test("GITHUB_ENV cannot set NODE_OPTIONS, however it is written", () => {
  const { env, errors } = environmentOf([
    ["A", "1"],
    ["Node_Options", "--require x"],
  ]);
  assert.deepEqual(env, { A: "1" });
  assert.deepEqual(errors, ["Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command."]);
});

test("the last folder of GITHUB_PATH comes first, and each one once", () => {
  assert.deepEqual(foldersOf("/a\n\n/b\r\n/a\n/c"), ["/c", "/a", "/b"]);
});

test("a summary of 1024 KiB is shown, a byte more and nothing is", () => {
  const most = summaryOf(Buffer.alloc(SUMMARY_LIMIT, "x"), asIs);
  assert.deepEqual([most.summary.length, most.error], [SUMMARY_LIMIT + 1, null]);
  const more = summaryOf(Buffer.alloc(SUMMARY_LIMIT + 1, "x"), asIs);
  assert.equal(more.summary, "");
  assert.match(more.error ?? "", /upload aborted, supports content up to a size of 1024k, got 1024k/);
});

test("a summary's lines are masked and all end", () => {
  const mask = (/** @type {string} */ text) => text.replaceAll("secret", "***");
  assert.equal(summaryOf(Buffer.from("# a secret\r\n\nb"), mask).summary, "# a ***\n\nb\n");
  assert.equal(summaryOf(Buffer.alloc(0), mask).summary, "");
});
