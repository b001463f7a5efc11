// @ts-check
/** ci-detector: environments as they were captured; mostly one branch build and one pull request build of each system. */
import { orNull, texts } from "../case.js";

/** Other answers, such as Maybe, expect nothing. @type {{ [answer: string]: boolean | undefined }} */
const answers = { Yes: true, No: false };

/** @type {import("../case.js").Source} */
export const ciDetector = {
  name: "ci-detector",
  folder: "ci-detector",
  read: ({ title, env, expect, expectRaw }) => {
    return [{ name: title, env: texts(env), eventFile: null, expected: expected(expect, expectRaw) }];
  },
};

/**
 * @param {{ [name: string]: any }} expect
 * @param {string} [raw] what their tool printed
 * @returns {import("../case.js").Case["expected"]}
 */
function expected(expect, raw = "") {
  /** @param {string} name */
  const text = (name) => (name in expect ? orNull(expect[name]) : undefined);
  return {
    detected: raw.startsWith("No CI server detected") ? false : expect["Is CI detected"],
    isPullRequest: answers[expect["Is pull request"]],
    branchName: text("Branch"),
    baseBranch: text("Target branch"),
    commitHash: text("Commit"),
    repoName: text("Repository name"),
    gitUrl: text("Repository url"),
  };
}
