// @ts-check
/** What parity prints: a table per kind of case, the rules that were needed, and everything that should not be. */
import { anything } from "./judge.js";

/** @typedef {import("./judge.js").Verdict} Verdict */
/** @typedef {import("./judge.js").Difference} Difference */

/**
 * @param {Verdict[]} verdicts
 * @param {string[]} stale names of rules
 * @param {string[]} left the command of each case that is not in scope
 * @param {Difference[]} differences
 * @returns {boolean} whether all is well
 */
export function report(verdicts, stale, left, differences) {
  const bad = verdicts.filter(({ fields }) => fields.length > 0);
  for (const verdict of bad) console.log(`${describe(verdict)}\n`);
  console.log(table(verdicts));
  console.log(`\ndifferences on purpose:\n${needed(verdicts, differences)}`);
  if (left.length > 0) console.log(`\nnot in scope yet: ${counted(left)}`);
  for (const name of stale) console.log(`stale: nothing differs any more by the rule "${name}"`);
  const ok = bad.length === 0 && stale.length === 0;
  console.log(
    ok ? "\nparity holds" : `\nparity FAILS: ${bad.length} unlisted differences, ${stale.length} stale rules`,
  );
  return ok;
}

/** @param {Verdict} verdict */
function describe({ name, fields, rules, want, got }) {
  const lines = fields.map(
    (field) => `  ${field}\n    expected ${shown(want[field])}\n    got      ${shown(got[field])}`,
  );
  const by = rules.length > 0 ? ` (after ${rules.map((rule) => `"${rule}"`).join(", ")})` : "";
  return [`UNLISTED ${name}${by}`, ...lines].join("\n");
}

/** @param {unknown} value */
const shown = (value) => (value === anything ? "anything" : JSON.stringify(value).slice(0, 1500));

/** @param {Verdict[]} verdicts */
function table(verdicts) {
  const kinds = [...new Set(verdicts.map(({ kind }) => kind))].sort();
  const rows = [...kinds, "all"].map((kind) => {
    const here = kind === "all" ? verdicts : verdicts.filter((verdict) => verdict.kind === kind);
    const bad = here.filter(({ fields }) => fields.length > 0).length;
    const listed = here.filter(({ fields, rules }) => fields.length === 0 && rules.length > 0).length;
    return [kind, here.length, here.length - bad - listed, listed, bad];
  });
  return [["kind", "cases", "equal", "listed", "unlisted"], ...rows]
    .map(([kind, ...counts]) => String(kind).padEnd(14) + counts.map((count) => String(count).padStart(9)).join(""))
    .join("\n");
}

/** @param {Verdict[]} verdicts @param {Difference[]} differences */
function needed(verdicts, differences) {
  const counts = differences.map(({ name, reason }) => {
    return { name, reason, count: verdicts.filter(({ rules }) => rules.includes(name)).length };
  });
  const idle = counts.filter(({ count }) => count === 0).length;
  const lines = counts
    .filter(({ count }) => count > 0)
    .map(({ name, reason, count }) => `${String(count).padStart(4)}  ${name}: ${reason}`);
  return [...lines, `      and ${idle} rules that no case here has to do with`].join("\n");
}

/** @param {string[]} names */
function counted(names) {
  const kinds = [...new Set(names)].sort();
  return kinds.map((kind) => `${kind} ${names.filter((name) => name === kind).length}`).join(", ");
}
