// @ts-check
/**
 * What a program did in one case, as the peer's recorder writes it down, reduced to what parity is about: its mutations,
 * its exit status and its stdout. Reads are left out: ours may differ, because they serve a better wait.
 */
import { readFileSync } from "node:fs";

/** @typedef {{ method: string, path: string, host?: string, headers?: Record<string, string>, graphql?: any, variables?: any, status?: number, answered?: string }} SeenRequest */
/** @typedef {{ name: string, exit_code: number | null, stdout: string, stderr: string, stderr_last_line: string, requests: SeenRequest[], harness_error?: string }} Recording */
/** @typedef {{ host: string | null, path: string, root: string, arguments: string[], variables: any, headers: Record<string, string | null> }} Mutation */
/** @typedef {{ mutations: Mutation[], exit: number | null, stdout: string }} Outcome */

const comparedHeaders = ["dagster-cloud-api-token", "dagster-cloud-deployment", "dagster-cloud-scope"];

/**
 * As JSON.parse, but whole numbers keep every digit: one that a double cannot hold becomes `{ number: its text }`. NaN
 * and Infinity, which Python writes, do too.
 * @param {string} text
 */
export function parseExactly(text) {
  const exact = text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])|-?(?:NaN|Infinity)/g, (token) => {
    if (token.startsWith('"')) return token;
    const held = /\d/.test(token) && BigInt(token) === BigInt(Number(token));
    return held ? token : `{"number":"${token}"}`;
  });
  return JSON.parse(exact);
}

/** @param {string} path */
export const readExactly = (path) => parseExactly(readFileSync(path, "utf8"));

/** @param {Recording} recording @returns {Outcome} */
export function outcomeOf(recording) {
  const requests = recording.requests ?? [];
  const mutations = requests.filter((request) => request.graphql?.kind === "mutation").map(mutationOf);
  return { mutations, exit: recording.exit_code, stdout: recording.stdout };
}

/** @param {SeenRequest} request @returns {Mutation} */
function mutationOf({ host, path, headers = {}, graphql, variables }) {
  const [field] = graphql.rootFields;
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    host: host ?? null,
    path,
    root: field.name,
    arguments: Object.keys(field.args).sort(),
    variables,
    headers: Object.fromEntries(comparedHeaders.map((name) => [name, lower[name] ?? null])),
  };
}
