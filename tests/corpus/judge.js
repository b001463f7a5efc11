// @ts-check
/**
 * Compares what a run told with what the corpus expects. A disagreement on purpose is a rule in differences.js: which
 * expectations it is about, and what the value is instead. So a rule excuses exactly what it says, and one that excuses
 * nothing any more, although it has cases, can be seen to be out of date.
 */
import { isDeepStrictEqual } from "node:util";
import { comparable } from "./case.js";

/** @typedef {import("./case.js").Case} Case */
/** @typedef {import("./case.js").Facts} Facts */
/** @typedef {import("./case.js").Field} Field */
/** @typedef {{ testCase: Case, field: Field, want: unknown }} Expectation */
/**
 * @typedef {object} Difference
 * @property {string} name
 * @property {string} reason
 * @property {(expectation: Expectation) => boolean} applies
 * @property {(expectation: Expectation) => unknown} instead
 */
/**
 * @typedef {Expectation & { got: unknown, said: string, agrees: boolean, rules: string[], about: string[] }} Verdict
 *   `rules`: those that excuse it; `about`: those that would, if the value were what they say
 */

/**
 * @param {Case} testCase
 * @param {{ facts: Facts, said: string }} run
 * @param {Difference[]} differences
 * @returns {Verdict[]} one for each field that is expected
 */
export function judge(testCase, { facts, said }, differences) {
  const expected = { ended: "record", hidesCredentials: true, ...testCase.expected };
  const fields = /** @type {Field[]} */ (Object.keys(expected));
  return fields
    .filter((field) => expected[field] !== undefined)
    .map((field) => {
      const expectation = { testCase, field, want: expected[field] };
      const got = facts[field] ?? null;
      const agrees = isSame(field, got, expectation.want);
      const about = differences.filter((rule) => rule.applies(expectation));
      const excusing = about.filter((rule) => !agrees && isSame(field, got, rule.instead(expectation)));
      return { ...expectation, got, said, agrees, rules: names(excusing), about: names(about) };
    });
}

/** @param {Field} field @param {unknown} one @param {unknown} other */
const isSame = (field, one, other) => isDeepStrictEqual(comparable(field, one), comparable(field, other));

/** @param {Difference[]} rules */
const names = (rules) => rules.map(({ name }) => name);

/** @param {Verdict} verdict */
export const isUnlisted = ({ agrees, rules }) => !agrees && rules.length === 0;

/**
 * Rules that are about something here, and excuse nothing.
 * @param {Verdict[]} verdicts
 */
export function staleRules(verdicts) {
  const needed = new Set(verdicts.flatMap(({ rules }) => rules));
  return [...new Set(verdicts.flatMap(({ about }) => about))].filter((name) => !needed.has(name));
}
