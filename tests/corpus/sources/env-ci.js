// @ts-check
/**
 * env-ci: small made up environments of many systems. Its `branch` is the target branch on pull requests; the branch
 * that they come from is `prBranch`.
 */
import { orNull, texts } from "../case.js";

/** @type {import("../case.js").Source} */
export const envCi = {
  name: "env-ci",
  folder: "env-ci",
  read: (/** @type {any[]} */ cases) =>
    cases.map(({ test, env, eventFile = null, usesGit, expected }) => {
      const content = eventFile === null || typeof eventFile === "string" ? eventFile : JSON.stringify(eventFile);
      // What they had from a repository of their own cannot be known here.
      const known = usesGit ? withoutGit(expected, Object.values(env)) : expected;
      return { name: test, env: texts(env), eventFile: content, expected: meaning(known) };
    }),
};

/** @param {{ [name: string]: any }} expected @param {unknown[]} values of the environment */
function withoutGit({ commit, branch, ...rest }, values) {
  return { ...rest, ...(values.includes(commit) && { commit }), ...(values.includes(branch) && { branch }) };
}

/** @param {{ [name: string]: any }} expected @returns {import("../case.js").Case["expected"]} */
function meaning({ isPr, branch, prBranch, pr, commit, tag, slug }) {
  const numbers = { isPullRequest: isPr, pullRequestNumber: isPr === false ? null : pr };
  const branches = isPr ? { branchName: prBranch, baseBranch: branch } : { branchName: branch };
  return {
    ...numbers,
    ...branches,
    commitHash: commit,
    tag: tag === undefined ? undefined : orNull(tag),
    repoName: slug,
  };
}
