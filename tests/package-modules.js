// @ts-check
/** Lists the modules that a script of the package needs, for workerd, which has to be handed all of them. */
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { packageDirectory } from "./pkg-directory.js";

/**
 * Returns the entries and every module of the package that they import, by paths inside the package; the entries first.
 * @param {...string} entries
 * @returns {string[]}
 */
export function packageModules(...entries) {
  const found = new Set(entries);
  for (const path of found) {
    if (!path.endsWith(".js")) continue;
    const text = readFileSync(join(packageDirectory, path), "utf8");
    const imports = text.matchAll(/^(?:import|export) [^"]*?(?:from )?"(\.{1,2}\/[^"]+)";$/gm);
    for (const [, name] of imports) found.add(posix.join(posix.dirname(path), name));
  }
  return [...found];
}
