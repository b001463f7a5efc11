// @ts-check
/**
 * `npm run action`: runs the committed action on this machine as a job of GitHub Actions would, for an event in a file, and
 * shows its log, outputs and summary. The runner is the fake one of the tests (tests/action/runner.js), so this works in a
 * clone only. Without --sandbox the action talks to the real servers.
 */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { guessedEventName } from "../tests/action/event.js";
import { runAction } from "../tests/action/runner.js";
import { root } from "./run.mjs";

const HELP = `Runs the action on this machine as a job of GitHub Actions would.

usage: npm run action -- --event FILE [flags]

  --event FILE         the event's payload: examples/events/ has some, and a webhook's page on GitHub ("Recent Deliveries")
  --event-name NAME    guessed from the payload when left out
  --input NAME=VALUE   an input of the action, as in \`with:\`; may be repeated
  --env NAME=VALUE     a variable, as in \`env:\`; may be repeated. --env NAME takes the one of your shell
  --sandbox            run against stand-ins for Dagster+ and GitHub's API on this machine
  --workspace DIR      what is checked out: by default this folder, with --sandbox one with a dagster_cloud.yaml
  --action FILE        another action.yml
  --debug              as if the job were run with debug logging
  -h, --help           this text`;

/** The user's directory: npm changes to the top directory of the project. */
const here = process.env.INIT_CWD ?? process.cwd();

try {
  const options = readArguments(process.argv.slice(2));
  if (options === null) console.log(HELP);
  else process.exitCode = await runWith(options);
} catch (error) {
  console.error(`error: ${/** @type {Error} */ (error).message}\nnpm run action -- --help tells how it is used`);
  process.exitCode = 2;
}

/** @param {string[]} argv */
function readArguments(argv) {
  const text = /** @type {const} */ ({ type: "string" });
  const list = /** @type {const} */ ({ type: "string", multiple: true });
  const flag = /** @type {const} */ ({ type: "boolean", default: false });
  const { values } = parseArgs({
    args: argv,
    options: {
      ...{ event: text, "event-name": text, input: list, env: list, sandbox: flag },
      ...{ workspace: text, action: text, debug: flag, help: { ...flag, short: "h" } },
    },
  });
  if (values.help) return null;
  if (!values.event) throw new Error("--event FILE is missing");
  const action = resolve(here, values.action ?? resolve(root, "action.yml"));
  if (!existsSync(action)) throw new Error(`there is no ${action}`);
  const workspace = values.workspace === undefined ? null : resolve(here, values.workspace);
  if (workspace !== null && !existsSync(workspace)) throw new Error(`--workspace: there is no ${workspace}`);
  return {
    ...{ action, workspace, event: readEvent(values.event, values["event-name"]) },
    ...{ isSandbox: values.sandbox, isDebug: values.debug },
    inputs: Object.fromEntries(values.input?.map((pair) => split("--input", pair, null)) ?? []),
    env: Object.fromEntries(values.env?.map((pair) => split("--env", pair, process.env)) ?? []),
  };
}

/**
 * @param {string} file
 * @param {string | undefined} givenName
 */
function readEvent(file, givenName) {
  const payload = readJson(resolve(here, file));
  if (typeof payload?.repository?.full_name !== "string") {
    throw new Error(`${file} has no repository.full_name, so it is not the payload of an event of GitHub's`);
  }
  const name = givenName ?? guessedEventName(payload);
  if (name === null) throw new Error(`${file} does not tell which event it is of: say it with --event-name`);
  return { name, payload };
}

/** @param {string} path */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`--event: cannot read ${path}: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * @param {string} flag
 * @param {string} pair
 * @param {NodeJS.ProcessEnv | null} fallback
 */
function split(flag, pair, fallback) {
  const [, name, value] = /^([^=]+)(?:=([^]*))?$/.exec(pair) ?? [];
  const found = value ?? fallback?.[name];
  if (name !== undefined && found !== undefined) return [name, found];
  throw new Error(`${flag} ${pair}: ${fallback && name ? "your shell has no such variable" : "it must be NAME=VALUE"}`);
}

/** @param {NonNullable<ReturnType<typeof readArguments>>} options */
async function runWith({ isSandbox, workspace, env, event, ...options }) {
  if (!isSandbox) {
    const { html_url: page } = event.payload.repository;
    const job = { token: env.GITHUB_TOKEN ?? "", ...(page ? { serverUrl: new URL(page).origin } : {}) };
    return report(
      await runAction({
        ...options,
        ...job,
        env,
        event,
        workspace: workspace ?? here,
        ...defaults(env, options.inputs),
      }),
    );
  }
  const { startStandIns } = await import("../tests/action/stand-ins.js");
  const standIns = await startStandIns(event.payload, (line) => console.log(`    > ${line}`));
  try {
    const all = { ...standIns.env, ...env };
    const where = { workspace: workspace ?? standIns.workspace, ...standIns.job };
    return report(await runAction({ ...options, ...where, env: all, event, ...defaults(all, options.inputs) }));
  } finally {
    await standIns.stop();
  }
}

/**
 * Returns the options of every run: prints its log as it comes, has no short time limit, and masks values whose names look
 * like secrets.
 * @param {Record<string, string>} env
 * @param {Record<string, string>} inputs
 */
function defaults(env, inputs) {
  const isSecret = (/** @type {[string, string]} */ [name]) => /token|secret|password/i.test(name);
  const secrets = Object.entries({ ...env, ...inputs })
    .filter(isSecret)
    .map(([, value]) => value);
  const onLine = (/** @type {string} */ line) => console.log(line);
  return { secrets, onLine, timeoutMilliseconds: 6 * 60 * 60 * 1000 };
}

/**
 * @param {Awaited<ReturnType<typeof runAction>>} run
 * @returns {number} the exit status
 */
function report({ outputs, summary, status, signal, runnerFailed, missingInputs, event }) {
  if (missingInputs.length > 0)
    console.log(`(action.yml requires ${missingInputs.join(", ")}; GitHub does not check it)`);
  heading("Outputs");
  for (const [name, value] of Object.entries(outputs)) {
    console.log(`${name}: ${value.includes("\n") ? JSON.stringify(value) : value}`);
  }
  heading("Summary");
  process.stdout.write(summary);
  const failed = runnerFailed || status !== 0;
  heading(`${failed ? "Failed" : "Succeeded"}: ${signal ?? `exit status ${status}`}, event ${event}`);
  return failed ? status || 1 : 0;
}

/** @param {string} text */
function heading(text) {
  console.log(`\n── ${text}`);
}
