// @ts-check
/**
 * Serves a Worker by workerd alone. Miniflare puts a Worker of its own in front, which does not pass on that a client has
 * gone away, and that is what is tested here.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { packageDirectory } from "../pkg-directory.js";
import { workerd } from "../runtimes/paths.js";

/**
 * @param {URL} script
 * @param {string[]} packageFiles put beside it
 */
export async function serve(script, packageFiles) {
  const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-workerd-"));
  const files = [fileURLToPath(script), ...packageFiles.map((name) => join(packageDirectory, name))];
  for (const file of files) copyFileSync(file, join(folder, basename(file)));
  writeFileSync(join(folder, "config.capnp"), configuration(files.map((file) => basename(file))));
  const child = spawn(workerd, ["serve", join(folder, "config.capnp"), "--control-fd=3"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"], // it logs each request whose client has gone
  });
  const events = createInterface({ input: /** @type {import("node:stream").Readable} */ (child.stdio[3]) });
  const [line] = await once(events, "line");
  const stop = async () => {
    child.kill();
    await once(child, "exit");
    rmSync(folder, { recursive: true });
  };
  return { url: `http://127.0.0.1:${JSON.parse(line).port}`, stop };
}

/** @param {string[]} names the first is the entry */
function configuration(names) {
  const modules = names.map((name) => {
    const type = name.endsWith(".wasm") ? "wasm" : "esModule";
    return `(name = "${name}", ${type} = embed "${name}")`;
  });
  return `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (modules = [${modules.join(", ")}], compatibilityDate = "2026-01-01")),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);
`;
}
