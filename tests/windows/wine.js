// @ts-check
/**
 * Runs a program of Windows under wine as if it was one of this system. Wine cannot hand on pipes and sockets as Node expects
 * them of Windows, so output that does not go to a terminal goes to files, which are read while they grow.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Returns the variables that wine needs, and Node under wine, whose Windows it does not know.
 * @param {string} prefix where wine keeps its Windows
 * @returns {Record<string, string>}
 */
export const wineVariables = (prefix) => ({
  WINEPREFIX: prefix,
  WINEDEBUG: "-all",
  WINEDLLOVERRIDES: "mscoree,mshtml=",
  NODE_SKIP_PLATFORM_CHECK: "1",
});

/** Debian's `wine` is a script of a shell that drops variables with a hyphen, such as those of the Action's inputs. */
const wine = ["/usr/lib/wine/wine64", "/usr/lib/wine/wine"].find(existsSync) ?? "wine";

/**
 * Runs a program with the arguments, the environment and the output of this process, and ends with its status.
 * @param {string} executable
 * @param {string} prefix
 */
export function becomeWine(executable, prefix) {
  const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-wine-"));
  const outputs = [process.stdout, process.stderr].map((stream, index) => output(stream, join(folder, String(index))));
  const child = spawn(wine, [executable, ...process.argv.slice(2)], {
    env: { ...process.env, ...wineVariables(prefix) },
    stdio: ["inherit", outputs[0].target, outputs[1].target],
  });
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT"])) process.on(signal, () => child.kill(signal));
  const forward = () => outputs.forEach((one) => void one.forward());
  const timer = setInterval(forward, 20);
  child.on("close", (status) => {
    clearInterval(timer);
    forward();
    rmSync(folder, { recursive: true });
    process.exitCode = status ?? 128; // not exit(): what was written must arrive
  });
}

/**
 * @param {NodeJS.WriteStream} stream
 * @param {string} path
 * @returns {{ target: "inherit" | number, forward: () => void }}
 */
function output(stream, path) {
  if (stream.isTTY) return { target: "inherit", forward: () => {} };
  const [target, source] = [openSync(path, "w"), openSync(path, "r")];
  const chunk = Buffer.alloc(65_536);
  const forward = () => {
    for (let count = 1; count > 0; ) {
      count = readSync(source, chunk);
      if (count > 0) stream.write(Buffer.from(chunk.subarray(0, count)));
    }
  };
  return { target, forward };
}
