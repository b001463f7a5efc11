// @ts-check
/** The fake runner gives an action what GitHub's gives it, and takes what it says as that does. */
import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { node24, versions } from "../runtimes/paths.js";
import { runAction } from "./runner.js";

const action = fileURLToPath(new URL("./fixtures/action.yml", import.meta.url));

/** @param {string} script @param {import("./runner.js").Options} [options] */
const runScript = (script, options = {}) => runAction({ action, ...options, inputs: { script, ...options.inputs } });

/** Prints lines. @param {...string} lines */
const say = (...lines) => `process.stdout.write(${JSON.stringify(lines.map((line) => `${line}\n`).join(""))})`;

test("the environment is that of GitHub's runner, and nothing of the tests'", async () => {
  process.env.OF_THE_TESTS = "leaked";
  const { stdout, env, paths } = await runScript("console.log(JSON.stringify(process.env))", { env: { MINE: "1" } });
  delete process.env.OF_THE_TESTS;
  assert.deepEqual(JSON.parse(stdout), env);
  const foreign = Object.keys(env).filter((name) => !/^(GITHUB|RUNNER|INPUT|ACTIONS)_/.test(name));
  assert.deepEqual(foreign.sort(), ["CI", "HOME", "ImageOS", "ImageVersion", "LANG", "MINE", "PATH", "SHELL", "USER"]);
  assert.deepEqual([env.CI, env.GITHUB_ACTIONS, env.GITHUB_ACTION], ["true", "true", "__dagster-io_dagster-deploy"]);
  const told = [env.GITHUB_WORKSPACE, env.RUNNER_TEMP, env.GITHUB_OUTPUT];
  assert.deepEqual(told, [paths.workspace, paths.temp, paths.files.output]);
  assert.equal("GITHUB_TOKEN" in env || "GITHUB_EVENT" in env || "RUNNER_DEBUG" in env, false);
});

test("inputs become variables, with defaults from contexts", async () => {
  const event = { name: "pull_request", payload: { pull_request: { number: 42, head: {}, base: {} } } };
  const { env, missingInputs, maskedLog } = await runScript("", {
    event,
    token: "abc",
    inputs: { OLD: "x", other: "y" },
  });
  const inputs = Object.entries(env).filter(([name]) => name.startsWith("INPUT_"));
  assert.deepEqual(Object.fromEntries(inputs), {
    INPUT_SCRIPT: "",
    INPUT_OLD: "x",
    INPUT_OTHER: "y",
    INPUT_TOKEN: "abc",
    INPUT_WAIT_FOR_IT: "true",
    "INPUT_IMAGE-TAG": "42-Linux",
  });
  assert.deepEqual(missingInputs, []);
  assert.equal(
    maskedLog,
    [
      "##[warning]Input 'old' has been deprecated with message: use image-tag\n",
      "##[warning]Unexpected input(s) 'other', valid inputs are ['script', 'token', 'wait for it', 'image-tag', 'old']\n",
    ].join(""),
  );
});

test("a required input that is not given is told to the test, because the runner does not care", async () => {
  const { missingInputs, status } = await runAction({ action });
  assert.deepEqual([missingInputs, status], [["script"], 0]);
});

test("another Node can run it", async () => {
  const { stdout } = await runScript("console.log(process.version)", { node: node24 });
  assert.equal(stdout, `v${versions.node24}\n`);
});

test("the event's file, the folders and the workspace are there", async () => {
  const workspace = realpathSync(mkdtempSync(join(tmpdir(), "dagster-deploy-workspace-")));
  const script = `
    import { readFileSync, statSync } from "node:fs";
    const { env } = process;
    const folders = [env.RUNNER_TEMP, env.RUNNER_TOOL_CACHE, env.HOME, env.GITHUB_WORKSPACE];
    const areThere = folders.every((path) => statSync(path).isDirectory());
    console.log(JSON.stringify([JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, "utf8")), process.cwd(), areThere]));`;
  const event = { name: "push", payload: { ref: "refs/heads/x", after: "a" } };
  const { stdout, stderr } = await runScript(script, { event, workspace });
  rmSync(workspace, { recursive: true });
  assert.deepEqual(JSON.parse(stdout || stderr), [event.payload, workspace, true]);
});

test("a step's env cannot replace the runner's variables, a test can", async () => {
  await assert.rejects(runScript("", { env: { GITHUB_REF: "x" } }), /env: cannot set GITHUB_REF on GitHub/);
  const variables = { GITHUB_STEP_SUMMARY: undefined, GITEA_ACTIONS: "true" };
  const { env } = await runScript("", { env: { GITHUB_TOKEN: "t" }, variables });
  assert.deepEqual([env.GITHUB_TOKEN, env.GITEA_ACTIONS, "GITHUB_STEP_SUMMARY" in env], ["t", "true", false]);
});

test("status, signal and both streams are told, and a process that hangs is ended", async () => {
  const failed = await runScript("console.log('out'); console.error('err'); process.exitCode = 3");
  assert.deepEqual([failed.status, failed.signal, failed.stdout, failed.stderr], [3, null, "out\n", "err\n"]);
  assert.deepEqual(failed.maskedLog.split("\n").sort(), ["", "err", "out"]);
  const hung = await runScript("setInterval(() => {}, 1000)", { timeoutMilliseconds: 500 });
  assert.deepEqual([hung.status, hung.signal], [null, "SIGKILL"]);
});

test("a cancelled job interrupts the process", async () => {
  const controller = new AbortController();
  const script = `
    process.on("SIGINT", () => { console.log("interrupted"); process.exit(7); });
    setInterval(() => {}, 1000);
    console.log("ready");`;
  const onLine = (/** @type {string} */ line) => void (line === "ready" && controller.abort());
  const { status, maskedLog } = await runScript(script, { cancel: controller.signal, onLine });
  assert.deepEqual([status, maskedLog], [7, "ready\ninterrupted\n"]);
});

test("a mistake in a file fails the step, and the pairs before it count", async () => {
  const script = `
    import { appendFileSync } from "node:fs";
    appendFileSync(process.env.GITHUB_OUTPUT, "a=1\\nb<<E\\nx\\n");`;
  const { outputs, runnerFailed, annotations } = await runScript(script);
  assert.deepEqual([outputs, runnerFailed], [{ a: "1" }, true]);
  const messages = [
    "Unable to process file command 'output' successfully.",
    "Invalid value. Matching delimiter not found 'E'",
  ];
  assert.deepEqual(
    annotations.map(({ message }) => message),
    messages,
  );
});

test("an output without a name fails the step", async () => {
  const script = `import { appendFileSync } from "node:fs"; appendFileSync(process.env.GITHUB_OUTPUT, "=1\\n");`;
  assert.equal((await runScript(script)).runnerFailed, true);
});

test("a misspelt option is refused, or a test would prove something else than it says", async () => {
  await assert.rejects(
    runAction(/** @type {any} */ ({ action, inputz: {} })),
    /^Error: unknown option inputz: there are action,/,
  );
});

test("a summary over 1024 KiB is dropped with an error", async () => {
  const script = `
    import { writeFileSync } from "node:fs";
    writeFileSync(process.env.GITHUB_STEP_SUMMARY, "x".repeat(2 ** 21));`;
  const { summary, annotations, runnerFailed } = await runScript(script);
  assert.deepEqual([summary, runnerFailed, annotations.length], ["", false, 1]);
  assert.match(annotations[0].message, /upload aborted, supports content up to a size of 1024k, got 2048k/);
});

test("the token is masked from the start, in all its usual spellings", async () => {
  const secret = 'tök"en&1';
  const base64 = Buffer.from(secret).toString("base64");
  const lines = [secret, encodeURIComponent(secret), base64, JSON.stringify(secret), `${secret}${secret}`];
  const { maskedLog, stdout } = await runScript(say(...lines), { token: secret });
  assert.equal(maskedLog, '***\n***\n***\n"***"\n***\n');
  assert.ok(stdout.startsWith(secret));
});
