// @ts-check
/** Differences in what is sent again, what is followed, and how a wait bears with faults. */
import { variable } from "../scope.js";
import { success, successUnseen } from "./success.js";

/** @typedef {import("../judge.js").Situation} Situation */

/** As many as the peer makes for the statuses that it retries. */
const tries = 4;
const passing = [408, 409, 425, 429, 500, 502, 503, 504];
/** With GraphQL errors in the body only a gateway's words are taken for passing. */
const passingWithErrors = [429, 502, 503, 504];
/** After these, as after a broken connection, the server may have done what it was asked. */
const perhapsDone = [408, 500, 502, 504];
/** A URL by which a token would leave this machine unencrypted. */
const exposed = /^http:\/\/(?!127\.0\.0\.1[:/]|localhost[:/])/;
const rootOf = (/** @type {import("../recording.js").SeenRequest | undefined} */ request) =>
  request?.graphql?.rootFields[0].name;

/** The scripted answer that the peer's last request got. @param {Situation} situation */
function lastScripted({ testCase: { responses = [] }, peer }) {
  return peer.requests.at(-1)?.answered === "scripted" ? responses.at(-1) : undefined;
}

/** Whether the peer gave up at its last request, which we repeat. @param {Situation} situation */
function gaveUpTooEarly(situation) {
  const { peer, want, testCase } = situation;
  const last = peer.requests.at(-1);
  // Told not to try again, we do not either.
  if (rootOf(last) === "launchRun" && variable(testCase, "DAGSTER_CLOUD_JOB_LAUNCH_RETRIES") === "0") return false;
  if (want.exit !== 1 || !last || rootOf(last) === "deleteDeployment" || /Max retries/.test(peer.stdout + peer.stderr))
    return false;
  if (/ReadTimeout|ChunkedEncodingError/.test(peer.stderr_last_line)) return true;
  const scripted = lastScripted(situation);
  if (scripted?.data !== undefined) return false;
  return (scripted?.json?.errors ? passingWithErrors : passing).includes(last.status ?? 0);
}

/** What follows when the last request is sent again. @param {Situation} situation */
function repeated(situation) {
  const { peer, want, testCase } = situation;
  const times = testCase.responses?.at(-1)?.times ?? 1;
  const failsForGood = times < 0 || times >= tries;
  const last = peer.requests.at(-1);
  // The peer has not come to its mutation.
  if (rootOf(last) === "deploymentByName") return failsForGood ? {} : successUnseen(situation);
  const isMutation = last?.graphql.kind === "mutation";
  const again = isMutation ? Array(failsForGood ? tries - 1 : times).fill(want.mutations.at(-1)) : [];
  const mutations = [...want.mutations, ...again];
  return failsForGood ? { mutations } : { mutations, ...success({ ...situation, want: { ...want, mutations } }) };
}

/** @param {Situation} situation */
const pollFailed = ({ peer, want }) =>
  want.exit === 1 &&
  want.mutations.length > 0 &&
  ["agents", "workspaceOrError"].includes(rootOf(peer.requests.at(-1)) ?? "");

/** Whether the last poll told of a location that is loaded, and nothing else of it. @param {Situation} situation */
function hasNoResult(situation) {
  const entries = lastScripted(situation)?.data?.workspaceOrError?.locationEntries ?? [];
  return entries.some(
    (/** @type {any} */ entry) => entry.loadStatus === "LOADED" && entry.locationOrLoadError === null,
  );
}

/** @type {import("../judge.js").Difference[]} */
export const httpDifferences = [
  {
    name: "a scripted answer without `op` goes to our version read",
    reason:
      "the recorder gives it to the first request, which with us is the query for the location's version before the change: a failure there is none",
    applies: ({ testCase, want }) =>
      want.mutations.some(({ root }) => root === "addOrUpdateLocationFromDocument") &&
      testCase.responses?.length === 1 &&
      testCase.responses[0].op === undefined &&
      (testCase.responses[0].times ?? 1) === 1,
    expect: (situation) => {
      const mutations = situation.want.mutations.slice(0, 1);
      return { mutations, ...success(situation) };
    },
  },
  {
    name: "a passing failure is tried again if the operation may be repeated",
    reason:
      "the peer gives up at 408, 425 and 500, at errors beside a 503, and when no answer comes in time; the same create-or-update or add-or-update again changes nothing",
    applies: (situation) => gaveUpTooEarly(situation) && !pollFailed(situation),
    expect: repeated,
  },
  {
    name: "a delete that may have been done is not sent again",
    reason:
      "after a broken connection or a gateway's timeout nobody knows, and the second one would fail or hit another",
    applies: ({ peer }) =>
      peer.requests.some(({ status = 0, ...request }, index) => {
        const wasRepeated = rootOf(request) === "deleteDeployment" && index < peer.requests.length - 1;
        return wasRepeated && (request.answered === "dropped" || perhapsDone.includes(status));
      }),
    expect: ({ want }) => ({ mutations: want.mutations.slice(0, 1), exit: 1, stdout: "" }),
  },
  {
    name: "plain http to another machine is refused",
    reason: "anybody on the way could read the token; --allow-http permits it",
    applies: ({ testCase }) =>
      [...testCase.argv, variable(testCase, "DAGSTER_CLOUD_URL") ?? ""].some((text) => exposed.test(text)) &&
      !testCase.argv.includes("--allow-http"),
    expect: () => ({ mutations: [], exit: 1, stdout: "" }),
  },
  {
    name: "the token does not go to another host",
    reason: "the peer follows a redirect anywhere, with the token",
    applies: ({ testCase }) =>
      testCase.responses?.some(({ headers }) => /^https?:(?!\/\/127\.0\.0\.1)/.test(location(headers))) ?? false,
    expect: ({ want }) => ({ mutations: want.mutations.slice(0, 1), exit: 1, stdout: "" }),
  },
  {
    name: "a redirect that turns the POST into a GET is a failure",
    reason: "301, 302 and 303 lose the operation on the way; what comes back is no answer to it",
    applies: ({ testCase, want }) =>
      want.exit === 0 &&
      (testCase.responses?.some(({ status, headers }) => [301, 302, 303].includes(status) && location(headers)) ??
        false),
    expect: () => ({ exit: 1, stdout: "" }),
  },
  {
    name: "at most ten redirects are followed",
    reason: "the peer follows thirty",
    applies: ({ peer, want }) => /Exceeded 30 redirects/.test(peer.stderr_last_line) && want.mutations.length === 31,
    expect: ({ want }) => ({ mutations: want.mutations.slice(0, 11) }),
  },
  {
    name: "a loaded location without a result is loaded",
    reason: "the schema allows it and there is no error to report; the peer crashes on the null",
    applies: (situation) => pollFailed(situation) && hasNoResult(situation),
    expect: success,
  },
  {
    name: "a failing poll does not end the wait",
    reason: "the change was made, and the next poll may succeed; only a refusal, a load error or a timeout is final",
    applies: (situation) =>
      pollFailed(situation) &&
      !hasNoResult(situation) &&
      (lastScripted(situation)?.times ?? 1) === 1 &&
      !/Timed out|failed to load|No Dagster Cloud agent|\b40[13]\b/.test(situation.peer.stdout),
    expect: success,
  },
  {
    name: "a location named by a number or a boolean is found by its text",
    reason: "the server knows names as text only; the peer compares it with the number and waits in vain",
    applies: ({ peer, want }) => {
      const name = want.mutations[0]?.variables.document?.location_name;
      return ["number", "boolean"].includes(typeof name) && (want.exit === null || /Timed out/.test(peer.stdout));
    },
    expect: success,
  },
];

/** @param {Record<string, string> | undefined} headers */
const location = (headers) => headers?.Location ?? "";
