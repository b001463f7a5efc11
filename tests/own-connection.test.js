// @ts-check
/**
 * A server may close a connection right after an answer without having said so. What is sent on it then is lost; a
 * request that is not sent twice therefore gets a connection of its own.
 */
import assert from "node:assert/strict";
import net from "node:net";
import { join } from "node:path";
import test from "node:test";
import { packageDirectory } from "./pkg-directory.js";
import { programs, runIn } from "./network/legs.js";

const deployment = {
  __typename: "DagsterCloudDeployment",
  deploymentName: "x",
  deploymentId: 7,
  deploymentType: "BRANCH",
};

/** Answers each request and closes its connection in the same breath. */
const server = net.createServer((socket) => {
  let seen = "";
  socket.on("error", () => {});
  socket.on("data", (data) => {
    seen += data;
    const [head, body = ""] = seen.split("\r\n\r\n");
    if (body.length < Number(/content-length: (\d+)/i.exec(head)?.[1])) return;
    const root = body.includes("deleteDeployment") ? "deleteDeployment" : "deploymentByName";
    const answer = JSON.stringify({ data: { [root]: deployment } });
    socket.end(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${answer.length}\r\n\r\n${answer}`,
    );
  });
});
await new Promise((resolve) => void server.listen(0, "127.0.0.1", () => resolve(undefined)));
test.after(() => server.close());

const { port } = /** @type {net.AddressInfo} */ (server.address());
const command = ["branch-deployment", "delete", "--deployment", "x", "--url", `http://127.0.0.1:${port}`];

for (const program of /** @type {(keyof typeof programs)[]} */ (Object.keys(programs))) {
  test(`delete works in ${program} although the server closes after each answer`, async () => {
    const entry = join(packageDirectory, program === "deno" ? "deno.js" : "cli.cjs");
    const { status, stderr } = await runIn(program, [entry, ...command, "--api-token", "agent:test"]);
    assert.deepEqual([status, stderr], [0, ""]);
  });
}
