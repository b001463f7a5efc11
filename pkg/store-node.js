// @ts-check
/** Which store a folder gets, on Node, Bun and Deno: the one that it has, else SQLite where the runtime brings it. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { coded } from "./core.js";
import { journalFile, openJournal } from "./store-journal-node.js";

/** @typedef {import("./server.js").Store} Store */

/**
 * @param {string} folder made if it is not there
 * @returns {Promise<Store>}
 */
export async function openStore(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(join(folder, journalFile))) return openJournal(folder);
  const sqlite = await importSqlite();
  if (sqlite) return sqlite.openSqlite(folder);
  if (existsSync(join(folder, "inbox.sqlite"))) {
    throw coded("ERR_STORE", `cannot use ${folder}: it holds a SQLite file, and this runtime has no node:sqlite`);
  }
  return openJournal(folder);
}

async function importSqlite() {
  try {
    return await import("./store-sqlite-node.js");
  } catch (error) {
    if (/node:sqlite/.test(/** @type {Error} */ (error).message)) return undefined;
    throw error;
  }
}
