// @ts-check
/** Files and git for host-node.js, which imports this file when one of them is asked for. */
import { closeSync, openSync, readSync } from "node:fs";
import { coded } from "./core.js";

/**
 * Reads by hand and not with readFile, because a pipe or a device does not tell its size.
 * @param {string} path
 * @param {number} maxBytes
 * @returns {Promise<Uint8Array>}
 */
export async function readFile(path, maxBytes) {
  const file = openSync(path, "r");
  try {
    const chunks = [];
    for (let size = 0; ; ) {
      const chunk = new Uint8Array(65536);
      const count = readSync(file, chunk);
      if (count === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, count));
      size += count;
      if (size > maxBytes) throw coded("ERR_FILE_TOO_LARGE", `${path} has more than ${maxBytes} bytes`);
    }
  } finally {
    closeSync(file);
  }
}

/**
 * @param {string[]} args
 * @returns {Promise<import("./host.d.ts").GitReply>}
 */
export async function runGit(args) {
  const { execFile } = await import("node:child_process");
  const options = { encoding: /** @type {const} */ ("buffer"), maxBuffer: 16 << 20, windowsHide: true };
  return new Promise((resolve, reject) => {
    execFile("git", args, options, (error, stdout, stderr) => {
      if (typeof error?.code === "string") reject(error);
      else resolve({ status: error ? (error.code ?? -1) : 0, stdout, stderr });
    });
  });
}
