// @ts-check
/** What commands do, in the order of the lines that say them. */
import assert from "node:assert/strict";
import test from "node:test";
import { Masks } from "./masks.js";
import { StepLog } from "./step-log.js";

/** @param {string[]} lines */
function logOf(lines, isDebug = false) {
  const log = new StepLog(new Masks(), { workspace: "/w/shop", repository: "acme/shop", isDebug, onLine: () => {} });
  for (const line of lines) log.take(line);
  return log;
}

test("commands are stopped and resumed by a token", () => {
  const log = logOf(["::stop-commands::a-token", "::error::not me", "##[group]nor me", "::A-Token::", "::error::me"]);
  assert.deepEqual(
    log.annotations.map(({ message }) => message),
    ["me"],
  );
  // The token is a secret by then.
  assert.deepEqual(log.shown, [
    "::stop-commands::***",
    "::error::not me",
    "##[group]nor me",
    "::A-Token::",
    "##[error]me",
  ]);
});

test("a token that is a command, or none, stops nothing and fails the step", () => {
  for (const token of ["", "pause-logging", "Error"]) {
    const log = logOf([`::stop-commands::${token}`, "::notice::still here"]);
    assert.deepEqual([log.hasFailed, log.annotations.at(-1)?.message], [true, "still here"], token);
  }
});

test("what comes before a mask stays readable", () => {
  const log = logOf(["a pass", "::add-mask::pass", "a pass", "::error title=pass::a pass", "::add-mask:: "]);
  const warning = "##[warning]Can't add secret mask for empty string in ##[add-mask] command.";
  assert.deepEqual(log.shown, ["a pass", "a ***", "##[error]a ***", warning]);
});

test("ten annotations of a kind are shown, and all lines", () => {
  const log = logOf([...Array.from({ length: 12 }, (_, index) => `::error::${index}`), "::warning::w"]);
  assert.deepEqual(
    log.annotations.map(({ message }) => message),
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "w"],
  );
  assert.deepEqual(log.dropped, { error: 2, warning: 0, notice: 0 });
  assert.equal(log.shown.length, 13);
});

test("a long annotation is cut off", () => {
  const log = logOf([`::notice::${"x".repeat(5000)}`]);
  assert.equal(log.annotations[0].message.length, 4096);
});

test("places are corrected or taken away", () => {
  /** @param {string} properties */
  const place = (properties) => logOf([`::error ${properties}::x`]).annotations[0].properties;
  assert.deepEqual(place("file=/w/shop/a/b.yaml,line=3"), { file: "a/b.yaml", line: "3", repo: "acme/shop" });
  assert.deepEqual(place("file=/w/shopping/b,line=3"), { file: "/w/shopping/b", line: "3" });
  assert.deepEqual(place("file=a,endLine=3"), { file: "a", line: "3", endline: "3" });
  assert.deepEqual(place("file=a,line=3,endLine=2"), { file: "a" });
  assert.deepEqual(place("file=a,line=3,endLine=4,col=1,endColumn=2"), { file: "a", line: "3", endline: "4" });
  assert.deepEqual(place("file=a,line=3,endLine=3,col=4,endColumn=2"), { file: "a", line: "3", endline: "3" });
  assert.deepEqual(place("file=a,line=3,endColumn=2"), { file: "a", line: "3", col: "2", endcolumn: "2" });
  assert.deepEqual(place("file=a,col=2"), { file: "a" });
});

test("groups hold their lines and do not nest", () => {
  const log = logOf(["::group::one", "a", "::group::two", "b", "::endgroup::", "c"]);
  assert.deepEqual(log.groups, [
    { name: "one", lines: ["a"] },
    { name: "two", lines: ["b"] },
  ]);
});

test("debug lines are shown when the job is debugged", () => {
  assert.deepEqual(logOf(["::debug::a%0Ab"]).shown, []);
  assert.deepEqual(logOf(["::debug::a%0Ab"], true).shown, ["##[debug]a", "##[debug]b"]);
});

test("echoed commands are shown, but for those that show themselves", () => {
  const log = logOf(["::echo::on", "::group::g", "::add-mask::secret", "::debug::x", "::echo::off", "::group::h"]);
  assert.deepEqual(log.shown, ["::group::g", "##[group]g", "::add-mask::***", "::echo::off", "##[group]h"]);
});

test("commands of former times still set outputs and state, but not the environment", () => {
  const log = logOf([
    "::set-output name=a::1",
    "::save-state name=b::2",
    "::set-env name=PATH::/evil",
    "::set-output::3",
  ]);
  assert.deepEqual([log.outputs, log.state, log.hasFailed], [{ a: "1" }, { b: "2" }, true]);
  assert.equal(log.annotations[0].message, "Unable to process command '::set-env name=PATH::/evil' successfully.");
  assert.match(log.annotations[3].message, /Required field 'name' is missing/);
});
