// @ts-check
/**
 * The stores of a server: both do the same, keep what they said they kept whatever the crash, and let one process in. The
 * journal runs here, SQLite in the runtimes that bring it.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { keys, runs } from "./edge/stores.js";
import { packageUrl, programs, runCommand } from "./network/legs.js";

/** @typedef {import("./network/legs.js").Program} Program */

const { openJournal } = await import(`${packageUrl}/store-journal-node.js`);
const script = fileURLToPath(new URL("./edge/stores.js", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "dagster-deploy-stores-"));
after(() => rmSync(scratch, { recursive: true }));

const newFolder = () => mkdtempSync(join(scratch, "store-"));
/** @param {string} folder */
const journal = (folder) => join(folder, "inbox.journal");

/** @param {Program} program @param {string} kind @param {string} folder @param {string} run */
function command(program, kind, folder, run) {
  const [name, ...flags] = programs[program];
  return [name, ...flags, ...(program === "deno" ? ["--allow-write"] : []), script, packageUrl, kind, folder, run];
}

const rows = [["k/1", "one"], ["k/2", "zwei"], [keys.three, "three"], [keys.four, "four"]];
const kept = {
  all: rows,
  some: rows.slice(0, 2),
  none: [[], [], []],
  loaded: ["one", null, null],
  other: [["k/1", "of b"]],
  alarms: [["a", 8], ["c", 2.5]],
};

test("the journal keeps rows in the order of their UTF-8 bytes, whole saves only, and alarms", () => {
  const folder = newFolder();
  const seen = runs.contract(() => openJournal(folder));
  assert.deepEqual(seen, { before: kept, after: kept, failed: true });
});

for (const program of /** @type {Program[]} */ (["node24", "deno", "bun"])) {
  test(`SQLite on ${program} keeps the same`, async () => {
    const [name, ...args] = command(program, "sqlite", newFolder(), "contract");
    const { stdout, stderr } = await runCommand(name, args);
    assert.deepEqual(JSON.parse(stdout || "null"), { before: kept, after: kept, failed: true }, stderr);
  });
}

/** A journal of three saves, and where its last line begins. */
function threeSaves() {
  const folder = newFolder();
  const store = openJournal(folder);
  store.save("a", [["1", "first"]], 1);
  store.save("b", [["2", "zweite ü"]], null);
  const { size } = statSync(journal(folder));
  store.save("a", [["3", "third"], ["1", null]], 3);
  store.close();
  return { folder, lastLine: size, size: statSync(journal(folder)).size };
}

/** What is there, and that more can be added. @param {string} folder */
function reopened(folder) {
  const store = openJournal(folder);
  const seen = [store.list("a", ""), store.list("b", ""), store.alarms()];
  store.save("c", [["later", "x"]], null);
  store.close();
  const again = openJournal(folder);
  assert.deepEqual([again.list("a", ""), again.list("b", ""), again.alarms()], seen);
  assert.equal(again.load("c", "later"), "x");
  again.close();
  return seen;
}

const withoutLast = [[["1", "first"]], [["2", "zweite ü"]], [["a", 1]]];
const withLast = [[["3", "third"]], [["2", "zweite ü"]], [["a", 3]]];

test("a last line that is cut off anywhere is dropped, and what comes later is kept", () => {
  const { folder, lastLine, size } = threeSaves();
  for (let cut = lastLine; cut <= size; cut++) {
    const copy = newFolder();
    copyFileSync(journal(folder), journal(copy));
    truncateSync(journal(copy), cut);
    assert.deepEqual(reopened(copy), cut === size ? withLast : withoutLast, `cut at ${cut} of ${size}`);
  }
});

test("a last line of which the disk has other bytes is dropped", () => {
  const { folder, lastLine, size } = threeSaves();
  const bytes = readFileSync(journal(folder));
  for (let at = lastLine; at < size; at++) {
    const copy = newFolder();
    writeFileSync(journal(copy), Buffer.from(bytes).fill(0, at));
    assert.deepEqual(reopened(copy), withoutLast, `zeros from ${at}`);
  }
});

test("a new journal that was cut off in its first line begins anew", () => {
  const { folder } = threeSaves();
  for (const cut of [0, 1, 20]) {
    truncateSync(journal(folder), cut);
    assert.deepEqual(reopened(folder), [[], [], []]);
  }
});

test("any other line that is broken is an error that names it", () => {
  const { folder, lastLine } = threeSaves();
  const bytes = readFileSync(journal(folder));
  bytes[lastLine - 5] ^= 1;
  writeFileSync(journal(folder), bytes);
  assert.throws(() => openJournal(folder), { code: "ERR_STORE", message: `${journal(folder)}: line 3 is broken` });
  assert.deepEqual(readFileSync(journal(folder)), bytes, "it is left as it was");
});

test("a journal of a newer version is not touched", () => {
  const folder = newFolder();
  // The checksum of {"journal":2}, and of the line after it.
  writeFileSync(journal(folder), `${checksummed('{"journal":2}')}${checksummed('{"new":true}')}`);
  assert.throws(() => openJournal(folder), /a newer version of dagster-deploy has written it/);
});

/** @param {string} json */
function checksummed(json) {
  return `${createHash("sha256").update(json).digest("hex").slice(0, 16)} ${json}\n`;
}

test("a journal of which more than half is dead is written anew, at start and while it grows", () => {
  const folder = newFolder();
  const store = openJournal(folder);
  store.save("kept", [["k", "v"]], 5);
  for (let round = 0; round < 50; round++) store.save("a", [["1", `${round}`.padEnd(100)]], round);
  store.close();
  const before = statSync(journal(folder)).size;
  writeFileSync(`${journal(folder)}.new`, "what a crash has left");
  const compacted = openJournal(folder, 2000);
  assert.ok(statSync(journal(folder)).size < before / 10);
  for (let round = 0; round < 500; round++) compacted.save("a", [["1", `${round}`.padEnd(100)]], round);
  assert.ok(statSync(journal(folder)).size < 4000);
  compacted.close();
  const again = openJournal(folder);
  assert.deepEqual([again.load("kept", "k"), again.load("a", "1").trim()], ["v", "499"]);
  assert.deepEqual(again.alarms(), [["kept", 5], ["a", 499]]);
  again.close();
  assert.ok(!existsSync(`${journal(folder)}.new`));
});

test("what keeps a journal from being written anew fails no save", () => {
  const folder = newFolder();
  const store = openJournal(folder, 2000);
  mkdirSync(join(folder, "inbox.journal.new"));
  const grow = () => {
    for (let round = 0; round < 100; round++) store.save("a", [["1", `${round}`.padEnd(100)]], round);
  };
  grow();
  assert.ok(statSync(journal(folder)).size > 10_000, "nothing was in the way");
  rmSync(join(folder, "inbox.journal.new"), { recursive: true });
  grow();
  grow();
  assert.ok(statSync(journal(folder)).size < 10_000);
  store.close();
});

test("a save for which the disk has no room fails whole, and the next that fits is kept", async (context) => {
  if (process.platform === "win32") return context.skip("sets no limits");
  const folder = newFolder();
  const line = ["ulimit -f 40; exec", ...command("node", "journal", folder, "fill")].join(" ");
  const { stdout, stderr } = await runCommand("sh", ["-c", line]);
  const { saves, failed } = JSON.parse(stdout || "null") ?? assert.fail(stderr);
  assert.match(failed, /EFBIG/);
  const store = openJournal(folder);
  assert.equal(store.list("a", "").length, saves + 1);
  store.close();
});

for (const [kind, program] of /** @type {[string, Program][]} */ ([
  ["journal", "node"],
  ["journal", "bun"],
  ["sqlite", "node24"],
  ["sqlite", "deno"],
  ["sqlite", "bun"],
])) {
  test(`one process at a time uses a folder: ${kind} on ${program}`, async (context) => {
    const folder = newFolder();
    const [name, ...args] = command(program, kind, folder, "hold");
    const holder = spawn(name, args, { stdio: ["ignore", "pipe", "inherit"] });
    context.after(() => holder.kill("SIGKILL"));
    await once(holder.stdout, "data");
    const [second, ...itsArgs] = command(program, kind, folder, "contract");
    const refused = await runCommand(second, itsArgs);
    assert.match(refused.stderr, /cannot use \S+: process (\d+) uses it/);
    const [, id] = /process (\d+) uses it/.exec(refused.stderr) ?? [];
    process.kill(Number(id), "SIGKILL"); // the runtime itself: its launcher has another id
    await once(holder, "close");
    const { stdout, stderr } = await runCommand(second, itsArgs);
    assert.deepEqual(JSON.parse(stdout || "null")?.failed, true, stderr);
  });
}

test("a lock is stale if another process has its process's id by now", (context) => {
  if (process.platform !== "linux") return context.skip("nothing tells when a process began");
  const folder = newFolder();
  for (const stale of [`${process.pid} 1\n`, `${process.ppid} 1\n`, "", "nonsense"]) {
    writeFileSync(join(folder, "inbox.pid"), stale);
    openJournal(folder).close();
  }
  writeFileSync(join(folder, "inbox.pid"), `${process.ppid} \n`);
  assert.throws(() => openJournal(folder), { message: `cannot use ${folder}: process ${process.ppid} uses it` });
});

test("SQLite on node24 survives a log that is cut off anywhere in its last save", async (context) => {
  const folder = newFolder();
  const [name, ...args] = command("node24", "sqlite", folder, "hold");
  const holder = spawn(name, args, { stdio: ["ignore", "pipe", "inherit"] });
  context.after(() => holder.kill("SIGKILL"));
  await once(holder.stdout, "data");
  const crashed = newFolder();
  cpSync(folder, crashed, { recursive: true });
  const log = join(crashed, "inbox.sqlite-wal");
  const { size } = statSync(log);
  for (const missing of [1, 23, 24, 25, 2000, 4095, 4096, 4097, 4120, 4121]) {
    const copy = newFolder();
    cpSync(crashed, copy, { recursive: true });
    truncateSync(join(copy, "inbox.sqlite-wal"), size - missing);
    const [second, ...itsArgs] = command("node24", "sqlite", copy, "contract");
    const { stdout, stderr } = await runCommand(second, itsArgs);
    assert.deepEqual(JSON.parse(stdout || "null")?.after, kept, stderr);
  }
});

test("a folder keeps the store that it has", async () => {
  const folder = newFolder();
  openJournal(folder).close();
  const open = "const { openStore } = await import(process.argv[1]); (await openStore(process.argv[2])).close();";
  const flags = ["--input-type=module", "--eval", open, `${packageUrl}/store-node.js`];
  await runCommand(programs.node24[0], [...flags, folder]);
  assert.ok(!existsSync(join(folder, "inbox.sqlite")));
  const fresh = join(newFolder(), "made", "by it");
  assert.equal((await runCommand(programs.node24[0], [...flags, fresh])).stderr, "");
  assert.ok(existsSync(join(fresh, "inbox.sqlite")));
  const { stderr } = await runCommand(programs.node[0], [...flags, fresh]);
  if (!/^v20\./.test(process.version)) return;
  assert.match(stderr, /it holds a SQLite file, and this runtime has no node:sqlite/);
});
