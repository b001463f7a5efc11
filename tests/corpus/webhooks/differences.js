// @ts-check
/** Where drone/go-scm is not right, or speaks of something else, each with its reason. */

/** @type {import("./judge.js").Difference[]} */
export const differences = [];
