// @ts-check
/**
 * Runs the demo's shell scripts as a CI job would: with `dagster-deploy` on the PATH, with the
 * variables that the job sets, and with nothing else of the reader's environment, so that a real
 * token or a configuration file of theirs has no part in it.
 */
import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";

/**
 * @typedef {object} Shell
 * @property {string} folder where scripts run
 * @property {(script: string, variables: Record<string, string>) => Promise<number>} run resolves
 *   to the exit status
 * @property {() => Promise<void>} remove
 */

/**
 * @param {string[]} command what `dagster-deploy` stands for
 * @param {(line: string) => void} print is given each line of a script's output as it comes
 * @returns {Promise<Shell>}
 */
export async function prepareShell(command, print) {
  const home = await mkdtemp(join(tmpdir(), "dagster-deploy-demo-"));
  const program = join(home, "dagster-deploy");
  await writeFile(program, `#!/bin/sh\nexec ${command.map(shellQuoted).join(" ")} "$@"\n`);
  await chmod(program, 0o755);
  const base = {
    HOME: home,
    PATH: `${home}${delimiter}${process.env.PATH ?? ""}`,
    LANG: "C.UTF-8",
  };
  return {
    folder: home,
    run: (script, variables) => runScript(script, home, { ...base, ...variables }, print),
    remove: () => rm(home, { recursive: true }),
  };
}

/** @param {string} word */
function shellQuoted(word) {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * @param {string} script
 * @param {string} cwd
 * @param {Record<string, string>} env
 * @param {(line: string) => void} print
 * @returns {Promise<number>}
 */
async function runScript(script, cwd, env, print) {
  const child = spawn("sh", ["-c", script], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", print);
  }
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new Error(`the demo needs a shell, sh: ${error.message}`)));
    child.on("close", (status) => resolve(status ?? 1));
  });
}
