// @ts-check
/**
 * An edge in some runtime with a stand-in for Dagster+ behind it, for the tests of one file: what is sent to the one, and what
 * the other is told of it. In the end no secret may have been written or answered anywhere.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startSandbox } from "../sandbox/dagster-plus.js";
import { send, signed } from "./deliver.js";
import { runtimes, startEdge } from "./start.js";

/** @typedef {import("./deliver.js").Said} Said */
/** @typedef {import("./start.js").Runtime} Runtime */
/** @typedef {import("../sandbox/dagster-plus.js").Sandbox} Sandbox */

/** Each under the variable that the configurations of tests name. */
export const secrets = {
  HEX_SECRET: "it-is-known-to-git-hosts",
  OLD_SECRET: "it-was-known-to-git-hosts",
  STANDARD_SECRET: `whsec_${Buffer.from("it-is-known-to-standard-webhooks").toString("base64")}`,
  SHARED_SECRET: `Basic ${Buffer.from("azure:it-is-known-to-azure").toString("base64")}`,
  URL_SECRET: "it-stands-in-a-url&more",
  DAGSTER_DEPLOY_OPERATOR_TOKEN: "it-is-known-to-operators",
  DAGSTER_CLOUD_API_TOKEN: "it-is-known-to-dagster-plus",
};

export const operator = { Authorization: `Bearer ${secrets.DAGSTER_DEPLOY_OPERATOR_TOKEN}` };

/**
 * @typedef {object} Play what a file's tests need
 * @property {string} config
 * @property {Record<string, string> | ((runtime: Runtime) => Record<string, string>)} [variables] beside {@link secrets}
 * @property {Parameters<typeof startSandbox>[0]} [sandbox]
 * @property {(request: Request) => Promise<Response>} [outside] see start.js
 */

/**
 * Describes tests for every runtime, all at once: most of their time they wait.
 * @param {Play} play
 * @param {(stage: Stage, runtime: Runtime) => void} define
 */
export function onEveryRuntime(play, define) {
  describe("the edge", { concurrency: true }, () => {
    for (const runtime of runtimes) {
      describe(`on ${runtime}`, { concurrency: true }, () => {
        const stage = new Stage(runtime, play);
        before(() => stage.start());
        after(() => stage.stop());
        define(stage, runtime);
      });
    }
  });
}

export class Stage {
  /** @type {Sandbox} */
  sandbox = /** @type {any} */ (undefined);
  /** @type {import("./start.js").Edge} */
  edge = /** @type {any} */ (undefined);
  /** All that the edge has answered. @type {string[]} */
  answers = [];
  /** @type {Record<string, string>} */
  variables = {};
  folder = mkdtempSync(join(tmpdir(), "dagster-deploy-edge-"));

  /** @param {Runtime} runtime @param {Play} play */
  constructor(runtime, play) {
    this.runtime = runtime;
    this.play = play;
  }

  async start() {
    const { config, variables = {}, sandbox = {}, outside } = this.play;
    this.sandbox = await startSandbox({ token: secrets.DAGSTER_CLOUD_API_TOKEN, ...sandbox });
    const more = typeof variables === "function" ? variables(this.runtime) : variables;
    this.variables = { ...secrets, DAGSTER_CLOUD_URL: this.sandbox.url, ...more };
    this.edge = await startEdge(this.runtime, { config, variables: this.variables, folder: this.folder, outside });
  }

  async stop() {
    try {
      await this.edge?.stop();
      assertNoSecret(this.variables, [...(this.edge?.lines ?? []), ...this.answers]);
    } finally {
      await this.sandbox?.stop();
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  /** Requests something of the edge. @param {string} path @param {RequestInit} [init] */
  async request(path, init) {
    const answer = await send(this.edge.url + path, init);
    this.answers.push(`${[...answer.headers].join("\n")}\n${answer.text}`);
    return answer;
  }

  /** Sends a delivery as it is. @param {import("./deliver.js").Delivery} delivery */
  post({ path, headers, body }) {
    return this.request(path, { method: "POST", headers, body: /** @type {BodyInit} */ (body) });
  }

  /** Has a sender deliver something, signed. @param {string} provider @param {Said} said @param {string} [secret] */
  deliver(provider, said, secret = secrets[variableOf(provider)]) {
    return this.post(signed(provider, secret, said));
  }

  /** The same where nothing else than that it was taken is of interest. @param {string} provider @param {Said} said */
  async accepted(provider, said) {
    const answer = await this.deliver(provider, said);
    assert.equal(answer.status, 202, answer.text);
    return answer;
  }

  /**
   * The variables of all that Dagster+ was told of a branch, the latest last.
   * @param {string} repository
   * @param {string} branch
   */
  told(repository, branch) {
    const all = this.sandbox.requests.filter(({ rootFields }) => rootFields.includes("createOrUpdateBranchDeployment"));
    const variables = all.map((request) => /** @type {any} */ (request.variables));
    return variables.filter(({ branchData }) => branchData.repoName === repository && branchData.branchName === branch);
  }

  /** The branch deployment as Dagster+ has it. @param {string} repository @param {string} branch */
  deployment(repository, branch) {
    return this.sandbox.state.deployments.find(
      ({ branch: one }) => one?.repoName === repository && one.branchName === branch,
    );
  }

  /** The status of the branch's review, as Dagster+ has it. @param {string} repository @param {string} branch */
  status(repository, branch) {
    return this.deployment(repository, branch)?.branch?.pullRequestStatus;
  }

  /** What operators see. */
  async shown() {
    const { status, json } = await this.request("/status.json", { headers: operator });
    assert.equal(status, 200);
    return json;
  }

  /** The lines of the log about something. @param {string} what */
  logged(what) {
    const lines = this.edge.lines.filter((line) => line.startsWith("{"));
    return lines.map((line) => JSON.parse(line)).filter((line) => line.what === what);
  }

  /**
   * Waits until something is so.
   * @template T
   * @param {string} what
   * @param {() => T | Promise<T>} check
   * @returns {Promise<NonNullable<T>>}
   */
  async until(what, check) {
    for (const end = Date.now() + 40_000; Date.now() < end; await sleep(50)) {
      const found = await check();
      if (found) return found;
    }
    return assert.fail(`not within 40 s: ${what}\n${this.edge.lines.slice(-20).join("\n")}`);
  }

  /** Waits until the edge has nothing more to do for some time, so that nothing was sent means that nothing will be. */
  settled() {
    return sleep(2500);
  }
}

/** The variable with what each sender proves itself by. @param {string} provider @returns {keyof typeof secrets} */
export function variableOf(provider) {
  if (provider === "standard-webhooks") return "STANDARD_SECRET";
  if (provider === "docker-hub") return "URL_SECRET";
  return ["azure-devops", "ecr", "acr"].includes(provider) ? "SHARED_SECRET" : "HEX_SECRET";
}

/**
 * Addresses are no secrets; all other variables are.
 * @param {Record<string, string>} variables
 * @param {string[]} texts
 */
function assertNoSecret(variables, texts) {
  const known = Object.values(variables).filter((value) => value !== "" && !value.startsWith("http"));
  const spelled = known.flatMap((secret) => [secret, encodeURIComponent(secret), secret.replace(/^\w+[_ ]/, "")]);
  assert.deepEqual(
    texts.filter((text) => spelled.some((secret) => text.includes(secret))),
    [],
    "a secret was written or answered",
  );
}
