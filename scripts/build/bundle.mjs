// @ts-check
/**
 * Bundles the entries that start for every run on Node: one CommonJS file costs less to load than a dozen ES modules (4 ms of
 * CPU on Node 20). The bundles are not minified, so that what an Action runs can be read, and compared line by line.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { root } from "../run.mjs";

/** By the bundle's name, its entry in js/. */
const bundles = { "cli.cjs": "cli.js", "action.cjs": "action.js" };

/** Loaded late: it is installed when something is built. */
const loadEsbuild = () => createRequire(join(root, "scripts/tools/package.json"))("esbuild");

export const bundleNames = Object.keys(bundles);

/** Entries that the package has as bundles only. */
export const bundledOnly = ["action.js"];

/**
 * Writes the bundles of a package into it.
 * @param {string} directory of the package, which has all of js/ and the module's glue
 */
export async function bundle(directory) {
  const esbuild = loadEsbuild();
  const entryPoints = Object.entries(bundles).map(([name, entry]) => ({ in: entry, out: basename(name, ".cjs") }));
  await esbuild.build({
    absWorkingDir: directory,
    entryPoints,
    outdir: ".",
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.16",
    charset: "utf8",
    legalComments: "none",
    logLevel: "error",
    define: { "import.meta.url": "moduleUrl" },
    // ES modules are strict without saying so.
    banner: { js: `"use strict";\nconst moduleUrl = require("node:url").pathToFileURL(__filename);` },
    tsconfigRaw: "{}", // otherwise a tsconfig.json in a folder above would change the output
    // Help and completions: the bundles load 2 ms sooner without them, and the package needs them once.
    external: ["./texts.js"],
  });
}

/**
 * Removes most comments of the package's modules, which are for readers of js/: 10 KB of the tarball.
 * @param {string} directory of the package, which has its bundles
 */
export async function removeComments(directory) {
  const modules = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".js"));
  // The glue is compared line by line with another compiler's, and the texts are the user's.
  for (const path of modules.filter((path) => path !== "texts.js" && path !== "dagster_deploy.js").sort()) {
    const file = join(directory, path);
    const options = { format: "esm", target: "esnext", charset: "utf8", legalComments: "none", tsconfigRaw: "{}" };
    const { code } = await loadEsbuild().transform(readFileSync(file, "utf8"), options);
    writeFileSync(file, code);
  }
}
