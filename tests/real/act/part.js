// @ts-check
/**
 * The Action in nektos/act, on this machine and without a network: examples/github/ as they are, against the stand-ins for
 * Dagster+ and for GitHub's API. Other actions than ours are stand-ins, too: act takes them from folders.
 */
import assert from "node:assert/strict";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../../scripts/run.mjs";
import { LOCATION_FILE, repositoryOf } from "../../action/stand-ins.js";
import { startGitHub } from "../../github/github.js";
import { runCommand } from "../../network/legs.js";
import { packageDirectory } from "../../pkg-directory.js";
import { startSandbox } from "../../sandbox/dagster-plus.js";
import { environment } from "../python.js";

const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/** @typedef {{ status: number | null, log: string, dagster: import("../../sandbox/dagster-plus.js").Sandbox, comments: string[] }} Done */

/** @type {import("../report.js").Part} */
export const act = {
  name: "act",
  async run(check) {
    const program = join(await environment("act"), "act");
    const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-act-"));
    try {
      const run = (/** @type {string} */ workflow, /** @type {string} */ event) =>
        runWorkflow(program, folder, workflow, event);

      await check("branch-deployments.yml deploys a pull request and tells so in a comment", async () => {
        const { status, log, dagster, comments } = await run("branch-deployments.yml", "pull_request-opened");
        assert.equal(status, 0, log);
        const [branch] = branches(dagster);
        assert.deepEqual([branch.branch?.branchName, branch.branch?.pullRequestStatus], ["new-prices", "OPEN"]);
        assert.deepEqual(branch.locations.map(({ name }) => name).sort(), locations);
        assert.equal(comments.length, 1);
        assert.match(comments[0], /Deployed: .*new-prices/);
      });

      await check("branch-deployments.yml marks the branch deployment of a closed one", async () => {
        const { status, log, dagster } = await run("branch-deployments.yml", "pull_request-closed");
        assert.equal(status, 0, log);
        assert.deepEqual(
          branches(dagster).map(({ branch }) => branch?.pullRequestStatus),
          ["MERGED"],
        );
      });

      await check("launch-job.yml deploys, launches a job of what was deployed, and hands on its run", async () => {
        const { status, log, dagster } = await run("launch-job.yml", "pull_request-opened");
        assert.equal(status, 0, log);
        const [launched] = dagster.state.runs;
        assert.deepEqual(
          [dagster.state.runs.length, launched?.jobName, launched?.status],
          [1, "smoke_test", "SUCCESS"],
        );
        assert.match(log, new RegExp(`Tested by run ${launched.id} of http`));
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const locations = [...readFileSync(LOCATION_FILE, "utf8").matchAll(/location_name: (\S+)/g)]
  .map(([, name]) => name)
  .sort();

/** @param {import("../../sandbox/dagster-plus.js").Sandbox} dagster */
const branches = (dagster) => dagster.state.deployments.filter(({ type }) => type === "BRANCH");

/**
 * @param {string} program
 * @param {string} folder
 * @param {string} workflow
 * @param {string} event
 * @returns {Promise<Done>}
 */
async function runWorkflow(program, folder, workflow, event) {
  const file = join(root, "examples/events", `${event}.json`);
  const dagster = await startSandbox({ loadingPolls: 0, stalePolls: 0 });
  const github = await startGitHub({ repositories: [repositoryOf(JSON.parse(readFileSync(file, "utf8")))] });
  try {
    const { source, action } = await lay(folder);
    const env = {
      ...{ DAGSTER_CLOUD_URL: dagster.url, GITHUB_API_URL: github.url, SOURCE: source },
      DAGSTER_CLOUD_LOCATION_LOAD_TIMEOUT: "40",
    };
    const args = [
      ...["pull_request", "--eventpath", file, "--workflows", join(root, "examples/github", workflow)],
      ...[
        "--directory",
        source,
        "--platform",
        "ubuntu-24.04=-self-hosted",
        "--action-offline-mode",
        "--no-cache-server",
      ],
      ...["--action-cache-path", join(folder, "cache"), "--env-file", "", "--secret-file", "", "--var-file", ""],
      ...Object.entries(env).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
      ...["--secret", `DAGSTER_CLOUD_API_TOKEN=${dagster.token}`, "--secret", `GITHUB_TOKEN=${github.token}`],
      ...["--secret", "REGISTRY_USERNAME=ada", "--secret", "REGISTRY_PASSWORD=none-at-all"],
      ...standIns(workflow, action).flatMap(([name, path]) => ["--local-repository", `${name}=${path}`]),
    ];
    const { status, stdout, stderr } = await runCommand(program, args, {
      env: { XDG_CACHE_HOME: join(folder, "cache") },
    });
    const written = github.requests.filter(
      ({ method, path }) => method === "POST" && /\/issues\/\d+\/comments$/.test(path),
    );
    return {
      status,
      log: stdout + stderr,
      dagster,
      comments: written.map(({ body }) => String(JSON.parse(body).body)),
    };
  } finally {
    await Promise.all([github.stop(), dagster.stop()]);
  }
}

/** Which folder each action of a workflow is taken from. @param {string} workflow @param {string} action ours */
function standIns(workflow, action) {
  const text = readFileSync(join(root, "examples/github", workflow), "utf8");
  const used = new Set([...text.matchAll(/uses: (\S+@\S+)/g)].map(([, name]) => name));
  return [...used].map((name) => {
    if (name.startsWith("dagster-deploy/")) return [name, action];
    return [name, here(name.startsWith("actions/checkout@") ? "checkout" : "nothing")];
  });
}

/** The repository that the workflow is of, and our action as a release has it. @param {string} folder */
async function lay(folder) {
  const [source, action] = [join(folder, "source"), join(folder, "action")];
  rmSync(source, { recursive: true, force: true });
  mkdirSync(source, { recursive: true });
  mkdirSync(action, { recursive: true });
  copyFileSync(join(root, "action.yml"), join(action, "action.yml"));
  cpSync(packageDirectory, join(action, "pkg"), { recursive: true });
  copyFileSync(LOCATION_FILE, join(source, "dagster_cloud.yaml"));
  const git = (/** @type {string[]} */ ...args) =>
    runCommand("git", ["-C", source, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args]);
  await git("init", "--quiet", "--initial-branch", "main");
  await git("remote", "add", "origin", "https://github.com/acme/shop.git");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "New prices");
  return { source, action };
}
