// @ts-check
/**
 * Every difference on purpose from what the corpus's tools make of an environment, each with its reason. A value that is
 * the corpus's own is never a difference, and any other must be the one that a rule says.
 */

/** @typedef {import("./judge.js").Difference} Difference */
/** @typedef {import("./judge.js").Expectation} Expectation */
/** @typedef {{ [name: string]: string | undefined }} Env */

/**
 * A rule about some fields of the cases of a source, or of one system of it.
 * @param {string} name begins with the place, `source` or `source/system`, and a colon
 * @param {string} reason
 * @param {import("./case.js").Field[]} fields
 * @param {(env: Env, expectation: Expectation) => unknown} instead
 * @param {(env: Env, expectation: Expectation) => boolean} [when]
 * @returns {Difference}
 */
function rule(name, reason, fields, instead, when = () => true) {
  const [source, system = ""] = name.slice(0, name.indexOf(":")).split("/");
  return {
    name,
    reason,
    applies: (expectation) => {
      const { testCase, field } = expectation;
      const isThere = testCase.source === source && testCase.system.startsWith(system);
      return isThere && fields.includes(field) && when(testCase.env, expectation);
    },
    instead: (expectation) => instead(expectation.testCase.env, expectation),
  };
}

const none = () => null;

/** What a run without a system says of a field. @param {Expectation} expectation */
const nothing = ({ field }) => (field === "detected" || field === "isPullRequest" ? false : null);

/** Systems that ci inspect does not know, by how the names of their files begin. */
const unknownSystems = [
  ...["bamboo", "bitrise", "cloudflarepages", "codeship", "herokuci", "jetbrainsspace", "netlify", "puppet", "sail"],
  ...["screwdriver", "scrutinizer", "shippable", "sourcehut", "vela", "vercel", "wercker"],
];

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
    name: "a tag build has no branch",
    reason: "such systems name the tag, or the default branch, in the branch's variable",
    applies: ({ testCase, field }) => field === "branchName" && Boolean(testCase.expected.tag),
    instead: none,
  },
  {
    name: "a review has no tag",
    reason: "a review is of a branch; the cases that have both are made up",
    applies: ({ testCase: { expected }, field }) =>
      field === "tag" && (expected.isPullRequest === true || Boolean(expected.pullRequestNumber)),
    instead: none,
  },
];

const ciDetectors = [
  rule(
    "ci-detector/jenkins: origin/ is no part of a branch",
    "it is the name of the remote",
    ["branchName"],
    (_, { want }) => String(want).replace("origin/", ""),
  ),
  rule(
    "ci-detector: the name of a repository by its URL",
    "CodeBuild and Jenkins have a URL only, whose path is the name",
    ["repoName"],
    (_, { testCase }) => /[^/:]+\/[^/]+?(?=\.git$|$)/.exec(String(testCase.expected.gitUrl))?.[0],
    (_, { testCase, want }) => want === null && Boolean(testCase.expected.gitUrl),
  ),
  rule(
    "ci-detector/appveyor: the URL by host and name",
    "AppVeyor tells which host it is, and the repository's name there",
    ["gitUrl"],
    (env) => `https://github.com/${env.APPVEYOR_REPO_NAME}.git`,
  ),
  rule(
    "ci-detector/awscodebuild: the branch that a build was started with",
    "without a webhook the version that somebody gave is the branch, if it is neither a hash nor an ARN",
    ["branchName"],
    (env) => env.CODEBUILD_SOURCE_VERSION,
  ),
];

/** The head branch of reviews, also of those whose number is missing. @param {Env} env */
const headBranch = (env) => env.APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH ?? env.TRAVIS_PULL_REQUEST_BRANCH;

const datadogs = [
  rule(
    "datadog/drone: the branch of a pull request",
    "DRONE_BRANCH is the branch that the pull request goes to",
    ["branchName"],
    (env) => env.DRONE_SOURCE_BRANCH ?? null,
    (env) => Boolean(env.DRONE_PULL_REQUEST),
  ),
  rule(
    "datadog: a message of the merge commit",
    "on pull requests the variable holds the message of a commit that nobody wrote",
    ["commitMessage"],
    none,
    (env, { testCase }) => Boolean(testCase.expected.pullRequestNumber ?? headBranch(env)),
  ),
  rule(
    "datadog/travisci: a review that says it is none",
    "Travis sets TRAVIS_PULL_REQUEST_BRANCH on reviews only, and what may be one is never taken for a push",
    ["baseBranch"],
    (env) => env.TRAVIS_BRANCH?.replace("origin/", ""),
    (env) => env.TRAVIS_PULL_REQUEST === "false" && headBranch(env) !== undefined,
  ),
  rule(
    "datadog/appveyor: a message has an empty line after its first",
    "AppVeyor tells the subject and what comes after it; git has an empty line between them",
    ["commitMessage"],
    (_, { want }) => String(want).replace("\n", "\n\n"),
  ),
  rule(
    "datadog/appveyor: branch and commit of no host",
    "they are true whatever host they are from; Datadog tells them only beside a host that it knows",
    ["branchName", "commitHash"],
    (env, { field }) => (field === "branchName" ? env.APPVEYOR_REPO_BRANCH : env.APPVEYOR_REPO_COMMIT),
    (env) => env.APPVEYOR_REPO_PROVIDER === undefined,
  ),
  rule(
    "datadog/gitlab: the URL of the project",
    "CI_REPOSITORY_URL holds the job's token and is not read; CI_PROJECT_URL is the same repository but in these cases",
    ["gitUrl"],
    (env) => `${env.CI_PROJECT_URL}.git`,
  ),
  rule(
    "datadog/bitbucket: https before ssh",
    "both origins are of one repository but in this case",
    ["gitUrl"],
    (env) => env.BITBUCKET_GIT_HTTP_ORIGIN,
    (env) => env.BITBUCKET_GIT_SSH_ORIGIN !== undefined,
  ),
  rule(
    "datadog/codefresh: refs/heads/tags/x is a branch",
    "a ref in full says itself what it is, whatever its name looks like",
    ["branchName", "tag"],
    (env, { field }) => (field === "tag" ? null : env.CF_BRANCH?.replace("refs/heads/", "")),
    (env) => Boolean(env.CF_BRANCH?.startsWith("refs/heads/tags/")),
  ),
];

const envCis = [
  rule(
    "env-ci/github: refs/pull/N/merge is no branch",
    "GitHub makes that ref up; where the event does not name the branch there is none",
    ["branchName"],
    none,
    (_, { want }) => String(want).startsWith("refs/"),
  ),
  rule(
    "env-ci/github: the commit of pull_request_target",
    "there GITHUB_SHA is the tip of the default branch; the head is in the event, which does not have it here",
    ["commitHash"],
    none,
    (env) => env.GITHUB_EVENT_NAME === "pull_request_target",
  ),
  rule(
    "env-ci/gitlab: the number is the IID",
    "CI_MERGE_REQUEST_ID is the number in all of GitLab, which no URL has",
    ["pullRequestNumber"],
    (env) => env.CI_MERGE_REQUEST_IID ?? null,
  ),
  rule(
    "env-ci/jenkins: GitLab's number is the IID",
    "gitlabMergeRequestId is the number in all of GitLab, which no URL has",
    ["pullRequestNumber"],
    (env) => env.gitlabMergeRequestIid ?? null,
    (env) => env.gitlabMergeRequestId !== undefined,
  ),
  rule(
    "env-ci/teamcity: the branch of a file",
    "the branch was in a file of properties that is not in the corpus",
    ["branchName"],
    none,
  ),
  rule(
    "env-ci/teamcity: the name of a build",
    "TEAMCITY_BUILDCONF_NAME is what somebody called the build, and no repository",
    ["repoName"],
    none,
  ),
  rule(
    "env-ci/semaphore: Semaphore Classic",
    "it is no more, and today's Semaphore has other variables",
    ["repoName", "branchName", "pullRequestNumber", "isPullRequest"],
    (_, expectation) => nothing(expectation),
    (env) => env.SEMAPHORE_REPO_SLUG !== undefined,
  ),
  rule(
    "env-ci/drone: a name in two parts",
    "Drone sets DRONE_REPO beside its owner and name, which these made up cases leave out",
    ["repoName"],
    none,
    (env) => env.DRONE_REPO === undefined,
  ),
  rule(
    "env-ci/woodpecker: a name in two parts",
    "Woodpecker sets CI_REPO beside its owner and name, which these made up cases leave out",
    ["repoName"],
    none,
    (env) => env.CI_REPO === undefined,
  ),
];

const codecovs = [
  rule(
    "codecov-cli: texts that are no hash",
    "a commit is told by its hash; their cases have words in its place",
    ["commitHash"],
    none,
    (_, { want }) => want !== null && !/^[0-9a-f]{7,64}$/.test(String(want)),
  ),
  rule(
    "codecov-cli/circleci: a number that is a word",
    "a review is told by its number; their case has a word in its place",
    ["pullRequestNumber"],
    none,
    (env) => env.CIRCLE_PR_NUMBER === "random_number",
  ),
  rule(
    "codecov-cli/local: a branch outside of any system",
    "there git tells the branch; variables that any program may set do not",
    ["branchName"],
    none,
  ),
  rule(
    "codecov-cli/bitbucket: an abbreviated hash is kept",
    "Bitbucket has only the first 12 digits on pull requests, and those are better than nothing",
    ["commitHash"],
    (env) => env.BITBUCKET_COMMIT,
    (env, { want }) => want === null && env.BITBUCKET_COMMIT !== undefined,
  ),
  rule(
    "codecov-cli/azure: detection",
    "TF_BUILD tells Azure Pipelines, which always sets it; the address of a server does not",
    ["detected"],
    () => false,
    (env) => env.TF_BUILD === undefined,
  ),
  rule(
    "codecov-cli/azure: a name without a URL",
    "the form of BUILD_REPOSITORY_NAME depends on the host, which BUILD_REPOSITORY_URI beside it tells",
    ["repoName"],
    none,
    (env) => env.BUILD_REPOSITORY_URI === undefined,
  ),
  rule(
    "codecov-cli/travis: Shippable",
    "it set Travis's variables as well, and is no more",
    ["detected"],
    () => true,
    (env) => env.SHIPPABLE === "true",
  ),
  rule(
    "codecov-cli/buildkite: names that are not the repository's",
    "BUILDKITE_REPO is a URL, and the slugs are those of Buildkite's organisation and pipeline",
    ["repoName"],
    none,
    (env) => !env.BUILDKITE_REPO?.includes(":"),
  ),
  rule(
    "codecov-cli/codebuild: a text that is no URL",
    "CODEBUILD_SOURCE_REPO_URL has a scheme, or is a bucket's path",
    ["repoName"],
    none,
    (env) => !env.CODEBUILD_SOURCE_REPO_URL?.includes("://"),
  ),
  rule(
    "codecov-cli/ghactions: a ref without refs/",
    "it is taken for a branch's name, as env-ci does",
    ["branchName"],
    (env) => env.GITHUB_REF,
    (env, { want }) => want === null && Boolean(env.GITHUB_REF) && !env.GITHUB_REF?.startsWith("refs/"),
  ),
  rule(
    "codecov-cli/ghactions: a merge queue's branch",
    "what is built is neither the branch that it goes to nor that of the review",
    ["branchName"],
    none,
    (env) => Boolean(env.GITHUB_REF?.includes("gh-readonly-queue/")),
  ),
  rule(
    "codecov-cli/gitlab: a name in two parts",
    "CI_PROJECT_PATH is both in one, and GitLab has always set it beside them",
    ["repoName"],
    none,
    (env) => env.CI_PROJECT_NAMESPACE !== undefined,
  ),
  rule(
    "codecov-cli/gitlab: CI_BUILD_REPO",
    "it held the job's token and is no more; CI_PROJECT_PATH was beside it",
    ["repoName"],
    none,
    (env) => env.CI_BUILD_REPO !== undefined,
  ),
  rule(
    "codecov-cli/harness: a name without its owner is kept",
    "CI_REPO is the last resort, and a part of the name is better than nothing",
    ["repoName"],
    (env) => env.CI_REPO,
    (_, { want }) => want === null,
  ),
  rule(
    "codecov-cli/harness: a page of the repository",
    "CI_REPO_LINK is for a browser; what can be cloned, and the name, are in variables beside it",
    ["repoName"],
    none,
    (env) => env.CI_REPO_LINK !== undefined,
  ),
  rule(
    "codecov-cli/harness: Drone's URL before Harness's own",
    "both are of one repository but in this case",
    ["repoName"],
    () => "second/second",
    (env) => env.CI_REPO_REMOTE !== undefined && env.DRONE_GIT_HTTP_URL !== undefined,
  ),
  rule(
    "codecov-cli/teamcity: BRANCH_NAME",
    "TeamCity does not set it",
    ["branchName"],
    none,
    (env) => env.BRANCH_NAME !== undefined,
  ),
];

/** @type {Difference[]} */
export const differences = [
  ...general,
  ...unknownSystems.map(unknown),
  ...ciDetectors,
  ...datadogs,
  ...envCis,
  ...codecovs,
];
