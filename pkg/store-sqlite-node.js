// @ts-check
/**
 * A store in a file of SQLite, where the runtime brings it (`node:sqlite`): Node from 22.13 on, Deno. SQLite's own lock,
 * which the system takes back from a process that has died, keeps a second process out.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pid } from "node:process";
import { DatabaseSync } from "node:sqlite";
import { inUse, newer } from "./lock-node.js";

/** @typedef {import("./server.js").Store} Store */

const sqliteFile = "inbox.sqlite";
/** Only says who it is: a message for people. */
const ownerFile = "inbox.pid";
/** The number of the tables' shape, in SQLite's `user_version`. */
const VERSION = 1;

/** The lock is taken by the first transaction, and then kept; with it, WAL needs no memory shared between processes. */
const settings = `
  PRAGMA busy_timeout = 1000;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  BEGIN EXCLUSIVE;
  COMMIT;
`;

const tables = `
  CREATE TABLE IF NOT EXISTS rows (object TEXT, key TEXT, text TEXT, PRIMARY KEY (object, key)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS alarms (object TEXT PRIMARY KEY, time REAL) WITHOUT ROWID;
  PRAGMA user_version = ${VERSION};
`;

/**
 * @param {string} folder
 * @returns {Store}
 */
export function openSqlite(folder) {
  const database = new DatabaseSync(join(folder, sqliteFile));
  try {
    own(database, folder);
    const version = Number(database.prepare("PRAGMA user_version").get()?.user_version);
    if (version > VERSION) throw newer(folder);
    database.exec(tables);
    return storeIn(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Takes the lock, which is kept until the database is closed.
 * @param {DatabaseSync} database
 * @param {string} folder
 */
function own(database, folder) {
  const owner = join(folder, ownerFile);
  try {
    database.exec(settings);
  } catch (error) {
    if (!/locked/.test(/** @type {Error} */ (error).message)) throw error;
    throw inUse(folder, owner);
  }
  writeFileSync(owner, `${pid}\n`);
}

/**
 * @param {DatabaseSync} database
 * @returns {Store}
 */
function storeIn(database) {
  const load = database.prepare("SELECT text FROM rows WHERE object = ? AND key = ?");
  const list = database.prepare("SELECT key, text FROM rows WHERE object = ? AND key >= ? ORDER BY key");
  const put = database.prepare("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)");
  const remove = database.prepare("DELETE FROM rows WHERE object = ? AND key = ?");
  const alarms = database.prepare("SELECT object, time FROM alarms");
  const setAlarm = database.prepare("INSERT OR REPLACE INTO alarms VALUES (?, ?)");
  const removeAlarm = database.prepare("DELETE FROM alarms WHERE object = ?");

  return {
    load: (object, key) => /** @type {string | undefined} */ (load.get(object, key)?.text),
    list: (object, prefix) => beginning(prefix, list.iterate(object, prefix)),
    save(object, rows, alarm) {
      database.exec("BEGIN IMMEDIATE");
      try {
        for (const [key, text] of rows) {
          if (text === null) remove.run(object, key);
          else put.run(object, key, text);
        }
        if (alarm === null) removeAlarm.run(object);
        else setAlarm.run(object, alarm);
        database.exec("COMMIT");
      } catch (error) {
        rollBack(database);
        throw error;
      }
    },
    alarms: () => alarms.all().map(({ object, time }) => [String(object), Number(time)]),
    close: () => database.close(),
  };
}

/**
 * Those that begin with the prefix stand together at the beginning.
 * @param {string} prefix
 * @param {Iterable<Record<string, unknown>>} rows
 */
function beginning(prefix, rows) {
  /** @type {[string, string][]} */
  const found = [];
  for (const row of rows) {
    const [key, text] = [String(row.key), String(row.text)];
    if (!key.startsWith(prefix)) break;
    found.push([key, text]);
  }
  return found;
}

/** Some errors have ended the transaction already. @param {DatabaseSync} database */
function rollBack(database) {
  try {
    database.exec("ROLLBACK");
  } catch {
    // Then there is nothing to take back.
  }
}
