// @ts-check
/** The sources use the field's words: no banned identifier, and no doc comment that begins with "What" (tests/tidy/words.js). */
import assert from "node:assert/strict";
import test from "node:test";
import { filesIn, read, withoutTexts } from "./tidy/files.js";
import { bannedInIdentifiers, bannedOpening, ofBool } from "./tidy/words.js";

const sources = ["src", "js", "scripts"]
  .flatMap(filesIn)
  .filter((path) => /\.(rs|js|mjs|cjs|ts)$/.test(path) && path !== "js/texts.js");

/** The words that an identifier is made of. @param {string} identifier */
const wordsOf = (identifier) =>
  identifier.split(/_+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((word) => word.toLowerCase());

/** The banned words in code, each with its line. @param {string} code */
function bannedWords(code) {
  return code.split("\n").flatMap((line, index) => {
    const words = (line.match(/[A-Za-z_]\w*/g) ?? []).flatMap(wordsOf);
    return words.filter((word) => Object.hasOwn(bannedInIdentifiers, word)).map((word) => `${index + 1}: ${word}`);
  });
}

/**
 * The doc comments of a file that begin with a banned word.
 * @param {string} text
 * @returns {string[]}
 */
function bannedOpenings(text) {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const [, before, comment] = /^(.*?)(?:\/\/[/!]|\/\*\*) +(.*)/.exec(line) ?? [];
    if (comment === undefined && !/^\s*\/\*\*$/.test(line)) return [];
    if (/\/\/[/!] *\S/.test(lines[index - 1] ?? "") && /^\s*\/\/[/!]/.test(line)) return []; // within a paragraph
    const opening = comment ?? lines[index + 1].replace(/^\s*\* /, "");
    const rest = lines.slice(index, index + 12).join("\n");
    const documented = rest.replace(/\/\*\*[^]*?\*\//, (comment) => (comment.match(/@\w+ \{[^}]*\}/g) ?? []).join(" "));
    const item = documented
      .split("\n")
      .filter((one) => !/^\s*(\/\/|#\[)/.test(one))
      .join(" ")
      .split(/[;{]/)[0];
    const wrong =
      bannedOpening.test(opening) && !(opening.startsWith("Whether") && ofBool.test(before + comment + item));
    return wrong ? [`${index + 1}: ${opening}`] : [];
  });
}

/** @param {(text: string) => string[]} finder @param {(path: string) => string} reader */
const found = (finder, reader) => sources.flatMap((path) => finder(reader(path)).map((where) => `${path}:${where}`));

test("no identifier has a word that stands for another", () => {
  assert.deepEqual(
    found(bannedWords, (path) => withoutTexts(read(path))),
    [],
  );
});

test("no doc comment begins with What, That, or Whether but for a bool", () => {
  assert.deepEqual(found(bannedOpenings, read), []);
});

/** The pub types of each file of the core outside tests, each with its room. @returns {Map<string, Set<string>>} */
function roomsOfTypes() {
  const rooms = new Map();
  for (const path of filesIn("src").filter((path) => path.endsWith(".rs") && !/\btests?\b/.test(path))) {
    const [, room] = path.replace(/\.rs$/, "").split("/");
    for (const [, name] of read(path).matchAll(/^pub(?:\(\w+\))? (?:struct|enum|trait|type) (\w+)/gm)) {
      rooms.set(name, (rooms.get(name) ?? new Set()).add(room));
    }
  }
  return rooms;
}

test("a name of a type occurs in one room only", () => {
  const rooms = roomsOfTypes();
  assert.ok(rooms.has("Policy"), "the types were read");
  assert.deepEqual(
    [...rooms].filter(([, rooms]) => rooms.size > 1),
    [],
  );
});

test("banned words and openings are found where they are", () => {
  assert.deepEqual(bannedWords("let is_told = KeptRows;\nleashed"), ["1: told", "1: kept"]);
  assert.deepEqual(bannedOpenings("/// What it is.\n/// What goes on.\nfn a() {}"), ["1: What it is."]);
  assert.deepEqual(bannedOpenings("/// Whether it is.\nfn a() -> bool {}\n/// Whether so.\nfn b() -> u8 {}"), [
    "3: Whether so.",
  ]);
  assert.deepEqual(bannedOpenings("/**\n * That there is one.\n */\nconst a = 1;"), ["1: That there is one."]);
  assert.deepEqual(bannedOpenings("/** Whether it is. @returns {boolean} */\nconst a = () => true;"), []);
});
