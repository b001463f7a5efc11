// @ts-check
/**
 * The least that Node must do for `branch-deployment create-or-update`: one POST with the same body by node:http, and
 * the deployment's name on stdout. No flags, no checks, no retries; the program is measured against it.
 *
 *     node minimal.js URL TOKEN BODY
 */
import { writeSync } from "node:fs";
import http from "node:http";

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
