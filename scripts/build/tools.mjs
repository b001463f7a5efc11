// @ts-check
/**
 * The programs that the build needs besides cargo, each of one exact version. A program that is installed already is
 * used if it is that version; else it is built from crates.io once, into a cache that all checkouts share.
 * No prebuilt binary is downloaded, and wasm-opt is not here: npm's binaryen brings it (scripts/tools).
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { outputOf, root, statusOf } from "../run.mjs";

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "dagster-deploy");
const suffix = process.platform === "win32" ? ".exe" : "";

/** Debug builds: they run for seconds, and optimising them would cost minutes. Debug info would only take space. */
const environment = {
  CARGO_PROFILE_DEV_DEBUG: "0",
  CARGO_INCREMENTAL: "0",
  CARGO_BUILD_TARGET: undefined,
  CARGO_TARGET_DIR: undefined,
  RUSTFLAGS: undefined,
};

/**
 * @typedef {object} Tool
 * @property {string} program
 * @property {string} crate
 * @property {string} version
 * @property {string[]} flags for cargo install
 */

/** @returns {Tool[]} */
function tools() {
  return [
    { program: "wasm-pack", crate: "wasm-pack", version: "0.15.1", flags: [] },
    {
      program: "wasm-bindgen",
      crate: "wasm-bindgen-cli",
      version: wasmBindgenVersion(),
      // Its default feature is TLS for the test runner, which is not installed.
      flags: ["--no-default-features", "--bin", "wasm-bindgen"],
    },
  ];
}

/** The CLI and the crate speak a private language: only the very same version will do. */
export function wasmBindgenVersion() {
  const lock = readFileSync(join(root, "Cargo.lock"), "utf8");
  const found = /name = "wasm-bindgen"\nversion = "([^"]+)"/.exec(lock);
  if (!found) throw new Error("Cargo.lock names no wasm-bindgen: run cargo generate-lockfile");
  return found[1];
}

/**
 * Makes sure that every tool is there.
 * @returns {Promise<string[]>} the directories to put first in PATH
 */
export async function installTools() {
  const directories = [];
  for (const tool of tools()) {
    if (await isVersion(tool.program, tool.version)) continue;
    directories.push(await cached(tool));
  }
  return directories;
}

/**
 * @param {Tool} tool
 * @returns {Promise<string>} the directory that holds the program
 */
async function cached(tool) {
  const home = join(cache, `${tool.crate}-${tool.version}`);
  const directory = join(home, "bin");
  if (existsSync(join(directory, tool.program + suffix))) return directory;
  mkdirSync(cache, { recursive: true });
  // Installed beside its place and moved there whole: a run that dies leaves nothing, two at once do not meet.
  const temporary = mkdtempSync(join(cache, "installing-"));
  try {
    await cargoInstall(tool, temporary);
    moveInto(temporary, home);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return directory;
}

/**
 * @param {Tool} tool
 * @param {string} home
 */
async function cargoInstall({ crate, version, flags }, home) {
  console.error(`building ${crate} ${version} (about a minute, once) …`);
  const target = join(root, "target", "tools"); // shared, so that what both tools need is built once
  const args = ["install", crate, "--version", `=${version}`, "--debug", "--quiet", ...flags, "--root", home, "--target-dir", target];
  if ((await statusOf("cargo", [...args, "--locked"], { env: environment })) === 0) return;
  // A lock file may name a release that a registry mirror lacks: any compatible one will do then.
  console.error(`${crate} could not be built from its lock file; trying without it`);
  if ((await statusOf("cargo", args, { env: environment })) !== 0) throw new Error(`cargo could not install ${crate} ${version}`);
}

/**
 * @param {string} from
 * @param {string} to
 */
function moveInto(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(join(to, "bin"))) throw error; // else another run was quicker, and its tool is as good
  }
}

/**
 * @param {string} program
 * @param {string} version
 */
async function isVersion(program, version) {
  try {
    return (await outputOf(program, ["--version"])).split(/\s+/)[1] === version;
  } catch {
    return false;
  }
}
