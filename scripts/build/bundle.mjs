// @ts-check
/**
 * Bundles the entries that start for every run on Node: one CommonJS file costs less to load than a dozen ES modules (4 ms of
 * CPU on Node 20). The bundles are not minified, so that what an Action runs can be read, and compared line by line.
 */
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { root } from "../run.mjs";

/** By the bundle's name, its entry in js/. */
const bundles = { "cli.cjs": "cli.js", "action.cjs": "action.js" };

export const bundleNames = Object.keys(bundles);

/** Entries that the package has as bundles only. */
export const bundledOnly = ["action.js"];

/**
 * Writes the bundles of a package into it.
 * @param {string} directory of the package, which has all of js/ and the module's glue
 */
export async function bundle(directory) {
  const esbuild = createRequire(join(root, "scripts/tools/package.json"))("esbuild");
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
