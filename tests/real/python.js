// @ts-check
/** Virtual environments of Python below target/real, each with the packages that a file in requirements/ pins. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root, run } from "../../scripts/run.mjs";
import { runCommand } from "../network/legs.js";
import { Skipped } from "./report.js";

/**
 * Makes the environment unless it is there, and returns the directory of its programs.
 * @param {string} name
 */
export async function environment(name) {
  const requirements = fileURLToPath(new URL(`./requirements/${name}.txt`, import.meta.url));
  const directory = join(root, "target/real", name);
  const bin = join(directory, process.platform === "win32" ? "Scripts" : "bin");
  const mark = join(directory, ".installed-from");
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return bin;
  await needPython();
  console.error(`installing tests/real/requirements/${name}.txt …`);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(join(root, "target/real"), { recursive: true });
  await run("python3", ["-m", "venv", directory]);
  await run(join(bin, "pip"), ["install", "--quiet", "--disable-pip-version-check", "--requirement", requirements]);
  writeFileSync(mark, wanted); // written last: an interrupted installation is done again
  return bin;
}

/** Skips where Python or its module venv is missing: Debian has that in a package of its own. */
async function needPython() {
  const seen = await runCommand("python3", ["-c", "import ensurepip, venv"]).catch(() => ({ status: 1 }));
  if (seen.status !== 0) throw new Skipped("there is no python3 with venv");
}
