// @ts-check
/** On Deno the program asks for no permission that it does not use, and says which one it lacks. */
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { packageUrl, runCommand } from "./network/legs.js";
import { startRawServer } from "./network/raw-server.js";
import { packageDirectory } from "./pkg-directory.js";
import { deno } from "./runtimes/paths.js";

const server = await startRawServer();
after(() => server.close());

const token = { DAGSTER_CLOUD_API_TOKEN: "agent:test:x" };
const ownFiles = `--allow-read=${packageDirectory}`;
const createOrUpdate = ["branch-deployment", "create-or-update", "--git-repo-name", "r", "--branch-name", "b"];
const commit = ["--commit-hash", "c", "--timestamp", "1700000000"];

/** @param {string[]} permissions @param {string[]} args @param {Record<string, string>} [env] */
function run(permissions, args, env = token) {
  const cli = fileURLToPath(`${packageUrl}/deno.js`);
  return runCommand(deno, ["run", "--quiet", "--no-prompt", "--no-lock", "--no-config", ...permissions, cli, ...args], {
    env,
  });
}

test("a deployment needs its own files, the server's address and the variables it is given", async () => {
  const permissions = [ownFiles, `--allow-net=127.0.0.1:${server.port}`, "--allow-env=DAGSTER_CLOUD_API_TOKEN"];
  const ended = await run(permissions, [...createOrUpdate, ...commit, "--url", server.url("ok")]);
  assert.deepEqual(ended, { status: 0, stdout: "a1b2c3d4\n", stderr: "" });
});

test("a variable that Deno was not told to show counts as unset", async () => {
  const permissions = [ownFiles, `--allow-net=127.0.0.1:${server.port}`];
  const url = server.url("ok");
  await run(permissions, [...createOrUpdate, ...commit, "--url", url]);
  assert.ok(server.requestsTo(url).every(({ headers }) => headers["dagster-cloud-api-token"] === undefined));
});

test("help needs nothing but its own files", async () => {
  const { status, stdout, stderr } = await run([ownFiles], ["--help"]);
  assert.deepEqual([status, stderr], [0, ""]);
  assert.match(stdout, /branch-deployment/);
});

for (const [missing, permissions, args] of /** @type {[string, string[], string[]][]} */ ([
  ["--allow-net", [ownFiles], [...createOrUpdate, ...commit, "--url", server.url("ok")]],
  ["--allow-run", [ownFiles, "--allow-net"], [...createOrUpdate, "--read-git-state", "--url", "http://127.0.0.1:1"]],
  [
    "--allow-read",
    [ownFiles, "--allow-net"],
    [
      "deployment",
      "add-location",
      "--url",
      "http://127.0.0.1:1/d",
      "--api-token",
      "x:y",
      "--location-file",
      "/other.yaml",
    ],
  ],
])) {
  test(`what ${missing} would allow is named when it is needed`, async () => {
    const { status, stdout, stderr } = await run(permissions, args);
    assert.notEqual(status, 0);
    assert.equal(stdout, "");
    assert.match(stderr, new RegExp(missing));
  });
}
