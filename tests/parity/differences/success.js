// @ts-check
/** What the peer would have printed, had it succeeded: for the rules under which we do. */
import { anything } from "../judge.js";
import { flagValue, scopeOf } from "../scope.js";

/** @typedef {import("../judge.js").Situation} Situation */

/** What the recorder answers unless a case says otherwise. */
const usualName = "0f3c9d8e7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d";

/** @param {Situation} situation @returns {{ exit: number, stdout: string }} */
export function success({ testCase, want }) {
  const { command } = scopeOf(testCase);
  if (command === "branch-deployment create-or-update" || command === "ci branch-deployment")
    return { exit: 0, stdout: `${usualName}\n` };
  if (command === "branch-deployment delete") return { exit: 0, stdout: "" };
  // The third word is the location, if it is given so.
  const sent = want.mutations === anything ? undefined : want.mutations[0];
  const name = sent?.variables.document.location_name ?? testCase.argv[2];
  return { exit: 0, stdout: loaded(asPython(name), flagValue(testCase.argv, "--url") ?? "{{URL}}") };
}

/** The same for a run whose peer sent nothing that could be compared. @param {Situation} situation */
export const successUnseen = (situation) => ({ ...success(situation), mutations: anything });

/** What is left of a run that is refused before anything is sent. */
export const refused = { exit: 1, stdout: "", mutations: [] };

/** @param {string | number | boolean} value */
const asPython = (value) => (typeof value === "boolean" ? (value ? "True" : "False") : String(value));

/** @param {string} name @param {string} url */
const loaded = (name, url) =>
  `Added or updated location ${name}.\nView the status of your locations at ${url}/locations.\n\n` +
  `Waiting for agent to sync changes to ${name}...\n` +
  `Agent synced changes to ${name}. Changes should now be visible in Dagster Cloud.\n`;
