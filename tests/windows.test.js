// @ts-check
/** On Windows git is found in the folders of PATH alone. What runs there is tests/windows/. */
import assert from "node:assert/strict";
import test from "node:test";
import { packageUrl } from "./network/legs.js";

const { absoluteFolders, findGit } = await import(`${packageUrl}/windows.js`);

const checkout = "C:\\src\\etl";
const ours = "C:\\Program Files\\Git\\cmd";

/**
 * @param {string} path
 * @param {string[]} programs those that exist
 */
const found = (path, programs) => findGit(path, checkout, (/** @type {string} */ file) => programs.includes(file));

test("git is taken from the first folder of PATH that has it", () => {
  const programs = [`${ours}\\git.exe`, "D:\\git\\git.exe"];
  assert.equal(found(`C:\\Windows;"${ours}\\";D:/git`, programs), programs[0]);
  assert.equal(found(`\\\\server\\tools\\;${ours}`, ["\\\\server\\tools\\git.exe"]), "\\\\server\\tools\\git.exe");
});

for (const [what, entry] of Object.entries({
  "an empty entry": "",
  "a dot": ".",
  "a relative folder": "tools",
  "a relative folder of a drive": "C:tools",
  "a folder of whatever drive is in use": "\\tools",
  "the working directory": "c:/src/etl/",
})) {
  test(`git is not taken from ${what}`, () => {
    const anywhere = () => true;
    assert.equal(findGit(`${entry};${ours}`, checkout, anywhere), `${ours}\\git.exe`);
    assert.equal(findGit(entry, checkout, anywhere), undefined);
  });
}

test("a search path is left with its absolute folders", () => {
  assert.deepEqual(absoluteFolders(`;.;bin;C:\\a;"D:/b c";\\\\s\\d`), ["C:\\a", "D:/b c", "\\\\s\\d"]);
});
