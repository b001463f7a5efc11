// @ts-check
/** examples/gitlab-ci.yml in gitlab-ci-local, on this machine, against the stand-in for Dagster+. */
import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "../../../scripts/ensure.mjs";
import { root } from "../../../scripts/run.mjs";
import { LOCATION_FILE } from "../../action/stand-ins.js";
import { runCommand } from "../../network/legs.js";
import { packageDirectory } from "../../pkg-directory.js";
import { startSandbox } from "../../sandbox/dagster-plus.js";
import { Skipped } from "../report.js";

const modules = fileURLToPath(new URL("./node_modules", import.meta.url));

/** @type {import("../report.js").Part} */
export const gitlab = {
  name: "gitlab",
  async run(check) {
    if ((await runCommand("rsync", ["--version"]).catch(() => ({ status: 1 }))).status !== 0) {
      throw new Skipped("there is no rsync, which gitlab-ci-local needs");
    }
    await ensureInstalled("tests/real/gitlab");
    const node = newNode();
    const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-gitlab-"));
    const dagster = await startSandbox({ loadingPolls: 0, stalePolls: 0 });
    const run = (/** @type {string} */ job, /** @type {Record<string, string>} */ variables) =>
      runJob(node, folder, job, {
        ...variables,
        DAGSTER_CLOUD_URL: dagster.url,
        DAGSTER_CLOUD_API_TOKEN: dagster.token,
      });
    try {
      await lay(folder, node);
      await check("a merge request is not deployed where gitlab-ci-local says that it is not GitLab", async () => {
        const { status } = await run("deploy-review", { ...review, GITLAB_CI: "false" });
        assert.equal(status, 1);
        assert.deepEqual(
          dagster.state.deployments.map(({ locations }) => locations),
          [[]],
        );
      });

      await check("deploy deploys the default branch to prod", async () => {
        const { status, stdout, stderr } = await run("deploy", {});
        assert.equal(status, 0, stdout + stderr);
        const [prod, ...others] = dagster.state.deployments;
        assert.deepEqual([prod.locations.map(({ name }) => name), others], [["prices"], []]);
      });

      await check("deploy-review deploys a merge request to its branch deployment", async () => {
        const { status, stdout, stderr } = await run("deploy-review", review);
        assert.equal(status, 0, stdout + stderr);
        const [, branch] = dagster.state.deployments;
        assert.deepEqual([branch.branch?.branchName, branch.branch?.pullRequestStatus], ["new-prices", "OPEN"]);
        assert.deepEqual(
          branch.locations.map(({ name }) => name),
          ["prices"],
        );
      });

      await check("close-review marks it closed", async () => {
        const { status, stdout, stderr } = await run("close-review", review);
        assert.equal(status, 0, stdout + stderr);
        assert.equal(dagster.state.deployments[1].branch?.pullRequestStatus, "CLOSED");
      });
    } finally {
      await dagster.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** What GitLab sets, and gitlab-ci-local does not or otherwise. */
const predefined = { GITLAB_CI: "true", CI_DEFAULT_BRANCH: "main" };

/** What GitLab sets in the pipeline of a merge request. */
const review = {
  CI_PIPELINE_SOURCE: "merge_request_event",
  CI_MERGE_REQUEST_IID: "7",
  CI_MERGE_REQUEST_TITLE: "New prices",
  CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: "new-prices",
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
  CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: "acme/shop",
  CI_MERGE_REQUEST_PROJECT_PATH: "acme/shop",
  CI_MERGE_REQUEST_PROJECT_URL: "https://gitlab.com/acme/shop",
};

/** A Node that gitlab-ci-local runs on: of npm, or our own. */
function newNode() {
  const own = join(modules, `node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split(".")[0]) >= 22) return process.execPath;
  throw new Skipped("gitlab-ci-local needs Node 22 or newer, and npm has none for this machine");
}

/**
 * @param {string} node
 * @param {string} folder
 * @param {string} job
 * @param {Record<string, string>} variables
 */
function runJob(node, folder, job, variables) {
  const all = { ...predefined, ...variables };
  const said = Object.entries(all).flatMap(([name, value]) => ["--variable", `${name}=${value}`]);
  said.push("--ignore-predefined-vars", Object.keys(all).join(","));
  const args = [join(modules, "gitlab-ci-local/dist/index.js"), "--force-shell-executor", ...said, job];
  const path = [join(folder, "bin"), dirname(node), process.env.PATH].join(delimiter);
  return runCommand(node, args, { cwd: join(folder, "shop"), env: { PATH: path, HOME: folder } });
}

/** The project, and an `npx` that runs this package instead of the one of npm. @param {string} folder @param {string} node */
async function lay(folder, node) {
  const [shop, bin] = [join(folder, "shop"), join(folder, "bin")];
  for (const path of [shop, bin]) mkdirSync(path);
  copyFileSync(join(root, "examples/gitlab-ci.yml"), join(shop, ".gitlab-ci.yml"));
  copyFileSync(LOCATION_FILE, join(shop, "dagster_cloud.yaml"));
  const npx = `#!/bin/sh\n[ "$1 $2" = "--yes dagster-deploy" ] || exit 9\nshift 2\nexec "${node}" "${join(packageDirectory, "cli.cjs")}" "$@"\n`;
  writeFileSync(join(bin, "npx"), npx, { mode: 0o755 });
  const git = (/** @type {string[]} */ ...args) =>
    runCommand("git", ["-C", shop, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args]);
  await git("init", "--quiet", "--initial-branch", "main");
  await git("remote", "add", "origin", "git@gitlab.com:acme/shop.git");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "Prices");
}
