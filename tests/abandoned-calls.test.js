// @ts-check
/**
 * Many requests share one instance of the core in workerd, and one that ends early (its client has gone, or nobody waits
 * for the call) takes its timers and sockets with it: what the core waits for then never comes. Nothing of that may hang
 * another request or answer it with a stranger's result.
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startWorker, workerdLibrary } from "./network/legs.js";

const REQUESTS = 300;
const IN_FLIGHT = 32;
/** Much longer than any request takes; ends one that hangs. */
const HANGS_AFTER = 30_000;

/** What the server does with a branch's first request; the next one is answered at once. */
const firstAnswers = ["at once", "after a while", "busy", "broken"];

/** @param {number} number */
const branch = (number) => `branch-${number}`;
/** @param {number} number */
const firstAnswer = (number) => firstAnswers[number % firstAnswers.length];
/**
 * A third of the requests ends early, each at another moment: while it sends, waits for an answer or for the next try.
 * @param {number} number
 */
const leaveAfter = (number) => (number % 3 === 0 ? (number * 37) % 400 : null);

async function startDagsterPlus() {
  /** @type {number[]} how often each branch was asked for */
  const seen = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { branchName } = JSON.parse(text).variables.branchData;
    const number = Number(branchName.split("-")[1]);
    seen[number] = (seen[number] ?? 0) + 1;
    const answer = seen[number] === 1 ? firstAnswer(number) : "at once";
    if (answer === "broken") return void request.socket.destroy();
    if (answer === "busy") return void response.writeHead(503).end("busy");
    if (answer === "after a while") await sleep(200);
    const deployment = {
      __typename: "DagsterCloudDeployment",
      deploymentId: 1,
      deploymentName: `deployment-of-${branchName}`,
    };
    response.end(JSON.stringify({ data: { createOrUpdateBranchDeployment: deployment } }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, seen, close };
}

test("in workerd requests that end early neither hang nor disturb the others", async (context) => {
  const dagsterPlus = await startDagsterPlus();
  const worker = startWorker([new URL("./abandoned/workerd.js", import.meta.url)], workerdLibrary);
  context.after(async () => {
    dagsterPlus.close();
    await worker.dispose();
  });

  /** @param {number} number @returns {Promise<string>} */
  const answerTo = async (number) => {
    const body = JSON.stringify({ url: dagsterPlus.url, branchName: branch(number), leaveAfter: leaveAfter(number) });
    const response = await worker.dispatchFetch("http://test/", { method: "POST", body });
    const text = await response.text();
    return response.ok ? JSON.parse(text).deploymentName : `${response.status} ${text}`;
  };
  /** @param {number} number */
  const ask = (number) => Promise.race([answerTo(number), sleep(HANGS_AFTER, "no answer", { ref: false })]);
  /** @param {number} number */
  const expected = (number) => (leaveAfter(number) === null ? `deployment-of-${branch(number)}` : "left");

  /** @type {string[]} */
  const answers = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      while (next < REQUESTS) {
        const number = next++;
        answers[number] = await ask(number);
      }
    }),
  );
  assert.deepEqual(
    answers,
    answers.map((_, number) => expected(number)),
  );

  // Else this would prove nothing: calls were really stopped in the middle.
  const busy = [...answers.keys()].filter((number) => answers[number] === "left" && firstAnswer(number) === "busy");
  const stopped = busy.filter((number) => dagsterPlus.seen[number] === 1);
  assert.ok(stopped.length > 0, `${stopped.length} calls were stopped before their second try`);
  // What came before has left nothing behind.
  const numbers = Array.from({ length: IN_FLIGHT }, (_, index) => REQUESTS + index);
  assert.deepEqual(await Promise.all(numbers.map(ask)), numbers.map(expected));
});
