// @ts-check
/**
 * Installs the programs that the build needs besides cargo, each in one exact version. An installed program of that version is
 * used; otherwise it is built from crates.io once, into a cache that all checkouts share. No prebuilt binary is downloaded;
 * wasm-opt and esbuild come from npm (scripts/tools).
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
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

/** The programs, each with its version. @returns {Tool[]} */
export function buildTools() {
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

/** Returns the version of the crate: its CLI must have the very same, because the two speak a private language. */
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
  const missing = [];
  const directories = [];
  for (const tool of buildTools()) {
    if (await isVersion(tool.program, tool.version)) continue;
    directories.push(join(homeOf(tool), "bin"));
    if (!existsSync(join(homeOf(tool), "bin", tool.program + suffix))) missing.push(tool);
  }
  if (missing.length > 0) await install(missing);
  return directories;
}

/** @param {Tool} tool */
function homeOf({ crate, version }) {
  return join(cache, `${crate}-${version}`);
}

/**
 * Installs each tool beside its place and moves it there whole, so that an interrupted run leaves no half of a tool and two
 * runs at once do not collide. Crates that the tools share are built once.
 * @param {Tool[]} missing
 */
async function install(missing) {
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, "installing-"));
  try {
    for (const tool of missing) {
      const made = join(temporary, tool.program);
      await cargoInstall(tool, made, join(temporary, "target"));
      moveInto(made, homeOf(tool));
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {Tool} tool
 * @param {string} home
 * @param {string} target
 */
async function cargoInstall({ crate, version, flags }, home, target) {
  console.error(`building ${crate} ${version} (about a minute, once) …`);
  const what = ["install", crate, "--version", `=${version}`, "--debug", ...flags];
  const args = [...what, "--quiet", "--root", home, "--target-dir", target];
  // A lock file may name a release that a registry mirror lacks: any compatible one will do then, and the first attempt's
  // complaint would only worry the reader.
  if ((await statusOf("cargo", [...args, "--locked"], { env: environment, silent: true })) === 0) return;
  console.error(`${crate}: the registry lacks a release of its lock file; building with compatible ones …`);
  if ((await statusOf("cargo", args, { env: environment })) !== 0)
    throw new Error(`cargo could not install ${crate} ${version}`);
}

/**
 * @param {string} from
 * @param {string} to
 */
function moveInto(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(join(to, "bin"))) throw error; // otherwise another run was faster, and its tool is as good
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
