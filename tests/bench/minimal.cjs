// @ts-check
/**
 * The least that Node must do for `branch-deployment create-or-update`: one POST with the same body by node:http, and
 * the deployment's name on stdout. No flags, no checks, no retries; the program is measured against it.
 *
 * It is CommonJS, because an ES module that imports node:http makes Node load all of undici, too: twice the CPU on Node 24.
 *
 *     node minimal.cjs URL TOKEN BODY
 */
const { writeSync } = require("node:fs");
const http = require("node:http");

const [url, token, body] = process.argv.slice(2);
const headers = { "Content-Type": "application/json", "Dagster-Cloud-Api-Token": token };

const request = http.request(`${url}/graphql`, { method: "POST", headers }, (response) => {
  let text = "";
  response.setEncoding("utf8");
  response.on("data", (chunk) => (text += chunk));
  response.on("end", () => {
    // Not process.stdout: it would make a stream first, and this is to be the least.
    writeSync(1, `${JSON.parse(text).data.createOrUpdateBranchDeployment.deploymentName}\n`);
  });
});
request.end(body);
