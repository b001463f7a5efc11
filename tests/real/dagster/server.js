// @ts-check
/** A real open-source Dagster on loopback, with the project of this folder and a home of its own that is thrown away. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { cleanEnvironment } from "../../network/legs.js";

const project = fileURLToPath(new URL("./project", import.meta.url));
const startSeconds = 180;
// The usual coordinator leaves runs in a queue for another process.
const settings = `telemetry: { enabled: false }
run_coordinator: { module: dagster.core.run_coordinator, class: DefaultRunCoordinator }
`;

/**
 * @param {string} bin where its programs are
 */
export async function startDagster(bin) {
  const home = mkdtempSync(join(tmpdir(), "dagster-deploy-real-"));
  cpSync(project, join(home, "project"), { recursive: true });
  writeFileSync(join(home, "dagster.yaml"), settings);
  const port = String(await freePort());
  const args = ["--host", "127.0.0.1", "--port", port, "--workspace", join(home, "project/workspace.yaml")];
  const env = { ...cleanEnvironment, DAGSTER_HOME: home, PATH: `${bin}${delimiter}${process.env.PATH}` };
  // A group of its own, which ends with it: code servers are its children.
  const child = spawn(join(bin, "dagster-webserver"), args, {
    env,
    cwd: home,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (log = (log + text).slice(-20_000)));
  const ended = once(child, "close");
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode === null && child.pid) process.kill(-child.pid, "SIGTERM");
    const killed = setTimeout(() => child.pid && process.kill(-child.pid, "SIGKILL"), 20_000);
    await ended;
    clearTimeout(killed);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  for (let second = 0; second < startSeconds && child.exitCode === null; second += 1) {
    if (await answers(url)) return { url, stop };
    await sleep(1000);
  }
  await stop();
  throw new Error(`dagster-webserver did not start:\n${log}`);
}

/** @param {string} url */
const answers = (url) =>
  fetch(`${url}/server_info`).then(
    ({ ok }) => ok,
    () => false,
  );

/** @returns {Promise<number>} */
async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => void server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Asks it without any of the program's code.
 * @param {string} url
 * @param {string} query
 * @param {object} [variables]
 * @param {Record<string, string>} [headers]
 */
export async function ask(url, query, variables = {}, headers = {}) {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  const { data, errors } = /** @type {any} */ (await response.json());
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
