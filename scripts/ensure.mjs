// @ts-check
/**
 * Installs a directory's npm packages when they are missing or older than its lock file, so that every npm script works
 * right after `git clone`. Imports nothing but Node and its neighbour: it runs before anything is installed.
 *
 *     node scripts/ensure.mjs [DIRECTORY …]      (if none is given: what the project and the stand-ins need)
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { main, root, run } from "./run.mjs";

/**
 * @param {string} directory relative to the project's top directory
 */
export async function ensureInstalled(directory = ".") {
  const cwd = resolve(root, directory);
  const mark = join(cwd, "node_modules", ".installed-from");
  const wanted = digestOf(cwd);
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return;
  console.error(`installing the npm packages of ${directory === "." ? "the project" : directory} …`);
  // A user's own NODE_ENV or npm settings must not leave packages out.
  const env = { NODE_ENV: undefined, NPM_CONFIG_OMIT: undefined, npm_config_omit: undefined };
  await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--include=dev", "--include=optional"], {
    cwd,
    env,
  });
  writeFileSync(mark, wanted); // last, so that an interrupted installation is repeated
}

/**
 * npm ci depends on both files; the platform is in it because a checkout may be shared between containers.
 * @param {string} cwd
 */
function digestOf(cwd) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const name of ["package.json", "package-lock.json"]) hash.update(readFileSync(join(cwd, name)));
  return hash.digest("hex");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const given = process.argv.slice(2);
  const directories = given.length > 0 ? given : [".", "tests/github"];
  await main(async () => {
    for (const directory of directories) await ensureInstalled(directory);
  });
}
