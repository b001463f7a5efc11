// @ts-check
/**
 * A store in a file that is only added to, for runtimes without SQLite (Node 20): one line per save, on the disk before
 * the save returns. All rows are in memory, too. A crash can break the last line only, which nobody was told of: it is
 * dropped. Any other line that is broken was once whole: the disk is at fault, and a person has to look at it.
 *
 * A line is a checksum, a space, and JSON: of the first line `{"journal":1}`, of the others what was saved.
 */
import { createHash } from "node:crypto";
import { closeSync, fdatasyncSync, fsyncSync, ftruncateSync, openSync, readFileSync } from "node:fs";
import { renameSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { coded } from "./core.js";
import { lockFolder, newer } from "./lock-node.js";

/** @typedef {import("./server.js").Store} Store */
/** @typedef {{ rows: Map<string, string>, alarm: number | null }} Kept */
/** @typedef {{ object: string, rows: [string, string | null][], alarm: number | null }} Save */

export const journalFile = "inbox.journal";
const VERSION = 1;
/** A journal that is shorter is not worth compacting. */
const SHORT = 16 << 20;

/**
 * @param {string} folder
 * @param {number} [short]
 * @returns {Store}
 */
export function openJournal(folder, short = SHORT) {
  const unlock = lockFolder(folder);
  try {
    return new Journal(folder, short, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** @implements {Store} */
class Journal {
  /** @type {Map<string, Kept>} */
  objects = new Map();
  /** The bytes of the file that are whole lines. */
  size = 0;
  /** When it is looked whether the file can be shorter. */
  compactAt = 0;
  /** @type {Error | undefined} why nothing can be saved any more */
  broken;

  /**
   * @param {string} folder
   * @param {number} short
   * @param {() => void} unlock
   */
  constructor(folder, short, unlock) {
    this.folder = folder;
    this.path = join(folder, journalFile);
    this.short = short;
    this.unlock = unlock;
    this.file = openSync(this.path, "a+", 0o600);
    try {
      this.read();
      if (this.size === 0) this.append(line({ journal: VERSION }));
      this.compact(0);
      syncFolder(folder);
    } catch (error) {
      closeSync(this.file);
      throw error;
    }
  }

  /** @type {Store["load"]} */
  load(object, key) {
    return this.objects.get(object)?.rows.get(key);
  }

  /** @type {Store["list"]} */
  list(object, prefix) {
    const rows = [...(this.objects.get(object)?.rows ?? [])].filter(([key]) => key.startsWith(prefix));
    return rows.sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  }

  /** @type {Store["alarms"]} */
  alarms() {
    return [...this.objects].flatMap(([object, { alarm }]) => (alarm === null ? [] : [[object, alarm]]));
  }

  /** @type {Store["save"]} */
  save(object, rows, alarm) {
    if (this.broken) throw this.broken;
    const save = { object, rows, alarm };
    this.append(line(save));
    this.apply(save);
    if (this.size > this.compactAt) this.compact(this.short);
  }

  close() {
    this.broken ??= coded("ERR_STORE", `${this.path} is closed`);
    closeSync(this.file);
    this.unlock();
  }

  /** Takes what the file says, and cuts off a last line that is broken. */
  read() {
    const bytes = readFileSync(this.file);
    for (let number = 1; this.size < bytes.length; number++) {
      const end = bytes.indexOf(10, this.size);
      const said = end < 0 ? undefined : whole(bytes.toString("utf8", this.size, end));
      const isLast = end < 0 || end === bytes.length - 1;
      if (said === undefined && !isLast) throw coded("ERR_STORE", `${this.path}: line ${number} is broken`);
      if (said === undefined) break;
      if (number === 1) this.checkVersion(said.journal);
      else this.apply(said);
      this.size = end + 1;
    }
    if (this.size < bytes.length) ftruncateSync(this.file, this.size);
  }

  /** @param {unknown} version */
  checkVersion(version) {
    if (version !== VERSION) throw newer(this.folder);
  }

  /** @param {Save} save */
  apply({ object, rows, alarm }) {
    const kept = this.objects.get(object) ?? { rows: new Map(), alarm };
    for (const [key, text] of rows) {
      if (text === null) kept.rows.delete(key);
      else kept.rows.set(key, text);
    }
    kept.alarm = alarm;
    if (kept.rows.size > 0 || alarm !== null) this.objects.set(object, kept);
    else this.objects.delete(object);
  }

  /**
   * Adds a line, or none of it. After a failed sync nobody knows what is on the disk: then nothing is saved any more.
   * @param {string} text
   */
  append(text) {
    const bytes = Buffer.from(text);
    try {
      writeAll(this.file, bytes);
      fdatasyncSync(this.file);
      this.size += bytes.length;
    } catch (error) {
      this.broken = /** @type {Error} */ (error);
      if (/** @type {NodeJS.ErrnoException} */ (error).syscall === "write") this.takeBack();
      throw error;
    }
  }

  /** The disk may be full for a while only: without the piece that was written, the next save can try again. */
  takeBack() {
    try {
      ftruncateSync(this.file, this.size);
      this.broken = undefined;
    } catch {
      // The error of the write says more.
    }
  }

  /**
   * Writes the file anew if more than half of it is of no use any more.
   * @param {number} short files up to this size stay as they are
   */
  compact(short) {
    const lines = [...this.objects].map(([object, { rows, alarm }]) => line({ object, rows: [...rows], alarm }));
    const bytes = Buffer.from([line({ journal: VERSION }), ...lines].join(""));
    const file = this.size > short && bytes.length * 2 < this.size ? this.written(bytes) : undefined;
    if (file !== undefined) this.replace(file, bytes.length);
    this.compactAt = Math.max(this.short, this.size * 2);
  }

  /**
   * The new file, under the name of the old one. Where there is no room for it the old one is as good, only longer: what
   * was saved is saved.
   * @param {Buffer} bytes
   * @returns {number | undefined}
   */
  written(bytes) {
    /** @type {number | undefined} */
    let file;
    try {
      const unfinished = `${this.path}.new`;
      writeFileSync(unfinished, "", { mode: 0o600 });
      file = openSync(unfinished, "a+");
      writeAll(file, bytes);
      fsyncSync(file);
      renameSync(unfinished, this.path);
      return file;
    } catch {
      if (file !== undefined) closeSync(file);
      return undefined;
    }
  }

  /**
   * @param {number} file
   * @param {number} size
   */
  replace(file, size) {
    closeSync(this.file);
    this.file = file;
    this.size = size;
    try {
      syncFolder(this.folder);
    } catch (error) {
      this.broken = /** @type {Error} */ (error); // after a crash the name may be that of the old file
      throw error;
    }
  }
}

/** @param {object} what */
function line(what) {
  const json = JSON.stringify(what);
  return `${checksum(json)} ${json}\n`;
}

/**
 * What a line says, if all of it is there.
 * @param {string} text
 */
function whole(text) {
  const json = text.slice(17);
  return text.slice(0, 17) === `${checksum(json)} ` ? JSON.parse(json) : undefined;
}

/** @param {string} json */
const checksum = (json) => createHash("sha256").update(json).digest("hex").slice(0, 16);

/**
 * @param {number} file
 * @param {Uint8Array} bytes
 */
function writeAll(file, bytes) {
  for (let rest = bytes; rest.length > 0; ) rest = rest.subarray(writeSync(file, rest));
}

/** Makes the names in a folder durable; Windows has no way to ask for it. @param {string} folder */
function syncFolder(folder) {
  try {
    const directory = openSync(folder, "r");
    fsyncSync(directory);
    closeSync(directory);
  } catch (error) {
    if (!["EPERM", "EISDIR", "EACCES"].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? "")) throw error;
  }
}
