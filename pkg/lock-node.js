// @ts-check
/**
 * Keeps a second process out of a folder, where nothing better does: a file with the id of the process. It outlives a
 * process that is killed, and is then taken over.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kill, pid } from "node:process";
import { coded } from "./core.js";

/** @typedef {NodeJS.ErrnoException} SystemError */

/**
 * @param {string} folder
 * @returns {() => void} gives the folder back
 */
export function lockFolder(folder) {
  const path = join(folder, "inbox.pid");
  const mine = `${pid} ${startOf(pid)}\n`;
  for (let taken = false; !taken; ) {
    taken = create(path, mine);
    if (!taken) takeAway(path, folder);
  }
  // Two processes may have taken over the same stale file: the one that came last has it.
  if (readFileSync(path, "utf8") !== mine) throw inUse(folder, path);
  return () => rmSync(path, { force: true });
}

/**
 * @param {string} path
 * @param {string} text
 * @returns whether it was not there
 */
function create(path, text) {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {SystemError} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes a lock whose process is no more.
 * @param {string} path
 * @param {string} folder
 */
function takeAway(path, folder) {
  const text = readText(path);
  const [, id, start] = /^(\d+) (\d*)\n$/.exec(text) ?? [];
  if (id !== undefined && isThat(Number(id), start)) throw inUse(folder, path);
  const aside = `${path}.${pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (/** @type {SystemError} */ (error).code === "ENOENT") return; // another process was quicker
    throw error;
  }
  rmSync(aside, { force: true });
}

/**
 * Whether the process that wrote its id still runs. Ids are used again, in containers at every start: when its process
 * began tells them apart, where the system says it.
 * @param {number} id
 * @param {string} start
 */
function isThat(id, start) {
  if (id === pid) return false;
  const now = startOf(id);
  if (now !== "" && start !== "") return now === start;
  try {
    kill(id, 0);
    return true;
  } catch (error) {
    return /** @type {SystemError} */ (error).code !== "ESRCH";
  }
}

/** When a process began, in ticks since the system did; empty where that is not known. @param {number} id */
function startOf(id) {
  // The name of the program comes first, in parentheses, and may hold anything.
  return readText(`/proc/${id}/stat`).split(") ").at(-1)?.split(" ")[19] ?? "";
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** @param {string} folder */
export const newer = (folder) =>
  coded("ERR_STORE", `cannot use ${folder}: a newer version of dagster-deploy has written it`);

/**
 * @param {string} folder
 * @param {string} path of the file that says who uses it
 */
export function inUse(folder, path) {
  const [id] = readText(path).trim().split(" ");
  return coded("ERR_STORE", `cannot use ${folder}: process ${id || "of an unknown id"} uses it`);
}
