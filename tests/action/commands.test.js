// @ts-check
/** Lines and commands are read as GitHub's runner reads them. */
import assert from "node:assert/strict";
import test from "node:test";
import { LineReader, parseCommand } from "./commands.js";

/** @param {string} line */
const read = (line) => {
  const command = parseCommand(line);
  return command && [command.name, command.properties, command.message];
};

test("a command has a name, properties and a message", () => {
  assert.deepEqual(read("::error file=a.js,line=3::it broke"), ["error", { file: "a.js", line: "3" }, "it broke"]);
  assert.deepEqual(read("::endgroup::"), ["endgroup", {}, ""]);
  assert.deepEqual(read("::error title=a::b::c"), ["error", { title: "a" }, "b::c"]);
});

test("a command may be indented, but nothing else may stand before it", () => {
  assert.deepEqual(read(" \t\u00A0::debug::x"), ["debug", {}, "x"]);
  assert.equal(read("x ::debug::x"), null);
  assert.equal(read("\uFEFF::debug::x"), null);
});

test("what is no known command is output", () => {
  const lines = ["::nothing::x", "::error x", "::error", "", "::", "::::", "std::vector::push"];
  for (const line of lines) assert.equal(read(line), null, line);
});

test("names are compared without their case, and property names, too", () => {
  assert.deepEqual(read("::ERROR File=a::x"), ["ERROR", { file: "a" }, "x"]);
});

test("escapes are undone once, and those of properties in properties only", () => {
  const all = read("::error title=a%3Ab%2Cc%25%0D%0Ad::%250A%3A%0A");
  assert.deepEqual(all, ["error", { title: "a:b,c%\r\nd" }, "%0A%3A\n"]);
  assert.deepEqual(read("::error::%0a%2525"), ["error", {}, "%0a%25"]);
});

test("properties lose what .NET's Split leaves out", () => {
  assert.deepEqual(read("::error a==b,c=,=d,e,f=g=h ,::x"), ["error", { a: "b", f: "g=h " }, "x"]);
  assert.deepEqual(read("::error   a=b  ::x"), ["error", { a: "b" }, "x"]);
  assert.deepEqual(read("::error __proto__=b::x"), ["error", { ["__proto__"]: "b" }, "x"]);
});

test("the old form is found anywhere in a line", () => {
  assert.deepEqual(read("see ##[error file=a;line=3]no%5D%3B"), ["error", { file: "a", line: "3" }, "no];"]);
  assert.deepEqual(read("::nothing::##[group]x"), ["group", {}, "x"]);
  assert.equal(read("##[nothing]##[error]x"), null);
});

test("a lone carriage return ends a line, wherever the text was cut", () => {
  const text = "a\r::error::b\r\nc\n\nd\r";
  for (let size = 1; size <= text.length; size += 1) {
    const reader = new LineReader();
    const parts = text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
    assert.deepEqual(
      [...parts.flatMap((part) => reader.push(part)), ...reader.end()],
      ["a", "::error::b", "c", "", "d"],
    );
  }
});
