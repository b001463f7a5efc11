// @ts-check
/**
 * Every difference from `dagster-cloud` on purpose, each with its reason. In this order each rule sees what the ones
 * before have made of the peer's outcome. The README tells users of those that matter to them.
 */
import { ciDifferences } from "./ci.js";
import { gitDifferences } from "./git.js";
import { httpDifferences } from "./http.js";
import { inputDifferences } from "./input.js";
import { outputDifferences } from "./output.js";
import { runDifferences } from "./run.js";

/** @type {import("../judge.js").Difference[]} */
export const differences = [
  ...outputDifferences,
  ...inputDifferences,
  ...gitDifferences,
  ...ciDifferences,
  ...runDifferences,
  ...httpDifferences,
];
