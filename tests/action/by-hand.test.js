// @ts-check
/** `npm run action` runs an action for an event in a file, and says in one sentence what it was asked wrongly. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { guessedEventName } from "./event.js";
import { commitsOf, pullsOf } from "./stand-ins.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const events = join(root, "examples", "events");
const fixture = ["--action", "tests/action/fixtures/action.yml"];

/**
 * @param {string[]} argv
 * @param {Record<string, string>} [env] of the user's shell
 * @returns {Promise<{ status: unknown, stdout: string, stderr: string }>}
 */
function action(argv, env = {}) {
  const args = [join(root, "scripts", "action.mjs"), ...argv];
  const options = { cwd: root, env: { ...process.env, INIT_CWD: root, ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      resolve({ status: error?.code ?? 0, stdout, stderr });
    });
  });
}

/** @param {string} script @param {string[]} argv @param {Record<string, string>} [env] */
const runScript = (script, argv, env) => action([...fixture, "--input", `script=${script}`, ...argv], env);

/** @param {string} name */
const payloadOf = (name) => JSON.parse(readFileSync(join(events, name), "utf8"));

test("the sample events are known for what they are, and speak of commits", () => {
  const known = readdirSync(events).map((name) => {
    const payload = payloadOf(name);
    return [name, guessedEventName(payload), commitsOf(payload).length];
  });
  assert.deepEqual(known.sort(), [
    ["delete.json", "delete", 0],
    ["pull_request-closed.json", "pull_request", 2],
    ["pull_request-opened.json", "pull_request", 2],
    ["push.json", "push", 1],
    ["workflow_run.json", "workflow_run", 1],
  ]);
});

test("the stand-in for GitHub knows an event's pull requests, a fork's among them", () => {
  const payload = payloadOf("pull_request-closed.json");
  const { head, base } = payload.pull_request;
  const wanted = {
    ...{
      number: 42,
      state: "closed",
      mergedAt: "2026-11-23T10:00:00Z",
      title: "New prices",
      login: "ada",
      isDraft: false,
    },
    head: { ref: head.ref, sha: head.sha },
    base: { ref: "main", sha: base.sha },
  };
  assert.deepEqual(pullsOf(payload), [wanted]);
  const few = { ...wanted, state: "open", mergedAt: null, title: "" };
  assert.deepEqual(pullsOf(payloadOf("workflow_run.json")), [few]);
  assert.deepEqual(pullsOf(payloadOf("push.json")), []);
  for (const [repo, repository] of [
    [{ full_name: "eve/shop" }, "eve/shop"],
    [null, null],
  ]) {
    const forked = { ...payload, pull_request: { ...payload.pull_request, head: { ...head, repo } } };
    assert.deepEqual(pullsOf(forked)[0].head, { ref: head.ref, sha: head.sha, repository });
  }
});

test("log, outputs and summary are shown, and the action's status is the command's", async () => {
  const script = `
    import { appendFileSync as append } from "node:fs";
    console.log("::notice::for " + process.env.GITHUB_EVENT_NAME + " at " + process.env.GITHUB_SERVER_URL);
    append(process.env.GITHUB_OUTPUT, "said=yes\\n");
    append(process.env.GITHUB_STEP_SUMMARY, "# Done");
    process.exitCode = 3;`;
  const { status, stdout, stderr } = await runScript(script, ["--event", "examples/events/push.json"]);
  assert.deepEqual([status, stderr], [3, ""]);
  assert.deepEqual(stdout.split("\n"), [
    "##[notice]for push at https://github.com",
    ...["", "── Outputs", "said: yes", "", "── Summary", "# Done", "", "── Failed: exit status 3, event push", ""],
  ]);
});

test("--sandbox has stand-ins that know the event's commits, and a location file", async () => {
  const script = `
    const { env } = process;
    const commit = await fetch(env.GITHUB_API_URL + "/repos/acme/shop/commits/5f2c9e1b7a", {
      headers: { authorization: "Bearer " + env.INPUT_TOKEN },
    });
    const dagster = await fetch(env.DAGSTER_CLOUD_URL + "/prod/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", "dagster-cloud-api-token": env.DAGSTER_CLOUD_API_TOKEN },
      body: JSON.stringify({ query: "{ __typename }" }),
    });
    const { readdirSync } = await import("node:fs");
    console.log((await commit.json()).commit.message, JSON.stringify(await dagster.json()), readdirSync("."));`;
  const { status, stdout, stderr } = await runScript(script, [
    "--sandbox",
    "--event",
    "examples/events/workflow_run.json",
  ]);
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /^Add the new prices .*__typename.* \[ 'dagster_cloud.yaml' \]$/m);
});

test("every sample event runs the real action against stand-ins that know all it asks for", async () => {
  const names = readdirSync(events);
  // Side by side: each deployment waits until the stand-in has loaded its location.
  const flags = ["--sandbox", "--input", "deployment=prod", "--input", "image-tag=v1"];
  const ended = await Promise.all(names.map((name) => action(["--event", join(events, name), ...flags])));
  const results = ended.map(({ status, stdout, stderr }, index) => {
    assert.doesNotMatch(stdout, /answered \d|GitHub was not told|Not known/, names[index]);
    return [names[index], status, stderr, /^result: (.*)$/m.exec(stdout)?.[1]];
  });
  assert.deepEqual(results.sort(), [
    ["delete.json", 0, "", "skipped"],
    ["pull_request-closed.json", 0, "", "closed"],
    ["pull_request-opened.json", 0, "", "deployed"],
    ["push.json", 0, "", "deployed"],
    ["workflow_run.json", 0, "", "deployed"],
  ]);
});

test("--env takes a variable of the shell, and what is a token is not shown", async () => {
  const event = ["--event", "examples/events/delete.json", "--event-name", "schedule"];
  const flags = [...event, "--env", "MY_TOKEN", "--env", "PLAIN=a=b"];
  const script =
    "console.log(process.env.MY_TOKEN, process.env.PLAIN, process.env.OTHER, process.env.GITHUB_EVENT_NAME)";
  const { stdout } = await runScript(script, flags, { MY_TOKEN: "s3cret", OTHER: "leaked" });
  assert.match(stdout, /^\*\*\* a=b undefined schedule$/m);
});

test("what was asked wrongly is said in one sentence", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-events-"));
  const file = (/** @type {string} */ name, /** @type {string} */ text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const event = "examples/events/push.json";
  const repository = '{"repository": {"full_name": "acme/shop"}}';
  /** @type {[argv: string[], said: RegExp][]} */
  const cases = [
    [[], /^error: --event FILE is missing\n/],
    [["--event", "none.json"], /^error: --event: cannot read .*none\.json: ENOENT/],
    [["--event", file("broken.json", "{")], /^error: --event: cannot read .*broken\.json: .*JSON/],
    [["--event", file("null.json", "null")], /^error: .*null\.json has no repository\.full_name/],
    [
      ["--event", file("unknown.json", repository)],
      /^error: .*unknown\.json does not tell which event it is of: say it/,
    ],
    [["--event", event, "--input", "script"], /^error: --input script: it must be NAME=VALUE\n/],
    [["--event", event, "--env", "NO_SUCH"], /^error: --env NO_SUCH: your shell has no such variable\n/],
    [["--event", event, "--env", "GITHUB_REF=x"], /^error: env: cannot set GITHUB_REF on GitHub/],
    [["--event", event, "--workspace", "none"], /^error: --workspace: there is no .*none\n/],
    [["--event", event, "--nothing"], /^error: Unknown option '--nothing'/],
    [["--event", event, "--action", "none.yml"], /^error: there is no .*none\.yml\n/],
  ];
  const ended = await Promise.all(cases.map(([argv]) => action([...fixture, ...argv])));
  rmSync(folder, { recursive: true });
  ended.forEach(({ status, stdout, stderr }, index) => {
    assert.deepEqual([status, stdout], [2, ""], stderr);
    assert.match(stderr, cases[index][1]);
    assert.match(stderr, /\nnpm run action -- --help tells how it is used\n$/);
  });
});

test("--help tells every flag", async () => {
  const { status, stdout } = await action(["--help"]);
  assert.equal(status, 0);
  for (const flag of ["event", "event-name", "input", "env", "sandbox", "workspace", "action", "debug", "help"]) {
    assert.match(stdout, new RegExp(`^  (-h, )?--${flag} `, "m"));
  }
});
