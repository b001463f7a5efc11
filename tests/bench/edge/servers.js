// @ts-check
/** The product's own servers, on Node and Deno, as a user starts them. */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageDirectory } from "../../pkg-directory.js";
import * as runtimes from "../../runtimes/paths.js";
import { configuration } from "./contenders.js";

/** @typedef {import("./workerd.js").Server} Server */

const denoFlags = ["run", "--quiet", "--no-prompt", "--allow-net", "--allow-env", "--allow-read", "--allow-write"];
const cli = join(packageDirectory, "cli.cjs");

/** @type {Record<string, string[]>} */
export const commands = {
  node24: [runtimes.node24, cli],
  // Not the file that npm links: on some machines it starts Deno from Node, and would be measured in its place.
  deno: [
    runtimes.runtimesRequire("deno/install_api.cjs").runInstall(),
    ...denoFlags,
    join(packageDirectory, "deno.js"),
  ],
};

/**
 * @param {string[]} command
 * @param {string} folder for its files
 * @param {Record<string, string>} env
 * @returns {Promise<Server>}
 */
export async function serve([program, ...args], folder, env) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "webhooks.yaml"), configuration);
  const flags = ["--config", "webhooks.yaml", "--data", "inbox", "--port", "0"];
  const child = spawn(program, [...args, "webhook", "serve", ...flags], {
    ...{ cwd: folder, env: { PATH: process.env.PATH, HOME: folder, ...env } },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const port = await new Promise((resolve, reject) => {
    let said = "";
    child.once("error", reject);
    child.once("close", (status) => reject(new Error(`${program} ended with ${status}: ${said}`)));
    child.stderr.on("data", (text) => {
      said += text;
      const [, port] = /^listening on .*:(\d+)$/m.exec(said) ?? [];
      if (port) resolve(port);
    });
  });
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return { pid: Number(child.pid), port: Number(port), stop };
}
