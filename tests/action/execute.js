// @ts-check
/** One process of an action: what it prints, line by line, and how it ended. No rules of GitHub's, but how a job is cancelled. */
import { spawn } from "node:child_process";
import { LineReader } from "./commands.js";

/**
 * @typedef {object} How
 * @property {string} workspace
 * @property {Record<string, string>} env all of it
 * @property {(line: string) => void} take is given every line, in the order in which they came
 * @property {number} [timeoutMilliseconds]
 * @property {AbortSignal} [cancel]
 *
 * @typedef {object} Ended
 * @property {number | null} status
 * @property {NodeJS.Signals | null} signal
 * @property {string} stdout
 * @property {string} stderr
 * @property {string} log both, in the order in which they came
 */

/**
 * @param {string[]} command
 * @param {How} how
 * @returns {Promise<Ended>}
 */
export function execute([program, ...args], how) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: how.workspace, env: how.env, stdio: ["ignore", "pipe", "pipe"] });
    const text = { stdout: "", stderr: "", log: "" };
    for (const name of /** @type {const} */ (["stdout", "stderr"])) {
      const lines = new LineReader();
      child[name].setEncoding("utf8").on("data", (/** @type {string} */ part) => {
        text[name] += part;
        text.log += part;
        lines.push(part).forEach(how.take);
      });
      child[name].on("end", () => lines.end().forEach(how.take));
    }
    const unwatch = watch(child, how);
    child.on("error", (error) => {
      unwatch();
      reject(error);
    });
    child.on("close", (status, signal) => {
      unwatch();
      resolve({ status, signal, ...text });
    });
  });
}

/**
 * Ends the process when its time is over, or as the runner does when the job is cancelled
 * (https://github.com/actions/runner/blob/main/src/Runner.Sdk/ProcessInvoker.cs).
 * @param {import("node:child_process").ChildProcess} child
 * @param {How} how
 */
function watch(child, { timeoutMilliseconds = 60_000, cancel }) {
  const timers = [setTimeout(() => child.kill("SIGKILL"), timeoutMilliseconds)];
  const onCancel = () => {
    child.kill("SIGINT");
    timers.push(
      setTimeout(() => child.kill("SIGTERM"), 7500),
      setTimeout(() => child.kill("SIGKILL"), 10_000),
    );
  };
  cancel?.addEventListener("abort", onCancel);
  return () => {
    for (const timer of timers) clearTimeout(timer);
    cancel?.removeEventListener("abort", onCancel);
  };
}
