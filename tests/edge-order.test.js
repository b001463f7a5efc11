// @ts-check
/**
 * Deliveries come twice, late, in bursts and for many branches at once, in every runtime: what Dagster+ has in the end is what
 * happened last, and it is not asked for more than that takes.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { github, shaOf, zeros } from "./edge/payloads.js";
import { onEveryRuntime } from "./edge/stage.js";

const config = `
senders:
  github: {secrets: HEX_SECRET}
repositories:
  - {name: "*"}
`;
const repository = "acme/etl";
/** The time of a second on some day. @param {number} second */
const at = (second) => new Date(Date.UTC(2026, 10, 23, 10, 0, second)).toISOString().replace(".000", "");

/** How many requests are under way at once: GitHub keeps no order either. */
const AT_ONCE = 8;

/** @param {(() => Promise<unknown>)[]} tasks */
async function byAFew(tasks) {
  const left = [...tasks];
  const worker = async () => {
    for (let task = left.shift(); task; task = left.shift()) await task();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

onEveryRuntime({ config }, (stage, runtime) => {
  // As many everywhere would take a machine of two cores half a minute; these two differ most in how they keep rows.
  const pushes = runtime === "node" || runtime === "workerd" ? 500 : 150;

  test("a delivery that comes again changes nothing, also when all is done", async () => {
    const facts = { repository, branch: "again", sha: shaOf("again") };
    const said = { ...github.review(facts), id: "again-1" };
    const answers = await Promise.all([1, 2, 3, 4].map(() => stage.deliver("github", said)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 202]);
    await stage.until("it is told", () => stage.told(repository, "again").length > 0);
    const again = await stage.deliver("github", said);
    assert.deepEqual([again.status, again.json.events[0].reason], [200, "it was delivered before"]);
    await stage.accepted("github", { ...github.review(facts), id: "again-2" });
    await stage.settled();
    assert.equal(stage.told(repository, "again").length, 1);
  });

  test("what is closed stays closed, whatever comes late", async () => {
    const [branch, first, second] = ["late", shaOf("late-1"), shaOf("late-2")];
    const facts = { repository, branch, sha: second };
    await stage.accepted("github", github.review({ ...facts, sha: first, updated: at(0) }));
    await stage.until("it is open", () => stage.status(repository, branch) === "OPEN");
    await stage.accepted("github", github.close({ ...facts, updated: at(9) }));
    const late = { ...facts, action: "synchronize", before: first, updated: at(5) };
    assert.equal((await stage.deliver("github", github.review(late))).status, 200);
    assert.equal((await stage.deliver("github", github.review({ ...facts, sha: first, updated: at(0) }))).status, 200);
    await stage.until("it is closed", () => stage.status(repository, branch) === "MERGED");
    await stage.settled();
    assert.equal(stage.told(repository, branch).at(-1).branchData.pullRequestStatus, "MERGED");
  });

  test("what was closed before it was told that it was opened is never opened", async () => {
    const facts = { repository, branch: "backwards", sha: shaOf("backwards") };
    await stage.accepted("github", github.close({ ...facts, updated: at(9) }));
    await stage.deliver("github", github.review({ ...facts, updated: at(0) }));
    await stage.settled();
    assert.equal(stage.deployment(repository, "backwards"), undefined);
  });

  test("a review that is opened again is open, and so is its branch deployment", async () => {
    const facts = { repository, branch: "anew", sha: shaOf("anew") };
    await stage.accepted("github", github.review({ ...facts, updated: at(0) }));
    await stage.accepted("github", github.close({ ...facts, merged: false, updated: at(1) }));
    await stage.accepted("github", github.review({ ...facts, action: "reopened", updated: at(2) }));
    await stage.until("it is open", () => stage.status(repository, "anew") === "OPEN");
    await stage.accepted("github", github.close({ ...facts, merged: false, updated: at(3) }));
    await stage.until("it is closed", () => stage.status(repository, "anew") === "CLOSED");
    await stage.accepted("github", github.review({ ...facts, action: "reopened", updated: at(4) }));
    await stage.until("it is open again", () => stage.status(repository, "anew") === "OPEN");
  });

  test("a branch that is deleted closes its branch deployment", async () => {
    const facts = { repository, branch: "gone", sha: shaOf("gone") };
    await stage.accepted("github", github.review(facts));
    await stage.until("it is open", () => stage.status(repository, "gone") === "OPEN");
    await stage.accepted("github", github.push({ ...facts, before: facts.sha, sha: zeros }));
    await stage.until("it is closed", () => stage.status(repository, "gone") === "CLOSED");
  });

  test(`${pushes} pushes to a branch are a few calls, and the last one wins`, async () => {
    const branch = "burst";
    const hashes = Array.from({ length: pushes + 1 }, (_, number) => shaOf(`burst-${number}`));
    await stage.accepted("github", github.review({ repository, branch, sha: hashes[0], updated: at(0) }));
    const begun = Date.now();
    await byAFew(
      hashes.slice(1).map((sha, number) => async () => {
        // Fifty or so a second, as far as the machine can.
        await sleep(begun + number * 18 - Date.now());
        const facts = { repository, branch, sha, before: hashes[number], message: `Change ${number}` };
        const updated = at(Math.floor(number / 50));
        for (const said of [github.push(facts), github.review({ ...facts, action: "synchronize", updated })]) {
          const { status, text } = await stage.deliver("github", said);
          assert.ok(status === 202 || status === 200, text);
        }
      }),
    );
    const seconds = (Date.now() - begun) / 1000;
    const last = () => stage.told(repository, branch).at(-1)?.commit;
    await stage.until(
      "the last is told",
      () => last()?.commitHash === hashes[pushes] && last()?.commitMessage === `Change ${pushes - 1}`,
    );
    await stage.settled();
    assert.equal(last()?.commitHash, hashes[pushes]);
    const calls = stage.told(repository, branch).length;
    assert.ok(calls <= 4 + seconds / 4, `${calls} calls in ${seconds} s`);
  });

  test("sixty-four branches at once are all told, though Dagster+ is slow", async () => {
    stage.sandbox.misbehave({ delayMilliseconds: 1500, times: 64 });
    const branches = Array.from({ length: 64 }, (_, number) => `many-${number}`);
    const said = branches.map((branch, number) =>
      github.review({ repository, branch, number: number + 1, sha: shaOf(branch) }),
    );
    await Promise.all(said.map((one) => stage.accepted("github", one)));
    const isTold = (/** @type {string} */ branch) =>
      stage.deployment(repository, branch)?.commits.at(-1)?.commitHash === shaOf(branch);
    await stage.until("all are told", () => branches.every(isTold));
    const { branches: shown } = await stage.until("all is reported", async () => {
      const shown = await stage.shown();
      const known = shown.branches.filter(
        (/** @type {any} */ { name, state }) => name.startsWith("many-") && state === "open",
      );
      return known.length === 64 && shown;
    });
    assert.ok(shown.every((/** @type {any} */ { tasks }) => tasks.length === 0));
    assert.ok(branches.every((branch) => stage.told(repository, branch).length === 1));
    assert.equal(stage.logged("failed").length, 0);
  });
});
