// @ts-check
/** The commands about jobs against a real open-source Dagster, and what the vendor's own command line makes of the same. */
import { join } from "node:path";
import { runCommand, runIn } from "../../network/legs.js";
import { packageDirectory } from "../../pkg-directory.js";
import { environment } from "../python.js";
import { checkCommands } from "./commands.js";
import { checkLaunches } from "./launches.js";
import { comparePeer } from "./peer.js";
import { startProxy } from "./proxy.js";
import { checkSchema } from "./schema.js";
import { startDagster } from "./server.js";

/**
 * @typedef {{ status: number | null, stdout: string, stderr: string }} Ended
 * @typedef {object} World
 * @property {string} url of the server
 * @property {import("./proxy.js").Proxy} proxy before it
 * @property {(...args: string[]) => Promise<Ended>} ours runs the program, through the proxy
 * @property {(...args: string[]) => Promise<Ended>} theirs runs dagster-cloud in the same way
 */

const place = (/** @type {string} */ url) => ["--url", url, "--deployment", "prod", "--api-token", "agent:test:none"];

/** @type {import("../report.js").Part} */
export const dagster = {
  name: "dagster",
  async run(check) {
    const bin = await environment("dagster");
    const peer = join(await environment("dagster-cloud"), "dagster-cloud");
    const server = await startDagster(bin);
    const proxy = await startProxy(server.url);
    const ours = (/** @type {string[]} */ ...args) =>
      runIn("node", [join(packageDirectory, "cli.cjs"), ...args, ...place(proxy.url)]);
    const theirs = (/** @type {string[]} */ ...args) =>
      runCommand(peer, [...args, ...place(proxy.url)], { env: { NO_COLOR: "1" } });
    const world = { url: server.url, proxy, ours, theirs };
    try {
      await checkSchema(check, server.url);
      await checkCommands(check, world);
      await checkLaunches(check, world);
      await comparePeer(check, world);
    } finally {
      await proxy.stop();
      await server.stop();
    }
  },
};
