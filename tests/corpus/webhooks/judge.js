// @ts-check
/**
 * Compares what `webhook explain` told with the second opinion. A disagreement on purpose is listed in differences.js with its
 * reason and the value that is right instead.
 */

/** @typedef {import("./cases.js").Case} Case */
/**
 * @typedef {object} Difference
 * @property {RegExp} path
 * @property {string} field
 * @property {unknown} instead
 * @property {string} reason
 */
/**
 * @typedef {object} Verdict
 * @property {string} path
 * @property {string} provider
 * @property {string} action
 * @property {boolean} isJudged
 * @property {string[]} wrong
 * @property {string[]} excused reasons
 */

/**
 * @param {Case} one
 * @param {{ action: string, change: Record<string, unknown> | null }} explained
 * @param {Difference[]} differences
 * @returns {Verdict}
 */
export function judge({ path, provider, expected }, explained, differences) {
  const { action } = explained;
  /** @type {Verdict} */
  const verdict = { path, provider, action, isJudged: expected !== null, wrong: [], excused: [] };
  for (const [field, want] of Object.entries(expected ?? {})) {
    const got = field === "action" ? action : (explained.change?.[field] ?? null);
    if (got === want) continue;
    const rule = differences.find((one) => one.path.test(path) && one.field === field && one.instead === got);
    if (rule) verdict.excused.push(rule.reason);
    else verdict.wrong.push(`${field} expected ${JSON.stringify(want)}, got ${JSON.stringify(got)}`);
  }
  return verdict;
}
