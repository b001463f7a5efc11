// @ts-check
/**
 * The least that Deno or Bun must do for `branch-deployment create-or-update`: one POST with the same body by `fetch`,
 * and the deployment's name on stdout. No flags, no checks, no retries; the program is measured against it.
 *
 *     deno run --allow-net minimal-fetch.js URL TOKEN BODY
 */

/** @type {any} Deno and Bun name their arguments each in a way of its own. */
const { Deno, process } = globalThis;
const [url, token, body] = Deno?.args ?? process.argv.slice(2);
const headers = { "Content-Type": "application/json", "Dagster-Cloud-Api-Token": token };

const response = await fetch(`${url}/graphql`, { method: "POST", headers, body });
const { data } = await response.json();
console.log(data.createOrUpdateBranchDeployment.deploymentName);
