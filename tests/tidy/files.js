// @ts-check
/** The project's files, for the tests that read them. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The text of a file. @param {string} path from the project's folder */
export const read = (path) => readFileSync(join(root, path), "utf8");

/**
 * Returns every file under a folder, except what git ignores or a build made.
 * @param {string} folder
 * @returns {string[]}
 */
export function filesIn(folder) {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = folder === "." ? name : `${folder}/${name}`;
    if (["node_modules", "target", "pkg", ".git", ".wrangler"].includes(name)) return [];
    return statSync(join(root, path)).isDirectory() ? filesIn(path) : [path];
  });
}

/** Comments, strings and characters of Rust and JavaScript; what a template literal computes counts as its text. */
const texts =
  /\/\*[^]*?\*\/|\br#"[^]*?"#|"(?:[^"\\]|\\[^])*"|`(?:[^`\\]|\\[^])*`|'(?:[^'\\\n]|\\.)'|(?<![:"'`])\/\/.*$/gm;

/** Removes comments and strings, and leaves the lines: a comment may name what the code must not use. @param {string} text */
export const withoutTexts = (text) => text.replace(texts, (removed) => removed.replace(/[^\n]/g, ""));
