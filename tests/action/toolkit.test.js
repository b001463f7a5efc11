// @ts-check
/**
 * GitHub's own toolkit (@actions/core) as an oracle: what it writes, our reading of lines and files must give back, whatever
 * the values are. Where the runner itself loses something, that is said here, too.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { runAction } from "./runner.js";

const fixture = (/** @type {string} */ name) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));

const HOSTILE = [
  ...["plain", "", " blanks ", "a\nb", "a\r\nb\r\n", "\r", "\n", "\n\n", "%0A", "%250A", "%", "100%25"],
  ...["a=b", "a<<b", "<<EOF\nx\nEOF", ":", "::", ",", ";", "]", "]]>", "a,b=c;d]e", "\"'`$(x)${x}\\"],
  ...["::error::x", "x\n::error::y", "##[error]z", "x\r##[group]y"],
  ...["ghadelimiter_0\nx", "ünï 日本 🙂", "\u2028\u2029\u0085", "\uFEFFx", "\t", "\v\f", "\u001b[31mred", "__proto__"],
];

/** @param {unknown[][]} calls */
async function call(calls) {
  const inputs = { script: JSON.stringify(calls) };
  const run = await runAction({ action: fixture("action.yml"), main: fixture("toolkit.js"), inputs });
  assert.deepEqual([run.status, run.stderr, run.runnerFailed], [0, "", false]);
  return run;
}

test("outputs, state and variables that the toolkit writes are read as they were", async () => {
  const named = HOSTILE.map((value, index) => /** @type {const} */ ([`name-${index}`, value]));
  const { outputs, state, exported, commands } = await call([
    ...named.map((pair) => ["setOutput", ...pair]),
    ...named.map((pair) => ["saveState", ...pair]),
    ...named.map((pair) => ["exportVariable", ...pair]),
  ]);
  assert.deepEqual(outputs, Object.fromEntries(named));
  assert.deepEqual(state, Object.fromEntries(named));
  assert.deepEqual(exported, Object.fromEntries(named));
  assert.deepEqual(commands, []);
});

test("names of outputs may be odd, but for what ends a name", async () => {
  const names = ["a b", "ünï", "a:b", "a,b", "-", "constructor", "a<b"];
  const { outputs } = await call(names.map((name) => ["setOutput", name, "x\ny"]));
  assert.deepEqual(
    Object.entries(outputs),
    names.map((name) => [name, "x\ny"]),
  );
});

test("messages of commands come back as they were, and no text becomes a command of its own", async () => {
  const { commands } = await call(HOSTILE.map((value) => ["error", value]));
  assert.deepEqual(
    commands,
    HOSTILE.map((message) => ({ name: "error", properties: {}, message })),
  );
});

test("properties of commands come back as they were", async () => {
  const values = HOSTILE.filter((value) => value !== "" && value.trim() === value);
  const { commands } = await call(values.map((value) => ["notice", "x", { title: value, startLine: 3, file: value }]));
  const wanted = values.map((value) => ({ title: value, line: "3", file: value }));
  assert.deepEqual(
    commands.map(({ properties }) => properties),
    wanted,
  );
});

test("the runner itself loses a property's first =, blanks after the last one, and empty ones", async () => {
  const given = [{ title: "==a=" }, { title: " a " }, { title: "", file: "f" }];
  const { commands } = await call(given.map((properties) => ["error", "x", properties]));
  assert.deepEqual(
    commands.map(({ properties }) => properties),
    [{ title: "a=" }, { title: " a" }, { file: "f" }],
  );
});

test("a summary that the toolkit writes is read as it was, but for its line ends", async () => {
  const text = HOSTILE.join("|");
  const { summary } = await call([["summary", text]]);
  assert.equal(summary, `${text.replace(/\r\n|\r/g, "\n")}\n`);
});

test("secrets, groups, folders and debugging are understood", async () => {
  const { masks, groups, path, maskedLog, commands } = await call([
    ...[["setSecret", "pass\nword"], ["startGroup", "a group"], ["info", "my password is pass or word"], ["endGroup"]],
    ...[
      ["addPath", "/opt/a"],
      ["debug", "details"],
    ],
  ]);
  assert.deepEqual(masks.slice(1), ["pass\nword", "pass", "word"]);
  assert.deepEqual(groups, [{ name: "a group", lines: ["my *** is *** or ***"] }]);
  assert.deepEqual(path, ["/opt/a"]);
  assert.equal(maskedLog, "##[group]a group\nmy *** is *** or ***\n##[endgroup]\n");
  assert.deepEqual(
    commands.map(({ name }) => name),
    ["add-mask", "group", "endgroup", "debug"],
  );
});
