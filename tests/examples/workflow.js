// @ts-check
/**
 * Runs the job of a workflow file for an event, as far as the examples go: our Action in the fake runner, `run:` in a shell,
 * a checkout from a repository of the tests. Other people's actions are passed over, but for what they are given.
 *
 * Expressions are evaluated by the fake runner's own evaluator, and a name that no context has is an error. Not here: more
 * than one job, `needs:`, and what becomes of a job after a step has failed.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { contextsOf } from "../action/environment.js";
import { evaluateText } from "../action/expressions.js";
import { runAction } from "../action/runner.js";
import { packageDirectory } from "../pkg-directory.js";
import { checkOut } from "./repository.js";

/** What `uses:` says of this project, at the version that it has. */
export const OWN = `dagster-deploy/dagster-deploy@v${versionOf("../../Cargo.toml")}`;

/** @param {string} path */
function versionOf(path) {
  return /^version = "(.+)"$/m.exec(readFileSync(new URL(path, import.meta.url), "utf8"))?.[1];
}

/**
 * @typedef {Record<string, unknown>} Texts
 * @typedef {{ id?: string, if?: string, uses?: string, run?: string, with?: Texts, env?: Texts, name?: string }} Step
 * @typedef {{ if?: string, env?: Texts, steps: Step[] }} Job
 * @typedef {{ on: Record<string, any>, permissions: Record<string, string>, concurrency: string, jobs: Record<string, Job> }} Workflow
 */

/** @param {string} text @returns {Workflow} */
export function readWorkflow(text) {
  const packages = createRequire(new URL("../action/package.json", import.meta.url));
  return packages("yaml").parse(text);
}

/** @param {Workflow} workflow */
export function stepsOf({ jobs }) {
  return Object.values(jobs).flatMap(({ steps }) => steps);
}

/** Whether the event starts it. @param {Workflow} workflow @param {{ name: string, payload: any }} event */
export function isStarted({ on }, { name, payload }) {
  if (!(name in on)) return false;
  const { types, branches } = on[name] ?? {};
  const isOfType = !types || types.includes(payload.action);
  return isOfType && (!branches || branches.includes(payload.ref.replace("refs/heads/", "")));
}

/** What the job's token may, as the stand-in for GitHub names it. @param {Workflow} workflow */
export function permissionsOf({ permissions }) {
  const level = (/** @type {string} */ name) => /** @type {any} */ (permissions[name] ?? "none");
  const [contents, deployments, pullRequests] = ["contents", "deployments", "pull-requests"].map(level);
  return { contents, deployments, pullRequests, issues: level("issues"), actions: level("actions") };
}

/** A context in which a name that is not there is a mistake. @param {string} what @param {Record<string, any>} names */
function strict(what, names) {
  return new Proxy(names, {
    get(_, name) {
      if (typeof name === "string" && !(name in names)) throw new Error(`${what}.${name}: there is no such thing`);
      return Reflect.get(names, name);
    },
  });
}

const NO_PATHS = { workspace: "", temp: "", toolCache: "", home: "", eventPath: "", files: {} };

/**
 * @typedef {object} Given
 * @property {{ name: string, payload: any }} event
 * @property {Record<string, string>} secrets
 * @property {import("./repository.js").Repository} repository
 * @property {Record<string, string>} env of each of our steps, beside its own
 * @property {Partial<import("../action/environment.js").Job>} [job]
 */

/**
 * @param {Workflow} workflow
 * @param {Given} given
 */
export async function runWorkflow(workflow, given) {
  const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-workflow-"));
  try {
    return await new Running(workflow, given, folder).run();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A job that runs. */
class Running {
  /** @param {Workflow} workflow @param {Given} given @param {string} folder */
  constructor(workflow, given, folder) {
    const [job, ...others] = Object.values(workflow.jobs);
    if (others.length > 0) throw new Error("only workflows of one job are understood");
    this.given = given;
    this.job = job;
    this.workspace = join(folder, "workspace");
    this.tools = join(folder, "bin");
    this.said = join(folder, "docker.txt");
    /** @type {Record<string, any>} */
    this.steps = {};
    const { github } = contextsOf({ event: given.event, ...given.job }, NO_PATHS);
    this.contexts = { github: strict("github", github), secrets: strict("secrets", given.secrets) };
    this.concurrency = evaluateText(workflow.concurrency, this.contexts);
    mkdirSync(this.workspace);
    mkdirSync(this.tools);
    writeFileSync(this.said, "");
    writeFileSync(join(this.tools, "docker"), `#!/bin/sh\necho "$@" >> "${this.said}"\n`);
    chmodSync(join(this.tools, "docker"), 0o755);
  }

  async run() {
    /** @type {Awaited<ReturnType<typeof runAction>>[]} */
    const actions = [];
    const told = {
      concurrency: this.concurrency,
      actions,
      printed: "",
      docker: "",
      others: /** @type {Step[]} */ ([]),
    };
    if (!this.holds(this.job.if, this.contexts)) return { ...told, isSkipped: true };
    for (const step of this.job.steps) {
      const jobEnv = this.texts(this.job.env, this.contexts);
      const contexts = { ...this.contexts, env: strict("env", jobEnv), steps: strict("steps", this.steps) };
      const isRun = this.holds(step.if, contexts);
      const env = { ...jobEnv, ...(isRun ? this.texts(step.env, contexts) : {}) };
      const inputs = isRun ? this.texts(step.with, contexts) : {};
      let outputs = {};
      if (isRun && step.run) told.printed += this.shell(step.run, env);
      else if (isRun && step.uses === OWN) {
        const action = await this.act(inputs, env);
        if (action.status !== 0) throw new Error(`a step of ours has failed:\n${action.maskedLog}`);
        actions.push(action);
        outputs = strict(`steps.${step.id}.outputs`, action.outputs);
      } else if (isRun && step.uses?.startsWith("actions/checkout@")) {
        checkOut(this.given.repository, this.workspace, inputs.ref ?? this.contexts.github.sha);
      } else if (isRun) told.others.push({ ...step, with: inputs });
      if (step.id) this.steps[step.id] = { outputs };
    }
    return { ...told, docker: readFileSync(this.said, "utf8"), isSkipped: false };
  }

  /** @param {Texts | undefined} texts @param {Record<string, any>} contexts */
  texts(texts = {}, contexts) {
    const evaluated = Object.entries(texts).map(([name, text]) => [name, evaluateText(String(text), contexts)]);
    return /** @type {Record<string, string>} */ (Object.fromEntries(evaluated));
  }

  /** @param {string | undefined} condition @param {Record<string, any>} contexts */
  holds(condition, contexts) {
    return condition === undefined || !["", "false", "0"].includes(evaluateText(`\${{ ${condition} }}`, contexts));
  }

  /** @param {Record<string, string>} inputs @param {Record<string, string>} env */
  act(inputs, env) {
    const { event, env: more, job } = this.given;
    const main = join(packageDirectory, "action.cjs");
    return runAction({ main, event, inputs, env: { ...env, ...more }, workspace: this.workspace, ...job });
  }

  /** @param {string} script @param {Record<string, string>} env */
  shell(script, env) {
    const path = `${this.tools}${delimiter}${process.env.PATH}`;
    return execFileSync("bash", ["--norc", "-e", "-c", script], {
      cwd: this.workspace,
      env: { ...env, PATH: path },
      encoding: "utf8",
    });
  }
}
