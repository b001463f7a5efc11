// @ts-check
/**
 * Compares what we did with what the peer did. Each difference on purpose is a rule that turns the peer's outcome into
 * the one it would be under our decision; what is compared is ours against that. So a rule excuses exactly what it
 * says, nothing beside it, and can be seen to be out of date. The rules are in differences.js.
 */
import { isDeepStrictEqual } from "node:util";
import { outcomeOf } from "./recording.js";

/** @typedef {import("./recording.js").Outcome} Outcome */
/** @typedef {import("./recording.js").Recording} Recording */
/** @typedef {import("./scope.js").Case} Case */
/** @typedef {{ testCase: Case, peer: Recording, want: Outcome }} Situation `want` is the peer's outcome, after the rules before */
/**
 * @typedef {object} Difference
 * @property {string} name
 * @property {string} reason
 * @property {(situation: Situation) => boolean} applies
 * @property {(situation: Situation) => Partial<Outcome>} expect what changes in the outcome
 */
/** @typedef {{ name: string, kind: string, rules: string[], fields: (keyof Outcome)[], want: Outcome, got: Outcome }} Verdict `fields`: those that differ and should not */

/** In the place of a field or of a value in it: any will do, and the rule says why. */
export const anything = /** @type {any} */ (Symbol("anything"));

/**
 * The peer's outcome under our decisions, and which rules made it so.
 * @param {Case} testCase
 * @param {Recording} peer
 * @param {Difference[]} differences
 */
export function expected(testCase, peer, differences) {
  let want = outcomeOf(peer);
  /** @type {Difference[]} */
  const applied = [];
  for (const difference of differences) {
    // What is our own altogether cannot be changed further.
    if (Object.values(want).includes(anything)) break;
    const situation = { testCase, peer, want };
    if (!difference.applies(situation)) continue;
    want = { ...want, ...difference.expect(situation) };
    applied.push(difference);
  }
  return { want, applied };
}

/**
 * @param {Outcome} want
 * @param {Outcome} got
 * @returns {(keyof Outcome)[]}
 */
export function differingFields(want, got) {
  const fields = /** @type {(keyof Outcome)[]} */ (["mutations", "exit", "stdout"]);
  return fields.filter((field) => !matches(want[field], got[field]));
}

/** Whether a value is the one that is wanted, `anything` in it standing for whatever is there. @param {any} want @param {any} got @returns {boolean} */
function matches(want, got) {
  if (want === anything) return true;
  if (typeof want !== "object" || typeof got !== "object" || want === null || got === null)
    return isDeepStrictEqual(want, got);
  const names = [...new Set([...Object.keys(want), ...Object.keys(got)])];
  return (
    Array.isArray(want) === Array.isArray(got) &&
    names.every((name) => name in want && name in got && matches(want[name], got[name]))
  );
}

/**
 * @param {Case} testCase
 * @param {Recording} peer
 * @param {Recording} ours
 * @param {Difference[]} differences
 * @returns {Verdict}
 */
export function judge(testCase, peer, ours, differences) {
  const got = outcomeOf(ours);
  const { want, applied } = expected(testCase, peer, differences);
  // A rule counts where the case would differ without it.
  const needed = applied.filter((rule) => {
    const without = expected(
      testCase,
      peer,
      differences.filter((other) => other !== rule),
    ).want;
    return differingFields(without, got).length > 0;
  });
  const rules = needed.map(({ name }) => name);
  return { name: testCase.name, kind: testCase.kind, rules, fields: differingFields(want, got), want, got };
}

/**
 * Rules that found cases to apply to, and yet nothing that differs there.
 * @param {Verdict[]} verdicts
 * @param {{ testCase: Case, peer: Recording }[]} situations
 * @param {Difference[]} differences
 */
export function staleRules(verdicts, situations, differences) {
  const needed = new Set(verdicts.flatMap(({ rules }) => rules));
  const applied = new Set(situations.flatMap(({ testCase, peer }) => expected(testCase, peer, differences).applied));
  return differences.filter((rule) => applied.has(rule) && !needed.has(rule.name)).map(({ name }) => name);
}
