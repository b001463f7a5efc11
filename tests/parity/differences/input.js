// @ts-check
/** Differences in how flags, variables and configuration files are read. */
import { flagValue, scopeOf, variable } from "../scope.js";
import { refused, successUnseen } from "./success.js";

/** @typedef {import("../judge.js").Situation} Situation */

/** @param {Situation} situation */
const isCreate = ({ testCase }) => scopeOf(testCase).command === "branch-deployment create-or-update";

/** @param {Situation} situation */
const tokenOf = ({ testCase }) =>
  flagValue(testCase.argv, "--api-token", "--user-token", "-u") ?? variable(testCase, "DAGSTER_CLOUD_API_TOKEN") ?? "";

/** @type {import("../judge.js").Difference[]} */
export const inputDifferences = [
  {
    name: "DAGSTER_CLOUD_URL counts in every command",
    reason: "the peer ignores it in create-or-update alone, which sends a job of another region or a proxy to nowhere",
    applies: (situation) => {
      const { testCase, peer, want } = situation;
      const lacksAddress = /Must provide either organization name or URL/.test(peer.stdout);
      const asked =
        isCreate(situation) &&
        flagValue(testCase.argv, "--url") === undefined &&
        Boolean(variable(testCase, "DAGSTER_CLOUD_URL"));
      return asked && (lacksAddress || want.mutations.length > 0);
    },
    expect: (situation) => {
      const { mutations } = situation.want;
      if (mutations.length === 0) return successUnseen(situation);
      return { mutations: mutations.map((mutation) => ({ ...mutation, host: null, path: "/graphql" })) };
    },
  },
  {
    name: "DAGSTER_CLOUD_ENV counts in every command",
    reason: "it names the region, and the peer reads it in ci commands alone",
    applies: ({ testCase, want }) =>
      Boolean(variable(testCase, "DAGSTER_CLOUD_ENV")) &&
      want.mutations.some(({ host }) => host?.endsWith(".dagster.cloud")),
    expect: ({ testCase, want }) => {
      const region = variable(testCase, "DAGSTER_CLOUD_ENV");
      const there = (/** @type {string} */ text) =>
        text.replace(/(https:\/\/[^./]+)(\.dagster\.cloud)/g, `$1.${region}$2`);
      const mutations = want.mutations.map((mutation) => ({
        ...mutation,
        host: mutation.host && there(mutation.host),
      }));
      return { mutations, stdout: there(want.stdout) };
    },
  },
  {
    name: "a newline after the token is cut off",
    reason: "files and secrets often end with one; the peer fails and prints the token",
    applies: (situation) => situation.want.exit === 1 && /^\S+\r?\n$/.test(tokenOf(situation)),
    expect: successUnseen,
  },
  {
    name: "a token with stray white space or a control character is refused",
    reason: "it can only be a mistake in how it was stored, and a server would merely answer 401",
    applies: ({ want }) =>
      want.mutations.some(({ headers }) => /^\s|\s$|\p{Cc}/u.test(headers["dagster-cloud-api-token"] ?? "")),
    expect: () => refused,
  },
  {
    name: "an unknown key in a configuration file is a warning",
    reason: "one line of a newer version must not stop every command",
    applies: ({ peer }) => peer.stderr_last_line.includes("Config.__init__() got an unexpected keyword argument"),
    expect: successUnseen,
  },
  {
    name: "a number in a configuration file is as good as its text",
    reason: "an organization may be called 123",
    applies: ({ peer }) => peer.stderr_last_line.includes("object of type 'int' has no len()"),
    expect: successUnseen,
  },
  {
    name: "a bad timeout variable spoils only the commands that wait",
    reason: "the peer converts it while starting, whatever the command",
    applies: (situation) =>
      isCreate(situation) && situation.peer.stderr_last_line.includes("invalid literal for int()"),
    expect: successUnseen,
  },
  {
    name: "a bad value in a configuration file ends with 1",
    reason: "2 is for the command line, and this one has no fault",
    applies: ({ testCase, want }) =>
      want.exit === 2 && Object.keys(testCase.files ?? {}).some((path) => path.startsWith("{{HOME}}/")),
    expect: () => ({ exit: 1 }),
  },
  {
    name: "a URL must be one already",
    reason: "the peer escapes blanks and other letters by rules of its own; where a token goes is not left to a guess",
    applies: ({ testCase, want }) =>
      want.exit === 0 && /[ \u0080-\uffff]/.test(flagValue(testCase.argv, "--url") ?? ""),
    expect: () => refused,
  },
  {
    name: "the link to the locations is a URL",
    reason: "a deployment's name may hold a blank, which would end the link",
    applies: ({ want }) => /at https?:\S+ .*\/locations\./.test(want.stdout),
    expect: ({ want }) => ({
      stdout: want.stdout.replace(/(?<=at )(http.*)(?=\/locations\.)/, (url) => url.replaceAll(" ", "%20")),
    }),
  },
  {
    name: "-o=value means value",
    reason:
      "the equals sign is meant as in --organization=value, and no organization, token or deployment begins with one",
    applies: ({ testCase, want }) => want.exit !== 0 && testCase.argv.some((word) => /^-[a-z]=/.test(word)),
    expect: successUnseen,
  },
  {
    name: "a pull request's status is sent in capitals",
    reason: "the server's enumeration knows no other; said with a warning",
    applies: ({ want }) =>
      want.mutations.some(({ variables }) => {
        const status = variables.branchData?.pullRequestStatus ?? "";
        return /^(open|closed|merged)$/i.test(status) && status !== status.toUpperCase();
      }),
    expect: ({ want }) => ({
      mutations: want.mutations.map((mutation) => {
        const { branchData } = mutation.variables;
        const pullRequestStatus = branchData.pullRequestStatus.toUpperCase();
        return { ...mutation, variables: { ...mutation.variables, branchData: { ...branchData, pullRequestStatus } } };
      }),
    }),
  },
  {
    name: "a timestamp in milliseconds is sent in seconds",
    reason: "from 1e11 on it would be the year 5138; said with a warning",
    applies: ({ want }) => want.mutations.some(({ variables }) => Math.abs(variables.commit?.timestamp) >= 1e11),
    expect: ({ want }) => ({
      mutations: want.mutations.map((mutation) => {
        const { commit } = mutation.variables;
        return {
          ...mutation,
          variables: { ...mutation.variables, commit: { ...commit, timestamp: commit.timestamp / 1000 } },
        };
      }),
    }),
  },
];
