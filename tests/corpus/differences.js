// @ts-check
/**
 * Every difference on purpose from what the corpus's tools make of an environment, each with its reason. A value that is
 * the corpus's own is never a difference, and any other must be the one that a rule says.
 */
import { anything } from "./judge.js";

/** @typedef {import("./judge.js").Difference} Difference */
/** @typedef {import("./judge.js").Expectation} Expectation */

/** Systems that ci inspect does not know, by how the names of their files begin. */
const unknownSystems = [
  ...["bamboo", "bitrise", "buddy", "cloudflarepages", "codeship", "herokuci", "jetbrainsspace", "netlify", "puppet"],
  ...["sail", "screwdriver", "scrutinizer", "shippable", "sourcehut", "vela", "vercel", "wercker"],
];

/** @param {Expectation} expectation @param {string} source @param {string} [system] */
const isOf = ({ testCase }, source, system = "") =>
  testCase.source === source && testCase.system.startsWith(system);

/** What a run without a system says of a field. @param {Expectation} expectation */
const nothing = ({ field }) =>
  field === "ended" ? "refused" : field === "detected" || field === "isPullRequest" ? false : null;

/** Anything, but that a run breaks or tells what is secret. @param {Expectation} expectation */
const unlessBroken = ({ field }) => (field === "ended" ? "refused" : field === "hidesCredentials" ? true : anything);

/** @param {string} system @returns {Difference} */
const unknown = (system) => ({
  name: `${system} is not known`,
  reason: "nobody deploys to Dagster+ from there, or all that there is has to be given as flags",
  applies: ({ testCase }) => testCase.system.startsWith(system),
  instead: nothing,
});

/** @type {Difference[]} */
const general = [
  {
    name: "no system, no record",
    reason: "what is built outside of any known system has git and flags, and here there is no git",
    applies: ({ testCase, field }) => {
      const { source, system, expected } = testCase;
      const isNone = ["git", "local"].includes(system) || expected.detected === false || source === "normalizeci";
      return isNone && field !== "detected";
    },
    instead: nothing,
  },
  {
    name: "a tag build has no branch",
    reason: "such systems name the tag, or the default branch, in the branch's variable",
    applies: ({ testCase, field }) => field === "branchName" && Boolean(testCase.expected.tag),
    instead: () => null,
  },
];

/** @type {Difference[]} */
const datadogs = [
  {
    name: "DD_GIT_* are Datadog's",
    reason: "they are overrides of Datadog's own, which say nothing to us",
    applies: ({ testCase }) => Object.keys(testCase.env).some((name) => name.startsWith("DD_GIT_")),
    instead: unlessBroken,
  },
  {
    name: "datadog: the branch of a pull request on Drone",
    reason: "DRONE_BRANCH is the branch that the pull request goes to",
    applies: (expectation) =>
      isOf(expectation, "datadog", "drone") &&
      expectation.field === "branchName" &&
      Boolean(expectation.testCase.env.DRONE_PULL_REQUEST),
    instead: ({ testCase }) => testCase.env.DRONE_SOURCE_BRANCH || null,
  },
  {
    name: "datadog: a message of the merge commit",
    reason: "on pull requests the variable holds the message of a commit that nobody wrote",
    applies: (expectation) =>
      isOf(expectation, "datadog") &&
      expectation.field === "commitMessage" &&
      Boolean(expectation.testCase.expected.pullRequestNumber),
    instead: () => null,
  },
];

/** @type {Difference[]} */
const envCis = [
  {
    name: "env-ci: refs/pull/N/merge is no branch",
    reason: "GitHub makes that ref up; where the event does not name the branch there is none",
    applies: ({ testCase, field, want }) =>
      testCase.source === "env-ci" && field === "branchName" && String(want).startsWith("refs/"),
    instead: () => null,
  },
  {
    name: "env-ci: refs/heads/ is no part of a name",
    reason: "their event files have whole refs where GitHub's have names; either is read as the name",
    applies: ({ field, want }) => field === "baseBranch" && String(want).startsWith("refs/heads/"),
    instead: ({ want }) => String(want).replace("refs/heads/", ""),
  },
  {
    name: "env-ci: GitLab's number is the IID",
    reason: "CI_MERGE_REQUEST_ID is the number in all of GitLab, which no URL has",
    applies: (expectation) => isOf(expectation, "env-ci", "gitlab") && isAboutReview(expectation),
    instead: ({ testCase, field }) =>
      field === "isPullRequest" ? Boolean(iid(testCase.env)) : (iid(testCase.env) ?? null),
  },
  {
    name: "env-ci: GitLab's branch is the source branch",
    reason: "on merge requests CI_COMMIT_REF_NAME is the source branch too; theirs is not what GitLab sets",
    applies: (expectation) => isOf(expectation, "env-ci", "gitlab") && expectation.field === "branchName",
    instead: ({ testCase }) => testCase.env.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME ?? testCase.env.CI_COMMIT_REF_NAME,
  },
  {
    name: "env-ci: TeamCity's files",
    reason: "the branch was in a file of properties that is not in the corpus",
    applies: (expectation) => isOf(expectation, "env-ci", "teamcity") && expectation.field === "branchName",
    instead: () => null,
  },
  {
    name: "env-ci: TeamCity's repository",
    reason: "TEAMCITY_BUILDCONF_NAME is what somebody called the build, and no repository",
    applies: (expectation) => isOf(expectation, "env-ci", "teamcity") && expectation.field === "repoName",
    instead: () => null,
  },
  {
    name: "env-ci: origin/ is no part of a branch",
    reason: "it is the name of the remote",
    applies: ({ field, want }) => field === "branchName" && String(want).startsWith("origin/"),
    instead: ({ want }) => String(want).replace("origin/", ""),
  },
];

/** @type {Difference[]} */
const codecovs = [
  {
    name: "codecov-cli: an abbreviated hash is kept",
    reason: "Bitbucket has only the first 12 digits on pull requests, and those are better than nothing",
    applies: (expectation) =>
      isOf(expectation, "codecov-cli", "bitbucket") && expectation.field === "commitHash" && expectation.want === null,
    instead: ({ testCase }) => testCase.env.BITBUCKET_COMMIT ?? null,
  },
  {
    name: "codecov-cli: a number of Azure's database",
    reason: "SYSTEM_PULLREQUEST_PULLREQUESTID is the number only where the repository is Azure's own",
    applies: (expectation) =>
      isOf(expectation, "codecov-cli", "azure") && "SYSTEM_PULLREQUEST_PULLREQUESTID" in expectation.testCase.env,
    instead: () => null,
  },
  {
    name: "codecov-cli: Azure's detection",
    reason: "TF_BUILD tells Azure Pipelines; the address of the server does not have to be there",
    applies: (expectation) => isOf(expectation, "codecov-cli", "azure"),
    instead: nothing,
  },
  {
    name: "codecov-cli: texts that are no hash",
    reason: "a commit is told by its hash; their cases have words in its place",
    applies: (expectation) =>
      isOf(expectation, "codecov-cli") &&
      expectation.field === "commitHash" &&
      !/^[0-9a-f]{7,64}$/.test(String(expectation.want)),
    instead: () => null,
  },
];

/** @type {Difference[]} */
const ciDetectors = [
  {
    name: "ci-detector: origin/ is no part of a branch",
    reason: "it is the name of the remote",
    applies: (expectation) => isOf(expectation, "ci-detector") && String(expectation.want).startsWith("origin/"),
    instead: ({ want }) => String(want).replace("origin/", ""),
  },
  {
    name: "ci-detector: the name of a repository by its URL",
    reason: "CodeBuild and Jenkins have a URL only, whose path is the name",
    applies: ({ testCase, field, want }) =>
      testCase.source === "ci-detector" && field === "repoName" && want === null && Boolean(testCase.expected.gitUrl),
    instead: ({ testCase }) => /[^/:]+\/[^/]+?(?=\.git$|$)/.exec(String(testCase.expected.gitUrl))?.[0],
  },
];

/** @type {Difference[]} */
export const differences = [
  ...general,
  ...unknownSystems.map(unknown),
  ...datadogs,
  ...envCis,
  ...codecovs,
  ...ciDetectors,
];

/** @param {Expectation} expectation */
const isAboutReview = ({ field }) => field === "pullRequestNumber" || field === "isPullRequest";

/** @param {{ [name: string]: string }} env */
const iid = (env) => env.CI_MERGE_REQUEST_IID;
