// @ts-check
/**
 * The server that all contenders talk to, a process of its own so that its work is nobody's cost. It answers every
 * POST with the same branch deployment, and is no stand-in for Dagster+: tests/sandbox is. Prints its URL when ready.
 */
import http from "node:http";

const answer = JSON.stringify({
  data: {
    createOrUpdateBranchDeployment: {
      __typename: "DagsterCloudDeployment",
      deploymentId: 42,
      deploymentName: "0f3c9d8e7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d",
    },
  },
});
const headers = { "Content-Type": "application/json", "Content-Length": answer.length };

const server = http.createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(200, headers).end(answer));
});
server.listen(0, "127.0.0.1", () => {
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  console.log(`http://127.0.0.1:${port}`);
});
