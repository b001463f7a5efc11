// @ts-check
/** What users on Windows do first, in each Node that run.js names; every fault that was found there has its test. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import test, { describe } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { runAction } from "../action/runner.js";
import { repositoryOf } from "../action/stand-ins.js";
import { send, signed } from "../edge/deliver.js";
import { github, shaOf } from "../edge/payloads.js";
import { startGitHub } from "../github/github.js";
import { startSandbox } from "../sandbox/dagster-plus.js";
import { packageDirectory } from "../pkg-directory.js";
import { folderFor, inPath, placeGit, runCli, start, write } from "./session.js";

/** @typedef {import("./node.js").WindowsNode} WindowsNode */

/** @type {WindowsNode[]} */
const nodes = JSON.parse(process.env.WINDOWS_NODES ?? "[]");
const { version } = JSON.parse(readFileSync(join(packageDirectory, "package.json"), "utf8"));

const locations = `locations:
  - location_name: prices
    code_source: { module_name: shop.prices }
    build: { directory: .\\prices, registry: registry.example.com/prices }
`;

const webhooks = 'senders:\n  github: {secrets: HEX_SECRET}\nrepositories:\n  - {name: "*"}\n';

for (const node of nodes) describe(node.name, () => smoke(node));

/** @param {import("node:test").TestContext} context */
async function startDagster(context) {
  const dagster = await startSandbox({ loadingPolls: 0, stalePolls: 0 });
  context.after(() => dagster.stop());
  return { dagster, env: { DAGSTER_CLOUD_URL: dagster.url, DAGSTER_CLOUD_API_TOKEN: dagster.token } };
}

/** @param {WindowsNode} node */
function smoke(node) {
  test("the version is printed into a pipe", async () => {
    assert.deepEqual(await runCli(node, ["--version"]), {
      status: 0,
      stdout: `dagster-deploy ${version}\n`,
      stderr: "",
    });
  });

  test("the version is printed into a file", (context) => {
    const file = join(folderFor(context), "out.txt");
    const out = openSync(file, "w");
    const { status } = spawnSync(node.program, [join(packageDirectory, "cli.cjs"), "--version"], {
      stdio: ["ignore", out, out],
    });
    closeSync(out);
    assert.deepEqual([status, readFileSync(file, "utf8")], [0, `dagster-deploy ${version}\n`]);
  });

  test("a location is deployed by paths with backslashes", async (context) => {
    const { dagster, env } = await startDagster(context);
    const folder = folderFor(context);
    write(folder, { "team a/dagster_cloud.yaml": locations });
    const said = [
      "--branch-name",
      "feat/ü",
      "--default-branch",
      "main",
      "--git-repo-name",
      "acme/shop",
      "--image-tag",
      "v1",
    ];
    const commit = ["--commit-hash", shaOf("ü"), "--timestamp", "1700000000"];
    const file = ["--location-file", ".\\team a\\dagster_cloud.yaml"];
    const { status, stdout, stderr } = await runCli(node, ["deploy", ...file, ...said, ...commit], {
      cwd: folder,
      env,
    });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^Deploying to branch deployment /);
    assert.deepEqual(
      dagster.state.deployments.map(({ branch }) => branch?.branchName),
      [undefined, "feat/ü"],
    );
  });

  test("git is run from PATH, with backslashes as slashes and without a token", async (context) => {
    const folder = folderFor(context);
    const git = placeGit(node, join(folder, "tools"));
    const token = "agent:acme:t0psecret";
    const env = { ...git.env, ...inPath(join(folder, "tools")), DAGSTER_CLOUD_API_TOKEN: token, github_token: token };
    const { status, stdout, stderr } = await runCli(node, ["ci", "inspect", "--project-dir", "sub\\shop"], {
      cwd: folder,
      env,
    });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /"branchName": "feat\/x"/);
    const [{ args, env: given }] = git.notes();
    assert.deepEqual(args.slice(0, 2), ["-C", "sub/shop"]);
    assert.deepEqual(
      Object.entries(given).filter(([, value]) => value.includes(token)),
      [],
    );
  });

  test("a git.exe in the working directory is not executed", async (context) => {
    const folder = folderFor(context);
    const git = placeGit(node, folder);
    for (const path of [folder, ".", ""]) {
      const env = { ...git.env, ...inPath(path) };
      await runCli(node, ["ci", "inspect"], { cwd: folder, env });
    }
    assert.deepEqual(git.notes(), []);
  });

  test("a job is launched with tags and configuration from files", async (context) => {
    const { dagster, env } = await startDagster(context);
    const folder = folderFor(context);
    write(folder, { "run/tags.json": '\ufeff{"team": "prices"}', "run/config.json": '{"ops": {}}' });
    const files = ["--tags-file", "run\\tags.json", "--config-json-file", ".\\run\\config.json"];
    const job = ["job", "launch", "--deployment", "prod", "--location", "shop", "--job", "nightly"];
    await runCli(node, [...job, ...files], { cwd: folder, env });
    const sent = dagster.requests.find(({ rootFields }) => rootFields.includes("launchRun"));
    const { runConfigData, executionMetadata } = /** @type {any} */ (sent).variables.executionParams;
    const [team, launch] = executionMetadata.tags;
    assert.deepEqual(
      [runConfigData, team, launch.key],
      [{ ops: {} }, { key: "team", value: "prices" }, "dagster-deploy/launch"],
    );
  });

  test("the Action deploys what is checked out, and without a checkout what GitHub has", async (context) => {
    const { dagster, env } = await startDagster(context);
    const payload = JSON.parse(
      readFileSync(new URL("../../examples/events/pull_request-opened.json", import.meta.url), "utf8"),
    );
    const repository = repositoryOf(payload);
    const files = Object.keys(repository.files ?? {}).map((sha) => [sha, { "team-a/dagster_cloud.yaml": locations }]);
    const gitHub = await startGitHub({ repositories: [{ ...repository, files: Object.fromEntries(files) }] });
    context.after(() => gitHub.stop());
    const folder = folderFor(context);
    write(folder, { "team-a/dagster_cloud.yaml": locations });
    for (const workspace of [folder, undefined]) {
      const { status, outputs, log } = await runAction({
        ...{ node: node.program, event: { name: "pull_request", payload }, env, workspace },
        ...{ apiUrl: gitHub.url, token: gitHub.token, secrets: [dagster.token] },
        inputs: {
          command: "deploy --location-file .\\team-a\\dagster_cloud.yaml",
          "image-tag": "v1",
          "only-latest": "false",
        },
      });
      assert.equal(status, 0, log);
      assert.equal(outputs.result, "deployed", log);
    }
  });

  // Node 20 has no SQLite.
  if (/^Node 20\./.test(node.name)) refusesToServe(node);
  else serves(node);

  if (process.platform === "linux") {
    test("a terminal shows text as text", (context) => {
      const words = `'${node.program}' '${join(packageDirectory, "cli.cjs")}' deploy --location-file ü.yaml --branch-name x`;
      const { stdout, error } = spawnSync("script", ["-qec", words, "/dev/null"], {
        cwd: folderFor(context),
        encoding: "utf8",
      });
      assert.ifError(error);
      assert.match(stdout, /there is no location file: ü\.yaml/);
    });
  }
}

/** @param {WindowsNode} node */
function refusesToServe(node) {
  test("no webhooks are served, and the error says what does", async (context) => {
    const folder = folderFor(context);
    write(folder, { "webhooks.yaml": webhooks });
    const serve = ["webhook", "serve", "--config", "webhooks.yaml", "--port", "0", "--data", ".\\data"];
    const { status, stderr } = await runCli(node, serve, { cwd: folder });
    assert.equal(status, 2, stderr);
    assert.match(stderr, /^Error: webhook serve needs Node 22\.13 or newer, Deno or Bun: node\/20\S+ has no SQLite\n$/);
  });
}

/** @param {WindowsNode} node */
function serves(node) {
  test("the server of webhooks keeps what it took over its end, and goes on", async (context) => {
    const { dagster, env } = await startDagster(context);
    const folder = folderFor(context);
    write(folder, { "webhooks.yaml": webhooks });
    const variables = { ...env, HEX_SECRET: "it-is-known-to-git-hosts" };
    /** @param {string} branch @param {string} id */
    const opened = (branch, id) =>
      signed("github", variables.HEX_SECRET, {
        ...github.review({ repository: "acme/etl", branch, sha: shaOf(branch) }),
        id,
      });
    const isTold = (/** @type {string} */ branch) =>
      dagster.state.deployments.some((one) => one.branch?.branchName === branch);

    const first = await startServer(node, folder, variables);
    assert.equal((await post(first.url, opened("first", "1"))).status, 202);
    await until("the first is told", () => isTold("first"));
    await first.end();
    const second = await restartServer(node, folder, variables);
    assert.equal((await post(second.url, opened("first", "1"))).status, 200, "it was delivered before");
    assert.equal((await post(second.url, opened("second", "2"))).status, 202);
    await until("the second is told", () => isTold("second"));
    await second.end();
  });
}

/** @param {WindowsNode} node @param {string} folder @param {Record<string, string>} env */
async function startServer(node, folder, env) {
  const child = start(node, ["webhook", "serve", "--config", "webhooks.yaml", "--port", "0", "--data", ".\\data"], {
    cwd: folder,
    env,
  });
  const ended = once(child, "close");
  child.stdout.resume();
  /** @type {string[]} */
  const lines = [];
  /** @type {string} */
  const url = await new Promise((resolve, reject) => {
    createInterface(child.stderr).on("line", (line) => {
      lines.push(line);
      const address = /^listening on (\S+)$/.exec(line)?.[1];
      if (address) resolve(address);
    });
    ended.then(() => reject(new Error(`the server ended:\n${lines.join("\n")}`)));
  });
  const end = async () => {
    child.kill(); // on Windows the end of a process, whatever it does at the time
    await ended;
  };
  return { url, end };
}

/**
 * Starts it again as a service manager does: a process that was ended may hold its lock for a moment more.
 * @param {Parameters<typeof startServer>} what
 */
async function restartServer(...what) {
  for (const end = Date.now() + 40_000; ; await sleep(200)) {
    try {
      return await startServer(...what);
    } catch (error) {
      if (Date.now() > end || !/another process uses/.test(String(error))) throw error;
    }
  }
}

/** @param {string} url @param {import("../edge/deliver.js").Delivery} delivery */
const post = (url, { path, headers, body }) =>
  send(url + path, { method: "POST", headers, body: /** @type {BodyInit} */ (body) });

/** @param {string} what @param {() => boolean} check */
async function until(what, check) {
  for (const end = Date.now() + 40_000; Date.now() < end; await sleep(50)) if (check()) return;
  assert.fail(`not within 40 s: ${what}`);
}
