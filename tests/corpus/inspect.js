// @ts-check
/**
 * Runs `ci inspect` on a case, in this process, through the built package. Its host has the case's event file and
 * nothing else: no git repository, and no network.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageDirectory } from "../pkg-directory.js";

/** @typedef {import("../../js/host.d.ts").Host} Host */
/** @typedef {import("./case.js").Case} Case */
/** @typedef {import("./case.js").Facts} Facts */

/** @param {string} name */
const load = (name) => import(pathToFileURL(join(packageDirectory, name)).href);

/**
 * @returns {Promise<(testCase: Pick<Case, "env" | "eventFile">) => Promise<{ facts: Facts, said: string }>>} `said`: on
 *   standard error, or as it broke
 */
export async function createInspect() {
  const [{ createCore }, { instantiate }] = await Promise.all(["core.js", "dagster_deploy.js"].map(load));
  const bytes = readFileSync(join(packageDirectory, "dagster_deploy_bg.wasm"));
  const core = createCore(instantiate, () => new WebAssembly.Module(bytes));
  return async (testCase) => {
    const { host, printed } = hostOf(testCase);
    const job = { ...jobDefaults, env: testCase.env };
    try {
      const status = await core.run(job, host);
      return { facts: factsOf(status, printed.stdout, printed.stderr), said: printed.stderr };
    } catch (error) {
      return { facts: factsOf("broken", "", String(error)), said: String(error) };
    }
  };
}

const jobDefaults = {
  argv: ["ci", "inspect"],
  stdoutIsTerminal: false,
  stderrIsTerminal: false,
  platform: "linux",
  runtime: "corpus",
};

/** @param {Pick<Case, "env" | "eventFile">} testCase */
function hostOf({ env, eventFile }) {
  const printed = { stdout: "", stderr: "" };
  let clock = 1_700_000_000_000;
  const encode = (/** @type {string} */ text) => new TextEncoder().encode(text);
  /** @type {Host} */
  const host = {
    fetch: async () => Promise.reject(coded("ECONNREFUSED", "there is no network here")),
    sleep: async (milliseconds) => void (clock += milliseconds),
    now: () => clock,
    random: () => 0.5,
    readFile: async (path) => {
      if (eventFile === null || path !== env.GITHUB_EVENT_PATH)
        throw coded("ENOENT", `ENOENT: no such file, '${path}'`);
      return encode(eventFile);
    },
    appendFile: async () => {},
    runGit: async () => {
      return {
        status: 128,
        stdout: encode(""),
        stderr: encode("fatal: not a git repository (or any of the parents)\n"),
      };
    },
    print: (stream, text) => void (printed[stream] += text),
  };
  return { host, printed };
}

/** @param {string} code @param {string} message */
const coded = (code, message) => Object.assign(new Error(message), { code });

/**
 * What a run tells; nothing is known after one that printed no record.
 * @param {number | "broken"} status
 * @param {string} stdout
 * @param {string} stderr
 * @returns {Facts}
 */
export function factsOf(status, stdout, stderr) {
  const record = parsed(stdout);
  const refused = status === "broken" || status === 0 ? "broken" : "refused";
  const { pullRequestNumber = null, pullRequestUrl = null, pullRequestStatus = null, provider = null } = record ?? {};
  return {
    ...record,
    ended: status === 0 && record ? "record" : refused,
    // What is read without a system is the checkout.
    detected: provider !== null && provider !== "git",
    // Of a review whose number is not told there is at least that it is open.
    isPullRequest: [pullRequestNumber, pullRequestUrl, pullRequestStatus].some((value) => value !== null),
    hidesCredentials: !/https?:\/\/[^/\s"@]*@/.test(stdout + stderr),
  };
}

/** @param {string} text */
function parsed(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
