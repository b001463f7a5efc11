// @ts-check
/** Differences in what `--read-git-state` makes of git's words and of the flags beside it. */
import { flagValue } from "../scope.js";
import { successUnseen } from "./success.js";

/** @type {import("../judge.js").Difference[]} */
export const gitDifferences = [
  {
    name: "--read-git-state: message without final newline",
    reason: "the newline is the end of git's line and no part of the subject",
    applies: ({ testCase, want }) =>
      readsGit(testCase.argv) &&
      want.mutations.some(({ variables }) => variables.commit?.commitMessage?.endsWith("\n")),
    expect: ({ want }) => ({
      mutations: want.mutations.map((mutation) =>
        withCommit(mutation, (commit) => ({ commitMessage: commit.commitMessage.replace(/\n$/, "") })),
      ),
    }),
  },
  {
    name: "--read-git-state: a flag that was given wins",
    reason: "who names a value means it; git only fills what was not said",
    applies: ({ testCase }) => readsGit(testCase.argv) && Object.keys(givenCommit(testCase.argv)).length > 0,
    expect: ({ testCase, want }) => ({
      mutations: want.mutations.map((mutation) => withCommit(mutation, () => givenCommit(testCase.argv))),
    }),
  },
  {
    name: "--read-git-state: whatever encoding git is set to print",
    reason: "git is told to print UTF-8",
    applies: ({ testCase, peer }) => readsGit(testCase.argv) && peer.stderr_last_line.startsWith("UnicodeDecodeError"),
    expect: successUnseen,
  },
];

/** @param {string[]} argv */
const readsGit = (argv) => argv.lastIndexOf("--read-git-state") > argv.lastIndexOf("--no-read-git-state");

/**
 * @param {import("../recording.js").Mutation} mutation
 * @param {(commit: any) => object} change
 */
export function withCommit(mutation, change) {
  const { commit } = mutation.variables;
  return { ...mutation, variables: { ...mutation.variables, commit: { ...commit, ...change(commit) } } };
}

/** @param {string[]} argv */
function givenCommit(argv) {
  const timestamp = flagValue(argv, "--timestamp");
  const given = {
    commitHash: flagValue(argv, "--commit-hash"),
    timestamp: timestamp === undefined ? undefined : Number(timestamp),
    commitMessage: flagValue(argv, "--commit-message"),
    authorName: flagValue(argv, "--author-name"),
    authorEmail: flagValue(argv, "--author-email"),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
