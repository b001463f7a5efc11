// @ts-check
/** What `npm run corpus` prints: a table of fields by source, the rules that were needed, and what should not be. */
import { isUnlisted } from "./judge.js";

/** @typedef {import("./judge.js").Verdict} Verdict */

/**
 * @param {Verdict[]} verdicts
 * @param {string[]} stale names of rules
 * @param {import("./judge.js").Difference[]} differences
 * @returns {boolean} whether all is well
 */
export function report(verdicts, stale, differences) {
  const bad = verdicts.filter(isUnlisted);
  for (const verdict of bad) console.log(describe(verdict));
  if (bad.length > 0) console.log("");
  console.log(table(verdicts));
  console.log(`\ndifferences on purpose:\n${needed(verdicts, differences)}`);
  for (const name of stale) console.log(`stale: nothing differs any more by the rule "${name}"`);
  const ok = bad.length === 0 && stale.length === 0;
  const counts = `${bad.length} unlisted differences, ${stale.length} stale rules`;
  console.log(ok ? "\nthe corpus agrees" : `\nthe corpus DISAGREES: ${counts}`);
  return ok;
}

/** @param {Verdict} verdict */
function describe({ testCase, field, want, got, said }) {
  const { source, system, name } = testCase;
  const why = field === "ended" && said !== "" ? ` (${said.trim().slice(0, 200)})` : "";
  return `UNLISTED ${source}/${system} ${name}: ${field} expected ${shown(want)}, got ${shown(got)}${why}`;
}

/** @param {unknown} value */
const shown = (value) => JSON.stringify(value).slice(0, 300);

/**
 * Agreeing + listed + unlisted, by field and source; what is nothing is left out.
 * @param {Verdict[]} verdicts
 */
function table(verdicts) {
  const sources = [...new Set(verdicts.map(({ testCase }) => testCase.source))];
  const fields = [...new Set(verdicts.map(({ field }) => field))];
  const header = ["agrees / listed / UNLISTED", ...sources, "all"];
  const rows = [...fields, "all"].map((field) => {
    const here = verdicts.filter((verdict) => field === "all" || verdict.field === field);
    const cells = sources.map((source) => cell(here.filter(({ testCase }) => testCase.source === source)));
    return [field, ...cells, cell(here)];
  });
  return [header, ...rows]
    .map(([name, ...cells]) => name.padEnd(28) + cells.map((text) => text.padStart(18)).join(""))
    .join("\n");
}

/** @param {Verdict[]} verdicts */
function cell(verdicts) {
  if (verdicts.length === 0) return "";
  const agreeing = verdicts.filter(({ agrees }) => agrees).length;
  const bad = verdicts.filter(isUnlisted).length;
  return `${agreeing} / ${verdicts.length - agreeing - bad} / ${bad}`;
}

/** @param {Verdict[]} verdicts @param {import("./judge.js").Difference[]} differences */
function needed(verdicts, differences) {
  const counts = differences.map(({ name, reason }) => {
    return { name, reason, count: verdicts.filter(({ rules }) => rules.includes(name)).length };
  });
  const idle = counts.filter(({ count }) => count === 0).length;
  const lines = counts
    .filter(({ count }) => count > 0)
    .map(({ name, reason, count }) => `${String(count).padStart(4)}  ${name}: ${reason}`);
  return [...lines, `      and ${idle} rules that nothing here needs`].join("\n");
}
