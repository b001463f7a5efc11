// @ts-check
/**
 * A fake of GitHub's runner: runs an action once, in a process of its own and with nothing of this one's environment, and
 * tells all that it did.
 *
 *   const { status, outputs, summary } = await runAction({ inputs: { deployment: "prod" }, event: { name, payload } });
 *
 * What is not here: composite and Docker actions, `if:`, post steps on their own, problem matchers. The rules stand in
 * commands.js (lines), step-log.js (what commands do), file-commands.js, masks.js, manifest.js (inputs), event.js (refs) and
 * environment.js.
 */
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { packageDirectory } from "../pkg-directory.js";
import { JOB_OPTIONS, contextsOf, environmentOf } from "./environment.js";
import { execute } from "./execute.js";
import { environmentOf as setByFile, foldersOf, parsePairs, summaryOf } from "./file-commands.js";
import { inputsFor, readManifest, scriptOf } from "./manifest.js";
import { Masks } from "./masks.js";
import { StepLog } from "./step-log.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const NEWLINE = process.platform === "win32" ? "\r\n" : "\n";

/** What the action may write to, by the names in the context `github`, and how each file's own name begins. */
const FILES = {
  output: "set_output_",
  env: "set_env_",
  path: "add_path_",
  state: "save_state_",
  step_summary: "step_summary_",
};

/**
 * @typedef {object} Run
 * @property {string} action its action.yml
 * @property {string} main what is run in place of its `runs.main`
 * @property {"pre" | "main" | "post"} stage
 * @property {string} node the program that runs it
 * @property {Record<string, string>} inputs the step's `with:`
 * @property {Record<string, string>} env the step's `env:`
 * @property {Record<string, string | undefined>} variables what this runner sets otherwise than GitHub's, or not at all
 * @property {Record<string, string>} state what an earlier stage has saved
 * @property {string[]} secrets that are masked from the start, with `github.token`
 * @property {string} workspace an empty folder if not given
 * @property {number} timeoutMilliseconds after which the process is killed
 * @property {AbortSignal} cancel who cancels the job: SIGINT, after 7.5 s SIGTERM, after 2.5 s more the end
 * @property {(line: string) => void} onLine is given each line that is shown
 *
 * @typedef {Partial<Run & import("./environment.js").Job>} Options
 */

/** All of these. */
const OPTIONS = [
  ...["action", "main", "stage", "node", "inputs", "env", "variables", "state", "secrets", "workspace"],
  ...["timeoutMilliseconds", "cancel", "onLine", ...JOB_OPTIONS],
];

/** @param {Options} options */
export async function runAction(options = {}) {
  const unknown = Object.keys(options).filter((name) => !OPTIONS.includes(name));
  if (unknown.length > 0) throw new Error(`unknown option ${unknown.join(", ")}: there are ${OPTIONS.join(", ")}`);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "dagster-deploy-action-")));
  try {
    return await runIn(folder, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The committed package is the one that is tested, unless another was named. @param {string} script */
function tested(script) {
  const path = relative(join(root, "pkg"), script);
  return path.startsWith("..") || isAbsolute(path) ? script : join(packageDirectory, path);
}

/** @param {string} folder @param {Options} options */
async function runIn(folder, options) {
  const paths = makeFiles(folder, options);
  const contexts = contextsOf(options, paths);
  const manifest = readManifest(resolve(options.action ?? join(root, "action.yml")));
  const script = options.main ? resolve(options.main) : tested(scriptOf(manifest, options.stage ?? "main"));
  if (!existsSync(script)) throw new Error(`there is no ${script}`);
  const inputs = inputsFor(manifest, options.inputs ?? {}, contexts);
  const env = environmentFor(options, contexts, paths, inputs.variables);
  const masks = new Masks();
  for (const secret of [contexts.github.token, ...(options.secrets ?? [])]) masks.add(secret);
  const { workspace } = paths;
  const { repository } = contexts.github;
  const { isDebug = false, onLine = () => {} } = options;
  const log = new StepLog(masks, { workspace, repository, isDebug, onLine });
  for (const warning of inputs.warnings) log.addIssue("warning", warning);
  const take = (/** @type {string} */ line) => log.take(line);
  const ended = await execute([options.node ?? process.execPath, script], { ...options, workspace, env, take });
  const given = { inputs: inputs.values, missingInputs: inputs.missing, event: contexts.github.event_name };
  return { ...ended, ...told(log, readFiles(paths, log)), ...given, env, paths, manifest };
}

/** @param {StepLog} log @param {ReturnType<typeof readFiles>} files */
function told(log, { outputs, state, ...files }) {
  const { annotations, dropped, commands, groups, hasFailed, masks, shown } = log;
  return {
    ...files,
    outputs: { ...log.outputs, ...outputs },
    state: { ...log.state, ...state },
    ...{ commands, annotations, dropped, groups },
    masks: masks.values,
    maskedLog: shown.map((line) => `${line}\n`).join(""),
    runnerFailed: hasFailed,
  };
}

/** @param {string} folder @param {Options} options @returns {import("./environment.js").Paths} */
function makeFiles(folder, { event, workspace }) {
  const temp = join(folder, "_temp");
  const paths = { temp, toolCache: join(folder, "_tool"), home: join(folder, "home") };
  const own = join(folder, "work", "shop", "shop");
  const [commands, events] = ["_runner_file_commands", "_github_workflow"].map((name) => join(temp, name));
  for (const path of [...Object.values(paths), own, commands, events]) mkdirSync(path, { recursive: true });
  const eventPath = join(events, "event.json");
  writeFileSync(eventPath, JSON.stringify(event?.payload ?? {}, null, 2));
  const named = Object.entries(FILES).map(([name, prefix]) => [name, join(commands, prefix + randomUUID())]);
  const files = Object.fromEntries(named);
  for (const path of Object.values(files)) writeFileSync(path, "");
  return { ...paths, workspace: workspace ? resolve(workspace) : own, eventPath, files };
}

/**
 * A step's `env:` does not get past the runner's own variables; a test that tries it means something else.
 * @param {Options} options
 * @param {ReturnType<typeof contextsOf>} contexts
 * @param {import("./environment.js").Paths} paths
 * @param {Record<string, string>} inputs
 */
function environmentFor({ env = {}, state = {}, variables = {} }, contexts, paths, inputs) {
  const own = environmentOf(contexts, paths.home);
  const taken = Object.keys(env).filter((name) => /^(GITHUB|RUNNER)_/.test(name) && name in own);
  if (taken.length > 0) throw new Error(`env: cannot set ${taken.join(", ")} on GitHub, the runner does that itself`);
  const states = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
  const all = Object.entries({ ...own, ...env, ...states, ...inputs, ...variables });
  return /** @type {Record<string, string>} */ (Object.fromEntries(all.filter(([, value]) => value !== undefined)));
}

/**
 * What the action wrote into its files; a mistake there fails the step.
 * @param {import("./environment.js").Paths} paths
 * @param {StepLog} log
 */
function readFiles({ files }, log) {
  /** @param {string} name */
  const read = (name) => (existsSync(files[name]) ? readFileSync(files[name]) : Buffer.alloc(0));
  /** @param {string} name */
  const pairsOf = (name) => {
    const { pairs, error } = parsePairs(
      read(name)
        .toString("utf8")
        .replace(/^\uFEFF/, ""),
      NEWLINE,
    );
    const unnamed =
      name === "output" && pairs.some(([key]) => key === "") ? "Value cannot be null. (Parameter 'name')" : null;
    const problem = error ?? unnamed;
    if (problem) log.fail(`Unable to process file command '${name}' successfully.`, problem);
    return pairs;
  };
  const exported = setByFile(pairsOf("env"));
  for (const error of exported.errors) log.addIssue("error", error);
  const { summary, error } = summaryOf(read("step_summary"), (line) => log.masks.mask(line));
  if (error) log.addIssue("error", error);
  const [outputs, state] = ["output", "state"].map((name) => Object.fromEntries(pairsOf(name)));
  return { outputs, state, exported: exported.env, path: foldersOf(read("path").toString("utf8")), summary };
}
