import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { coded } from "../errors.js";
const storeFile = "inbox.sqlite";
const lockFile = "inbox.lock";
const journalFile = "inbox.journal";
const VERSION = 1;
const lock = `
  PRAGMA busy_timeout = 1000;
  PRAGMA journal_mode = MEMORY;
  BEGIN IMMEDIATE;
`;
const settings = `
  PRAGMA busy_timeout = 1000;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
`;
const tables = `
  CREATE TABLE IF NOT EXISTS rows (object TEXT, key TEXT, text TEXT, PRIMARY KEY (object, key)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS alarms (object TEXT PRIMARY KEY, time REAL) WITHOUT ROWID;
  PRAGMA user_version = ${VERSION};
`;
async function openStore(folder) {
  const { DatabaseSync } = await import("node:sqlite").catch(() => {
    throw coded("ERR_NO_SQLITE", "there is no node:sqlite");
  });
  mkdirSync(folder, { recursive: true, mode: 448 });
  const journal = join(folder, journalFile);
  if (existsSync(journal)) throw coded("ERR_JOURNAL", journal);
  const opened = [];
  const open = (name, sql) => {
    const database = new DatabaseSync(join(folder, name));
    opened.push(database);
    database.exec(sql);
    return database;
  };
  const close = () => opened.splice(0).reverse().forEach((database) => void database.close());
  try {
    open(lockFile, lock);
    const database = open(storeFile, settings);
    checkVersion(database, folder);
    database.exec(tables);
    return { ...storeIn(database), close };
  } catch (error) {
    close();
    if (!/database is locked/.test(
      /** @type {Error} */
      error.message
    )) throw error;
    throw coded("ERR_STORE_IN_USE", `another process uses ${folder}`);
  }
}
function checkVersion(database, folder) {
  const version = Number(database.prepare("PRAGMA user_version").get()?.user_version);
  if (version <= VERSION) return;
  throw coded("ERR_STORE", `cannot use ${folder}: a newer version of dagster-deploy has written it`);
}
function storeIn(database) {
  const load = database.prepare("SELECT text FROM rows WHERE object = ? AND key = ?");
  const list = database.prepare("SELECT key, text FROM rows WHERE object = ? AND key >= ? ORDER BY key");
  const put = database.prepare("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)");
  const remove = database.prepare("DELETE FROM rows WHERE object = ? AND key = ?");
  const alarms = database.prepare("SELECT object, time FROM alarms");
  const setAlarm = database.prepare("INSERT OR REPLACE INTO alarms VALUES (?, ?)");
  const removeAlarm = database.prepare("DELETE FROM alarms WHERE object = ?");
  return {
    load: (object, key) => (
      /** @type {string | undefined} */
      load.get(object, key)?.text
    ),
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
    alarms: () => alarms.all().map(({ object, time }) => [String(object), Number(time)])
  };
}
function beginning(prefix, rows) {
  const found = [];
  for (const row of rows) {
    const [key, text] = [String(row.key), String(row.text)];
    if (!key.startsWith(prefix)) break;
    found.push([key, text]);
  }
  return found;
}
function rollBack(database) {
  try {
    database.exec("ROLLBACK");
  } catch {
  }
}
export {
  openStore
};
