// @ts-check
/**
 * How the stand-in's own tests ask it: by plain `fetch`, with nothing of the program that other
 * tests are about.
 */
import assert from "node:assert/strict";
import { after } from "node:test";
import { startSandbox } from "./dagster-plus.js";

/** @typedef {import("./dagster-plus.js").Sandbox} Sandbox */

export const CREATE = `
  mutation (
    $branchData: CreateOrUpdateBranchDeploymentInput!
    $commit: DeploymentCommitInput!
    $base: String
  ) {
    createOrUpdateBranchDeployment(
      branchData: $branchData
      commit: $commit
      baseDeploymentName: $base
    ) {
      __typename
      ... on DagsterCloudDeployment { deploymentId deploymentName }
      ... on Error { message }
    }
  }`;
export const BRANCH = { repoName: "acme/shop", branchName: "new-prices" };
export const COMMIT = { commitHash: "5f2c9e1", timestamp: 1700000000 };

/** @type {Sandbox[]} */
const started = [];
after(() => Promise.all(started.map((sandbox) => sandbox.stop())));

/**
 * Starts a stand-in that is stopped after the tests of this file.
 * @param {Partial<import("./options.js").SandboxOptions>} options
 */
export async function sandboxWith(options = {}) {
  const sandbox = await startSandbox(options);
  started.push(sandbox);
  return sandbox;
}

/**
 * @param {Sandbox} sandbox
 * @param {string} query
 * @param {{ variables?: object, path?: string, headers?: Record<string, string> }} more
 */
export function send(sandbox, query, { variables = {}, path = "/graphql", headers = {} } = {}) {
  const token = { "dagster-cloud-api-token": sandbox.token };
  return fetch(sandbox.url + path, {
    method: "POST",
    headers: { ...token, "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
    redirect: "manual",
  });
}

/**
 * The data of an answer that has no errors.
 * @param {Parameters<typeof send>} request
 */
export async function ask(...request) {
  const response = await send(...request);
  const { data, errors } = /** @type {any} */ (await response.json());
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}

/**
 * @param {Sandbox} sandbox
 * @param {object} branch
 * @param {object} more
 */
export async function create(sandbox, branch = {}, more = {}) {
  const branchData = { ...BRANCH, ...branch };
  const data = await ask(sandbox, CREATE, { variables: { branchData, commit: COMMIT, ...more } });
  return data.createOrUpdateBranchDeployment;
}
