// @ts-check
/**
 * The server that all contenders talk to, a process of its own so that its work is nobody's cost. It gives every request
 * the answer to its operation, or of GitHub's API to its path, and is no stand-in for either: tests/sandbox and
 * tests/github are. Prints its URL when ready.
 */
import http from "node:http";

const NAME = "0f3c9d8e7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d";
const HEAD = "4f2a9c1d3b5e7f9081a2b3c4d5e6f708192a3b4c";

/** By the root field. @type {Record<string, unknown>} */
const results = {
  createOrUpdateBranchDeployment: { __typename: "DagsterCloudDeployment", deploymentId: 42, deploymentName: NAME },
  // There was no such location before, so that the first look finds the new one.
  workspaceLocationEntryOrError: null,
  deployLocations: { __typename: "DeployLocationsSuccess", locations: [{ locationName: "orders" }] },
  agents: [{ status: "RUNNING", errors: [] }],
  workspaceOrError: {
    __typename: "Workspace",
    locationEntries: [
      { name: "orders", loadStatus: "LOADED", locationOrLoadError: { __typename: "RepositoryLocation" } },
    ],
  },
};

const person = { name: "Ada", email: "ada@example.com", date: "2023-11-14T22:13:20Z" };

/** By method and the end of the path. @type {[string, RegExp, unknown][]} */
const resources = [
  ["GET", /\/pulls\/12$/, { number: 12, state: "open", head: { sha: HEAD } }],
  [
    "GET",
    /\/commits\/\w+$/,
    { sha: HEAD, commit: { message: "Add the orders asset", author: person, committer: person } },
  ],
  ["GET", /\/comments\?/, []],
  ["GET", /\/deployments\?/, []],
  ["POST", /./, { id: 7 }],
];

/** @param {import("node:http").IncomingMessage} request @param {string} body */
function answer({ method, url = "" }, body) {
  if (!url.endsWith("/graphql")) return resources.find(([one, path]) => one === method && path.test(url))?.[2] ?? {};
  const operation = /\{\s*(\w+)/.exec(JSON.parse(body).query)?.[1] ?? "";
  return { data: { [operation]: results[operation] } };
}

const server = http.createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    const json = JSON.stringify(answer(request, body));
    response
      .writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(json) })
      .end(json);
  });
});
server.listen(0, "127.0.0.1", () => {
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  console.log(`http://127.0.0.1:${port}`);
});
