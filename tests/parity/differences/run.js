// @ts-check
/** Differences of `job launch` and `run status`: what becomes of a run is not passed over. */
import { anything } from "../judge.js";

/** @param {import("../scope.js").Case} testCase @param {string} group */
const isOf = ({ argv }, group) => argv.find((word) => !word.startsWith("-")) === group;

/** @param {{ root: string }} mutation */
const isLaunch = ({ root }) => root === "launchRun";

/** The same mutation with one tag more. @param {import("../recording.js").Outcome["mutations"][number]} sent */
function tagged(sent) {
  const mutation = structuredClone(sent);
  const tags = mutation.variables.executionParams?.executionMetadata?.tags;
  if (Array.isArray(tags)) tags.push({ key: "dagster-deploy/launch", value: anything });
  return mutation;
}

/** @type {import("../judge.js").Difference[]} */
export const runDifferences = [
  {
    name: "a launch has its key for a tag",
    reason:
      "open-source Dagster ignores the header with the key; by the tag a run is found whose launch was not answered",
    applies: ({ want }) => want.mutations.some(isLaunch),
    expect: ({ want }) => ({ mutations: want.mutations.map((sent) => (isLaunch(sent) ? tagged(sent) : sent)) }),
  },
  {
    name: "a run that was waited for and failed fails the command",
    reason: "the peer exits with 0, and a pipeline goes on as if nothing had happened",
    applies: ({ testCase, want }) => isOf(testCase, "job") && /^Error: Run \S+ failed with status/m.test(want.stdout),
    expect: ({ want }) => ({ exit: 1, stdout: want.stdout.replace(/^Error: Run [^]*/m, "") }),
  },
  {
    name: "a look at a run's status that fails is told on stderr",
    reason: "it is no part of the result, and None is no status",
    applies: ({ testCase, want }) => isOf(testCase, "job") && /^Error: Failed to get status/m.test(want.stdout),
    expect: ({ want }) => ({
      stdout: want.stdout.replace(
        /^(Error: Failed to get status .*|Run \S+ is in progress \(status: None\)\.\.\.)\n/gm,
        "",
      ),
    }),
  },
  {
    name: "a status that cannot be had is a failure",
    reason: "the peer prints the error where the status belongs, and exits with 0",
    applies: ({ testCase, want }) => isOf(testCase, "run") && /^Error: /.test(want.stdout),
    expect: () => ({ exit: 1, stdout: "" }),
  },
];
