// @ts-check
/**
 * `npm run demo`: the life of a pull request, from the first deployment to the last word, as a job of
 * GitHub Actions sees it, against the stand-ins. Exits with 1 when anything is not as it should be. It
 * proves the committed pkg/; the tests prove the details.
 *
 *   node tests/sandbox/demo.js [--tool PROGRAM]    runs PROGRAM in place of pkg/cli.cjs
 */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startGitHub } from "../github/github.js";
import { startSandbox } from "./dagster-plus.js";
import { COMMITS, REPOSITORY, githubVariables, pullRequestEvent } from "./demo/github-job.js";
import { prepareShell } from "./demo/shell.js";
import { heading, say, sayIndented, sayWhatIsHeld, sayWhatWasSeen } from "./demo/telling.js";

const SCRIPT = readFileSync(new URL("./demo/deploy.sh", import.meta.url), "utf8");
const LOCATION_FILE = new URL("./demo/dagster_cloud.yaml", import.meta.url);
const REGISTRY = "registry.example.com/prices";
const CLI = fileURLToPath(new URL("../../pkg/cli.cjs", import.meta.url));

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
  const github = await startGitHub({ repositories: [{ id: 1, name: REPOSITORY, commits: COMMITS }] });
  const shell = await prepareShell(command, (line) => say(`    > ${line}`));
  try {
    introduce(sandbox.url);
    return await tellStory(sandbox, github, shell);
  } finally {
    await shell.remove();
    await github.stop();
    await sandbox.stop();
  }
}

/** @param {string} url */
function introduce(url) {
  heading("dagster-deploy: the demo");
  say(
    "Dagster+ can give every branch of a repository a deployment of its own. Here a pull",
    "request is opened, pushed to and closed, and a job of GitHub Actions keeps its branch",
    "deployment in step. Each time it runs this script, after building the image:",
  );
  sayIndented(SCRIPT);
  say(
    "What the change is it reads from the event, and from GitHub's API. In place of GitHub and",
    `Dagster+ stand-ins answer, on this machine only (DAGSTER_CLOUD_URL=${url}).`,
  );
}

/**
 * @param {import("./dagster-plus.js").Sandbox} sandbox
 * @param {import("../github/github.js").GitHub} github
 * @param {import("./demo/shell.js").Shell} shell
 * @returns {Promise<number>}
 */
async function tellStory(sandbox, github, shell) {
  const act = actor(sandbox, github, shell);
  const [first, second] = COMMITS;

  heading("1. The pull request is opened");
  if (!(await act({ action: "opened", state: "open" }, first, { status: "OPEN", runs: first }))) return 1;

  heading("2. Another commit is pushed");
  say("For a moment Dagster+ still shows the old version as LOADED; dagster-deploy tells the two");
  say("apart and waits for the new one.", "");
  if (!(await act({ action: "synchronize", state: "open" }, second, { status: "OPEN", runs: second }))) return 1;

  heading("3. The pull request is closed");
  say("The branch deployment is told so, and keeps what it runs.", "");
  if (!(await act({ action: "closed", state: "closed" }, second, { status: "CLOSED", runs: second }))) return 1;

  heading("All as it should be");
  say("Try it by hand: `npm run sandbox` starts the stand-in alone and says what to type.");
  return 0;
}

/**
 * @param {import("./dagster-plus.js").Sandbox} sandbox
 * @param {import("../github/github.js").GitHub} github
 * @param {import("./demo/shell.js").Shell} shell
 */
function actor(sandbox, github, shell) {
  const eventPath = join(shell.folder, "event.json");
  copyFileSync(LOCATION_FILE, join(shell.folder, "dagster_cloud.yaml"));
  const variables = {
    ...githubVariables(github, eventPath),
    DAGSTER_CLOUD_URL: sandbox.url,
    DAGSTER_CLOUD_API_TOKEN: sandbox.token,
    // Rather fail than wait for an hour, should the stand-in be at fault.
    DAGSTER_CLOUD_LOCATION_LOAD_TIMEOUT: "40",
  };
  /**
   * Has something happen to the pull request, runs the script, tells what came of it and whether that is right.
   * @param {{ action: string, state: string }} happening
   * @param {Commit} head
   * @param {Expected} expected
   */
  return async (happening, head, expected) => {
    const before = sandbox.requests.length;
    writeFileSync(eventPath, JSON.stringify(pullRequestEvent(happening, head.sha)));
    say("The script says:", "");
    const status = await shell.run(SCRIPT, variables);
    sayWhatWasSeen(sandbox.requests.slice(before));
    sayWhatIsHeld(sandbox.state);
    const problems = status === 0 ? [] : [`the script failed with exit status ${status}`];
    problems.push(...problemsOf(sandbox.state, expected));
    for (const problem of problems) say("", `WRONG: ${problem}`);
    return problems.length === 0;
  };
}

/** @typedef {typeof COMMITS[0]} Commit */
/** @typedef {{ status: string, runs: Commit }} Expected the pull request's status, and which commit is deployed */

/**
 * @param {import("./organization.js").Organization} organization
 * @param {Expected} expected
 */
function problemsOf({ deployments }, { status, runs }) {
  const problems = [];
  const branches = deployments.filter(({ type }) => type === "BRANCH");
  if (branches.length !== 1) return [`there are ${branches.length} branch deployments, not one`];
  const [{ branch, commits, locations }] = branches;
  if (branch?.pullRequestStatus !== status) {
    problems.push(`the pull request is ${branch?.pullRequestStatus}, not ${status}`);
  }
  const message = commits.at(-1)?.commitMessage;
  if (message !== runs.message) problems.push(`the commit says ${message}, not ${runs.message}`);
  const loaded = locations.find(({ name }) => name === "prices")?.loadedDocument?.image;
  const wanted = `${REGISTRY}:pr-42-${runs.sha.slice(0, 12)}`;
  if (loaded !== wanted) problems.push(`location prices runs ${loaded}, not ${wanted}`);
  return problems;
}
