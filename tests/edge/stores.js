// @ts-check
/**
 * What every store of a server must do, and a process that holds one:
 * `stores.js PACKAGE_URL sqlite|journal FOLDER contract|hold|fill`, in Node, Bun or Deno.
 */
import { argv } from "node:process";

/** @typedef {import("../../js/server.js").Store} Store */

/** @type {Record<string, (open: () => Store) => unknown>} each returns what it saw */
export const runs = { contract, hold, fill };

/** U+FFFF comes before U+10000 in UTF-8, and after it in UTF-16. */
export const keys = { three: "\uffff", four: "\u{10000}" };

/** @param {() => Store} open */
function contract(open) {
  const store = open();
  store.save("a", [["k/2", "two"], ["k/1", "one"], [keys.four, "four"], [keys.three, "three"], ["kk", ""]], 7);
  store.save("a", [["k/2", "zwei"], ["kk", null], ["none", null]], 8);
  store.save("b", [["k/1", "of b"]], null);
  store.save("c", [], 2.5);
  store.save("d", [["x", "y"]], 1);
  store.save("d", [["x", null]], null);
  const failed = failure(() => store.save("b", [["k/0", "lost"], ["k/9", /** @type {any} */ (unsaveable)]], 9));
  const seen = () => ({
    all: again.list("a", ""),
    some: again.list("a", "k/"),
    none: [again.list("a", "l"), again.list("z", ""), again.list("d", "")],
    loaded: [again.load("a", "k/1"), again.load("a", "kk") ?? null, again.load("z", "k/1") ?? null],
    other: again.list("b", ""),
    alarms: again.alarms().sort(),
  });
  let again = store;
  const before = seen();
  store.close();
  again = open();
  const after = seen();
  again.close();
  return { before, after, failed: failed !== undefined };
}

/** No store can keep it. */
const unsaveable = {
  toJSON() {
    throw new Error("cannot be saved");
  },
};

/** @param {() => Store} open */
async function hold(open) {
  const store = open();
  store.save("held", [["k", "v"]], null);
  console.log("open");
  await new Promise(() => void setInterval(() => store.load("held", "k"), 1000));
}

/** Saves until the system allows no more, and says how often it could. @param {() => Store} open */
function fill(open) {
  const store = open();
  let saves = 0;
  /** @param {number} size */
  const save = (size) => store.save("a", [[`${saves}`, "x".repeat(size)]], null);
  const failed = failure(() => {
    for (; saves < 1000; saves++) save(1000);
  });
  save(1); // what is small still fits
  store.close();
  return { saves, failed: String(failed) };
}

/** @param {() => void} work */
function failure(work) {
  try {
    work();
  } catch (error) {
    return error;
  }
}

const [packageUrl, kind, folder, run] = argv.slice(2);
if (run) {
  const { openSqlite, openJournal } = await import(`${packageUrl}/store-${kind}-node.js`);
  console.log(JSON.stringify(await runs[run](() => (openSqlite ?? openJournal)(folder))));
}
