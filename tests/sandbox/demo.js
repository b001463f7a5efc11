// @ts-check
/**
 * `npm run demo`: the life of a pull request, from the first deployment to the last word, done by
 * the shell commands of the Dagster+ documentation against the stand-in. Exits with 1 when
 * anything is not as it should be. It proves the committed pkg/; the tests prove the details.
 *
 *   node tests/sandbox/demo.js [--tool PROGRAM]    runs PROGRAM in place of pkg/cli.js
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startSandbox } from "./dagster-plus.js";
import { prepareShell } from "./demo/shell.js";
import { heading, say, sayIndented, sayWhatIsHeld, sayWhatWasSeen } from "./demo/telling.js";

const DEPLOY = read("./demo/deploy.sh");
const CLOSE = read("./demo/close.sh");
const LOCATION_FILE = new URL("./demo/prices.yaml", import.meta.url);
const CLI = fileURLToPath(new URL("../../pkg/cli.js", import.meta.url));

/** What a CI system knows about the pull request. */
const PULL_REQUEST = {
  ORGANIZATION_NAME: "acme",
  REPOSITORY_NAME: "acme/shop",
  BRANCH_NAME: "new-prices",
  PR_URL: "https://git.example.com/acme/shop/pull/42",
  INPUT_PR: "42",
  PR_STATUS: "OPEN",
  NAME: "Ada Lovelace",
  EMAIL: "ada@example.com",
  AVATAR_URL: "https://git.example.com/ada.png",
  BASE_DEPLOYMENT_NAME: "prod",
  LOCATION_NAME: "prices",
  LOCATION_FILE: fileURLToPath(LOCATION_FILE),
  LOCATION_REGISTRY_URL: "registry.example.com/prices",
  GIT_URL: "https://git.example.com/acme/shop",
};

const FIRST_COMMIT = commit("5f2c9e1b7a", "1763900000", "Add the new prices");
const SECOND_COMMIT = commit("c07d4e83f2", "1763903600", "Round the new prices");

process.exitCode = await demo().catch((error) => {
  console.error(error.message);
  return 1;
});

/** @returns {Promise<number>} the exit status */
async function demo() {
  const { values } = parseArgs({ options: { tool: { type: "string" } } });
  if (!values.tool && !existsSync(CLI)) {
    console.error(`there is no ${CLI}: build it with \`npm run build\``);
    return 1;
  }
  const command = values.tool ? [values.tool] : [process.execPath, CLI];
  const sandbox = await startSandbox();
  const shell = await prepareShell(command, (line) => say(`    > ${line}`));
  try {
    introduce(sandbox.url);
    return await tellStory(sandbox, shell);
  } finally {
    await shell.remove();
    await sandbox.stop();
  }
}

/** @param {string} url */
function introduce(url) {
  heading("dagster-deploy: the demo");
  say(
    "Dagster+ can give every branch of a repository a deployment of its own. Here a pull",
    "request is opened, pushed to and closed, and a CI job keeps its branch deployment in",
    "step. In place of Dagster+ a stand-in answers, on this machine only:",
    `${url} (told to dagster-deploy as DAGSTER_CLOUD_URL).`,
  );
}

/**
 * @param {import("./dagster-plus.js").Sandbox} sandbox
 * @param {import("./demo/shell.js").Shell} shell
 * @returns {Promise<number>}
 */
async function tellStory(sandbox, shell) {
  const act = actor(sandbox, shell);

  heading("1. The pull request is opened");
  say("The CI job has built an image. It runs this script, the two commands of the docs:");
  sayIndented(DEPLOY);
  if (!(await act(DEPLOY, FIRST_COMMIT, { status: "OPEN", image: "5f2c9e1" }))) return 1;

  heading("2. Another commit is pushed");
  say("The same script runs again. For a moment Dagster+ still shows the old version as");
  say("LOADED; dagster-deploy tells the two apart and waits for the new one.");
  if (!(await act(DEPLOY, SECOND_COMMIT, { status: "OPEN", image: "c07d4e8" }))) return 1;

  heading("3. The pull request is closed");
  say("Dagster+ knows no command for closing. The metadata is sent again, with another status:");
  sayIndented(CLOSE);
  if (!(await act(CLOSE, SECOND_COMMIT, { status: "CLOSED", image: "c07d4e8" }))) return 1;

  heading("All as it should be");
  say("Try it by hand: `npm run sandbox` starts the stand-in alone and says what to type.");
  return 0;
}

/**
 * @param {import("./dagster-plus.js").Sandbox} sandbox
 * @param {import("./demo/shell.js").Shell} shell
 */
function actor(sandbox, shell) {
  const variables = {
    ...PULL_REQUEST,
    DAGSTER_CLOUD_URL: sandbox.url,
    DAGSTER_CLOUD_API_TOKEN: sandbox.token,
    // Rather fail than wait for an hour, should the stand-in be at fault.
    DAGSTER_CLOUD_LOCATION_LOAD_TIMEOUT: "40",
  };
  /**
   * Runs a script, tells what came of it and whether that is right.
   * @param {string} script
   * @param {Record<string, string>} commit
   * @param {Expected} expected
   */
  return async (script, commit, expected) => {
    const before = sandbox.requests.length;
    say("It says:", "");
    const status = await shell.run(script, { ...variables, ...commit });
    sayWhatWasSeen(sandbox.requests.slice(before));
    sayWhatIsHeld(sandbox.state);
    const problems = status === 0 ? [] : [`the script failed with exit status ${status}`];
    problems.push(...problemsOf(sandbox.state, expected));
    for (const problem of problems) say("", `WRONG: ${problem}`);
    return problems.length === 0;
  };
}

/** @typedef {{ status: string, image: string }} Expected the status and the image's tag */

/**
 * @param {import("./organization.js").Organization} organization
 * @param {Expected} expected
 */
function problemsOf({ deployments }, { status, image }) {
  const problems = [];
  const branches = deployments.filter(({ type }) => type === "BRANCH");
  if (branches.length !== 1) return [`there are ${branches.length} branch deployments, not one`];
  const [{ branch, locations }] = branches;
  if (branch?.pullRequestStatus !== status) {
    problems.push(`the pull request is ${branch?.pullRequestStatus}, not ${status}`);
  }
  const loaded = locations.find(({ name }) => name === "prices")?.loadedDocument?.image;
  const wanted = `${PULL_REQUEST.LOCATION_REGISTRY_URL}:${image}`;
  if (loaded !== wanted) problems.push(`location prices runs ${loaded}, not ${wanted}`);
  return problems;
}

/** @param {string} hash @param {string} timestamp @param {string} message */
function commit(hash, timestamp, message) {
  const commitHash = hash.padEnd(40, "0");
  return {
    COMMIT_SHA: commitHash,
    IMAGE_TAG: hash.slice(0, 7),
    TIMESTAMP: timestamp,
    MESSAGE: message,
  };
}

/** @param {string} path */
function read(path) {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}
