// @ts-check
/**
 * Runs the store of a server in Node, Bun or Deno: `stores.js PACKAGE_URL FOLDER contract|hold|race|fill`. Each run prints
 * what it saw.
 */
import { once } from "node:events";
import { argv, pid, stdin } from "node:process";

/** @typedef {import("../../js/edge/server.js").Store} Store */
/** @typedef {() => Promise<Store>} Open */

/** @type {Record<string, (open: Open) => Promise<unknown>>} */
const runs = { contract, hold, race, fill };

/** U+FFFF comes before U+10000 in UTF-8, and after it in UTF-16. */
export const keys = { three: "\uffff", four: "\u{10000}" };

/** @param {Open} open */
async function contract(open) {
  const store = await open();
  store.save(
    "a",
    [
      ["k/2", "two"],
      ["k/1", "one"],
      [keys.four, "four"],
      [keys.three, "three"],
      ["kk", ""],
    ],
    7,
  );
  store.save(
    "a",
    [
      ["k/2", "zwei"],
      ["kk", null],
      ["none", null],
    ],
    8,
  );
  store.save("b", [["k/1", "of b"]], null);
  store.save("c", [], 2.5);
  store.save("d", [["x", "y"]], 1);
  store.save("d", [["x", null]], null);
  const failed = failure(() =>
    store.save(
      "b",
      [
        ["k/0", "lost"],
        ["k/9", /** @type {any} */ (Symbol("unsaveable"))],
      ],
      9,
    ),
  );
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
  again = await open();
  const after = seen();
  again.close();
  return { before, after, failed: failed !== undefined };
}

/** Opens the store and keeps it until the process is killed. @param {Open} open */
async function hold(open) {
  const store = await open();
  store.save("held", [["k", "v"]], null);
  console.log(pid);
  await new Promise(() => void setInterval(() => store.load("held", "k"), 1000));
}

/** Reads a time, opens the store at exactly that, and keeps it until the process is killed. @param {Open} open */
async function race(open) {
  console.log(pid);
  const [time] = await once(stdin, "data");
  while (Date.now() < Number(time));
  const store = await open().catch((error) => error);
  console.log(store.code ?? "owner");
  await new Promise(() => void setInterval(() => store.load?.("held", "k"), 1000));
}

/** Saves until the system allows no more, and counts the saves before. @param {Open} open */
async function fill(open) {
  const store = await open();
  let saves = 0;
  const failed = failure(() => {
    for (; saves < 1000; saves++)
      store.save(
        "a",
        [
          [`${saves}`, "x".repeat(1000)],
          [`${saves}/more`, "y"],
        ],
        saves,
      );
  });
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

const [packageUrl, folder, run] = argv.slice(2);
if (run) {
  const { openStore } = await import(`${packageUrl}/edge/store-node.js`);
  console.log(JSON.stringify((await runs[run](() => openStore(folder))) ?? null));
}
