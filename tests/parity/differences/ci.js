// @ts-check
/** Differences in what the `ci` commands make of the CI system and the checkout. */
import { anything } from "../judge.js";
import { scopeOf } from "../scope.js";
import { withCommit } from "./git.js";
import { refused, successUnseen } from "./success.js";

/** @param {import("../judge.js").Situation} situation */
const isBranchDeployment = ({ testCase }) => scopeOf(testCase).command === "ci branch-deployment";

/** @type {import("../judge.js").Difference[]} */
export const ciDifferences = [
  {
    name: "ci branch-deployment: a folder with a blank in its name works",
    reason: "git is given the folder as it is; the peer parts its command line at blanks",
    applies: (situation) => isBranchDeployment(situation) && situation.testCase.argv.some((word) => word.includes(" ")),
    expect: successUnseen,
  },
  {
    name: "ci branch-deployment: no facts of another commit",
    reason:
      "message, author and time are those of the commit that is sent; the peer sends those of whatever is checked out",
    applies: (situation) =>
      isBranchDeployment(situation) &&
      situation.want.mutations.some(({ variables }) => variables.commit && !isFullHash(variables.commit.commitHash)),
    expect: ({ want }) => ({
      mutations: want.mutations.map((mutation) =>
        withCommit(mutation, () => {
          const unknown = { commitMessage: null, authorName: null, authorEmail: null };
          return { ...unknown, timestamp: anything }; // the present, for want of the commit's
        }),
      ),
    }),
  },
  {
    name: "ci branch-deployment: the pages of a checkout's branch and commit",
    reason: "the remote tells where they are",
    applies: (situation) =>
      isBranchDeployment(situation) &&
      situation.want.mutations.some(({ variables }) => variables.branchData?.branchUrl === null),
    expect: ({ testCase, want }) => {
      const page = `https://${testCase.git.remotes.origin.replace(/^git@|\.git$/g, "").replace(":", "/")}`;
      const mutations = want.mutations.map((mutation) => {
        const { branchData } = mutation.variables;
        const branchUrl = `${page}/tree/${branchData.branchName}`;
        const told = { ...mutation, variables: { ...mutation.variables, branchData: { ...branchData, branchUrl } } };
        return withCommit(told, ({ commitHash }) => ({ commitUrl: `${page}/commit/${commitHash}` }));
      });
      return { mutations };
    },
  },
  {
    name: "ci branch-deployment --read-only: no branch is an error",
    reason: "a script would take None for the name of a deployment",
    applies: (situation) => isBranchDeployment(situation) && situation.want.stdout === "None\n",
    expect: () => refused,
  },
  {
    name: "ci inspect prints what it found",
    reason: "the peer finds it out and prints nothing",
    applies: ({ testCase, want }) => scopeOf(testCase).command === "ci inspect" && want.stdout === "",
    expect: () => ({ exit: 0, stdout: anything }),
  },
];

/** @param {string} hash */
const isFullHash = (hash) => /^[0-9a-f]{40}$/.test(hash);
