// @ts-check
/** Differences in what is printed and where. */
import { anything } from "../judge.js";
import { refused } from "./success.js";

/** @type {import("../judge.js").Difference[]} */
export const outputDifferences = [
  {
    name: "errors go to stderr",
    reason: "a script that captures stdout must not take an error's text for a deployment's name",
    applies: ({ want }) => want.exit !== 0 && /^Error: /m.test(want.stdout),
    expect: ({ want }) => ({ stdout: want.stdout.replace(/^Error: [^]*/m, "") }),
  },
  {
    name: "help and version are our own",
    reason: "they name another program, and flags that the peer lacks",
    applies: ({ want }) => /^\s*Usage: |^Dagster Cloud version: /.test(want.stdout),
    expect: () => ({ stdout: anything }),
  },
  {
    name: "help wins over mistakes",
    reason: "who asks for help beside a mistake wants the help",
    applies: ({ testCase, want }) =>
      want.exit === 2 && testCase.argv.some((word) => word === "--help" || word === "-h"),
    expect: () => ({ exit: 0, stdout: anything }),
  },
  {
    name: "a deployment's name must be printable text",
    reason: "a server must not smuggle a line into a CI log, and an empty name would deploy to production",
    applies: ({ testCase, want }) => want.exit === 0 && answeredNames(testCase).some((name) => !isPrintable(name)),
    expect: () => ({ exit: 1, stdout: "" }),
  },
  {
    name: "a delete without a name is refused",
    reason: "the peer asks for the deployment null and deletes whatever comes back",
    applies: ({ peer }) => {
      const [first] = peer.requests;
      return first?.graphql?.rootFields[0].name === "deploymentByName" && !first.variables.deploymentName;
    },
    expect: () => refused,
  },
  {
    name: "a location without a name is refused before anything is sent",
    reason: "the peer sends the document and fails, or waits an hour, afterwards",
    applies: ({ want: { mutations } }) =>
      mutations.some(({ variables }) => "document" in variables && !isName(variables.document?.location_name)),
    expect: () => refused,
  },
];

/** The deployment names that the server of a case answers with. @param {import("../scope.js").Case} testCase @returns {unknown[]} */
function answeredNames({ responses = [] }) {
  const results = responses.map((response) => (response.data ?? response.json?.data)?.createOrUpdateBranchDeployment);
  return results.flatMap((result) => (result && "deploymentName" in result ? [result.deploymentName] : []));
}

/** @param {unknown} name */
const isPrintable = (name) => typeof name === "string" && /^\P{Cc}+$/u.test(name);

/** A number of many digits is an object here, see parseExactly. @param {any} value */
const isName = (value) =>
  value?.number !== undefined || (["string", "number", "boolean"].includes(typeof value) && value !== "");
