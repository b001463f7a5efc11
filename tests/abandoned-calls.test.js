// @ts-check
/**
 * Many requests share one instance of the core in workerd, and a client that goes away takes its request's timers and
 * sockets with it. Nothing of that may hang another request or answer it with a stranger's result.
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { serve } from "./abandoned/serve.js";
import { workerdLibrary } from "./network/legs.js";

const REQUESTS = 300;
const IN_FLIGHT = 32;
/** Much longer than any request takes; ends one that hangs. */
const HANGS_AFTER = 30_000;

/** @param {number} number */
const branch = (number) => `branch-${number}`;
/** A third of the clients goes away, each at another moment: while an answer or a retry is awaited. @param {number} number */
const patience = (number) => (number % 3 === 0 ? 10 + ((number * 37) % 400) : Infinity);

/** What the server does with a branch's first request; the next one is answered at once. */
const firstAnswers = ["at once", "after a while", "busy", "broken"];

async function startDagsterPlus() {
  /** @type {Map<string, number>} */
  const seen = new Map();
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { branchName } = JSON.parse(text).variables.branchData;
    const count = (seen.get(branchName) ?? 0) + 1;
    seen.set(branchName, count);
    const first = count === 1 ? firstAnswers[Number(branchName.split("-")[1]) % 4] : "at once";
    if (first === "broken") return void request.socket.destroy();
    if (first === "busy") return void response.writeHead(503).end("busy");
    if (first === "after a while") await sleep(150);
    const deployment = { __typename: "DagsterCloudDeployment", deploymentId: 1, deploymentName: `deployment-of-${branchName}` };
    response.end(JSON.stringify({ data: { createOrUpdateBranchDeployment: deployment } }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, seen, close: () => server.close() };
}

test("in workerd clients that go away neither hang nor disturb the requests of others", async (context) => {
  const dagsterPlus = await startDagsterPlus();
  const worker = await serve(new URL("./abandoned/workerd.js", import.meta.url), workerdLibrary);
  context.after(async () => {
    await worker.stop();
    dagsterPlus.close();
  });

  /** @param {number} number @param {number} [goesAfter] @returns {Promise<string>} */
  const ask = async (number, goesAfter = Infinity) => {
    const limit = Math.min(goesAfter, HANGS_AFTER);
    const body = JSON.stringify({ url: dagsterPlus.url, branchName: branch(number) });
    try {
      const response = await fetch(worker.url, { method: "POST", body, signal: AbortSignal.timeout(limit) });
      const answer = await response.text();
      return response.ok ? JSON.parse(answer).deploymentName : `${response.status} ${answer}`;
    } catch (error) {
      return limit < HANGS_AFTER ? "gone" : `no answer: ${error}`;
    }
  };

  /** @type {string[]} */
  const answers = [];
  let next = 0;
  await Promise.all(Array.from({ length: IN_FLIGHT }, async () => {
    while (next < REQUESTS) {
      const number = next++;
      answers[number] = await ask(number, patience(number));
    }
  }));
  const wrong = answers.filter((answer, number) => {
    const isRight = answer === `deployment-of-${branch(number)}`;
    return !isRight && !(answer === "gone" && patience(number) < Infinity);
  });
  assert.deepEqual(wrong, []);
  // Else this would prove nothing: many clients were gone before their answer, and their requests ended with them.
  const gone = answers.flatMap((answer, number) => (answer === "gone" ? [number] : []));
  const ended = gone.filter((number) => firstAnswers[number % 4] === "busy" && dagsterPlus.seen.get(branch(number)) === 1);
  assert.ok(gone.length > REQUESTS / 6, `${gone.length} clients were gone`);
  assert.ok(ended.length > 0, "a request whose client has gone is not tried again");
  // What came before has left nothing behind.
  const after = await Promise.all(Array.from({ length: IN_FLIGHT }, (_, index) => ask(REQUESTS + index)));
  assert.deepEqual(after, after.map((_, index) => `deployment-of-${branch(REQUESTS + index)}`));
});
