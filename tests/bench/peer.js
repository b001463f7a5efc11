// @ts-check
/** Installs the real `dagster-cloud` from PyPI into target/, once, if there is a python3 to do it with. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { outputOf, root } from "../../scripts/run.mjs";

const version = "1.13.29";
const home = join(root, "target", "bench", `dagster-cloud-${version}`);
const program = join(home, "bin", "dagster-cloud");

/** @returns {Promise<string | null>} its path; null, with a line on stderr that says why, if it cannot be had */
export async function installPeer() {
  if (existsSync(program)) return program;
  console.error(`installing dagster-cloud-cli ${version} from PyPI into ${home} …`);
  try {
    await outputOf("python3", ["-m", "venv", "--clear", home]);
    await outputOf(join(home, "bin", "python"), ["-m", "pip", "install", "--quiet", `dagster-cloud-cli==${version}`]);
    return program;
  } catch (error) {
    // Half an installation would be taken for a whole one the next time.
    rmSync(home, { recursive: true, force: true });
    console.error(
      `without dagster-cloud: ${/** @type {Error} */ (error).message}; name one that is installed with --peer`,
    );
    return null;
  }
}
