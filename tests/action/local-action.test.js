// @ts-check
/**
 * @github/local-action, GitHub's own tool for debugging actions, runs an action once. It is not the runner: it imports the
 * action's script into its own process, calls `run()`, and its stand-in for @actions/core does the rest. Of an action
 * without the toolkit it therefore proves that action.yml is one it reads, that the script runs where it was imported and
 * not started, and what it writes into its files. Defaults of inputs, outputs, commands and masks it does not see, so
 * those are for runner.test.js.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { packageDirectory } from "../pkg-directory.js";
import { parsePairs } from "./file-commands.js";
import { readManifest, scriptOf, variableOf } from "./manifest.js";
import { opened, startWorld } from "./world.js";

const here = fileURLToPath(new URL("./local-action/", import.meta.url));
const modules = join(here, "node_modules");

/**
 * As its `local-action` command does, but for npm, which that has look for tsx. No value may hold a `'`.
 * @param {string} action its action.yml
 * @param {{ inputs: Record<string, string>, env?: Record<string, string>, main?: string }} given `main` in place of its own
 * @returns {Promise<{ status: unknown, text: string, outputs: [name: string, value: string][] }>}
 */
async function runLocally(action, { inputs, env: variables = {}, main = scriptOf(readManifest(action), "main") }) {
  const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-local-action-"));
  const output = join(folder, "output");
  writeFileSync(output, "");
  const given = Object.entries(inputs).map(([name, value]) => [variableOf(name), value]);
  const own = [
    ["GITHUB_OUTPUT", output],
    ["MAIN", main],
  ];
  const lines = [...given, ...Object.entries(variables), ...own].map(([name, value]) => `${name}='${value}'\n`);
  writeFileSync(join(folder, "env"), lines.join(""));
  const tool = [join(modules, "tsx/dist/cli.mjs"), join(modules, "@github/local-action/src/index.ts")];
  const args = [...tool, dirname(action), join(here, "entry.js"), join(folder, "env")];
  const { PATH, SystemRoot = "" } = process.env;
  const tools = { TARGET_ACTION_PATH: dirname(action), NODE_PACKAGE_MANAGER: "npm", NO_COLOR: "1" };
  const env = { PATH, SystemRoot, HOME: folder, ...tools };
  const ended = await new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: here, env }, (error, stdout, stderr) => {
      resolve({ status: error?.code ?? 0, text: stdout + stderr });
    });
  });
  const { pairs } = parsePairs(readFileSync(output, "utf8"));
  rmSync(folder, { recursive: true });
  return { ...ended, outputs: pairs };
}

const fixture = join(here, "../fixtures/action.yml");

test("GitHub's local-action runs the action, which writes its outputs itself", async () => {
  const script = `
    import { appendFileSync } from "node:fs";
    appendFileSync(process.env.GITHUB_OUTPUT, "said=yes\\n");
    console.log(process.env.WHERE);`;
  const { status, text, outputs } = await runLocally(fixture, { inputs: { script }, env: { WHERE: "here" } });
  assert.equal(status, 0, text);
  assert.match(text, /'wait for it'.*a name with blanks/);
  assert.match(text, /^here$/m);
  assert.deepEqual(outputs, [["said", "yes"]]);
});

test("what fails in the action fails local-action", async () => {
  const { status, text } = await runLocally(fixture, { inputs: { script: "throw new Error(`it broke`)" } });
  assert.equal(status, 1, text);
  assert.match(text, /Error: it broke/);
});

test("GitHub's local-action runs the real action, which deploys and writes its outputs", async (t) => {
  const { dagster, github, workspace } = await startWorld(t);
  const { name, payload } = opened();
  const event = join(workspace, "event.json");
  writeFileSync(event, JSON.stringify(payload));
  const { status, text, outputs } = await runLocally(fileURLToPath(new URL("../../action.yml", import.meta.url)), {
    main: join(packageDirectory, "action.cjs"),
    inputs: {
      ...{ "api-token": dagster.token, url: dagster.url, "github-token": github.token },
      ...{ "image-tag": "v1", "project-dir": workspace },
    },
    env: {
      ...{ GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: event, GITHUB_API_URL: github.url },
      ...{ GITHUB_REPOSITORY: "acme/shop", GITHUB_SERVER_URL: "https://github.com", GITHUB_RUN_NUMBER: "1" },
    },
  });
  assert.equal(status, 0, text);
  assert.deepEqual(outputs[0], ["result", "deployed"]);
  assert.equal(dagster.state.deployments[1].locations[0].document.image, "registry.example.com/prices:v1");
  assert.equal(github.repositories[0].comments.length, 1);
});
