// @ts-check
/** A server of tests/edge/serve.js as a process of its own, and sockets that say to it what no honest client would. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import { fileURLToPath } from "node:url";
import { packageUrl, programs } from "../network/legs.js";

const script = fileURLToPath(new URL("./serve.js", import.meta.url));

/**
 * @param {import("../network/legs.js").Program} program
 * @param {string} folder
 * @param {number} [port]
 */
export async function startServer(program, folder, port = 0) {
  const [command, ...flags] = programs[program];
  const write = program === "deno" ? ["--allow-write"] : [];
  const child = spawn(command, [...flags, ...write, script, packageUrl, folder, `${port}`], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (output.stderr += text));
  const ended = once(child, "close").then(([status]) => status);
  while (!/listening on \S+\n/.test(output.stderr)) {
    const status = await Promise.race([ended, once(child.stderr, "data").then(() => null)]);
    if (status !== null) throw new Error(`the server ended with ${status}: ${output.stderr}`);
  }
  const url = /listening on (\S+)\n/.exec(output.stderr)?.[1] ?? "";
  return { url, port: Number(new URL(url).port), child, output, ended };
}

/** A connection on which text is sent as it is. @param {number} port */
export async function connect(port) {
  const socket = net.connect(port, "127.0.0.1");
  const seen = { text: "", closed: false };
  socket.setEncoding("latin1").on("data", (text) => (seen.text += text));
  socket.on("error", () => {});
  const closed = new Promise((resolve) => void socket.on("close", () => resolve((seen.closed = true))));
  await once(socket, "connect");
  return {
    socket,
    seen,
    closed,
    until: (/** @type {RegExp} */ pattern) => until(() => pattern.test(seen.text) || seen.closed),
  };
}

/** @param {() => unknown} good */
export async function until(good) {
  while (!(await good())) await new Promise((resolve) => setTimeout(resolve, 20));
}
