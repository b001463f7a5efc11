// @ts-check
/** What is too much for GitHub is cut, and says so: a summary has 1 MiB, a comment 65,536 characters. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { SUMMARY_LIMIT } from "./file-commands.js";
import { startWorld } from "./world.js";

const COMMENT_LIMIT = 65_536;
const WORDS = "There was more than fits here: the log of the run has all of it.";

/** @param {string} workspace @param {number} count @param {(index: number) => string} image */
function writeLocations(workspace, count, image) {
  const locations = Array.from({ length: count }, (_, index) => ({
    ...{ location_name: `location-${index}`, code_source: { module_name: "shop" }, image: image(index) },
  }));
  writeFileSync(join(workspace, "dagster_cloud.yaml"), JSON.stringify({ locations }));
}

const inputs = { "image-tag": "" };

test("of 5,000 locations comment and summary show some, those that failed first, and the outputs all", async (t) => {
  const { run, repository, workspace } = await startWorld(t, { locations: null });
  writeLocations(workspace, 5000, (index) => `registry.example.com/shop:${index === 4321 ? "broken" : index}`);
  const ended = await run({ inputs });
  assert.deepEqual([ended.status, ended.outputs.result], [1, "failed"]);
  assert.equal(JSON.parse(ended.outputs.locations).length, 5000);
  for (const [told, limit] of /** @type {[string, number][]} */ ([
    [ended.summary, SUMMARY_LIMIT],
    [repository.comments[0].body, COMMENT_LIMIT],
  ])) {
    assert.ok(Buffer.byteLength(told) < limit);
    assert.match(told, /1 of 5000 locations failed to load, 4999 loaded\./);
    assert.match(told, /\| `location-4321` \| ❌[^\n]*\n\| `location-0` \| ✅[^]*\n\| and \d+ more \| \| \|/);
  }
});

test("load errors of megabytes fit into summary and comment, which tell that they were cut", async (t) => {
  const { run, repository, workspace } = await startWorld(t, { locations: null, dagster: { brokenImage: /./ } });
  // Of several bytes each, so that characters and bytes cannot be mistaken for one another.
  writeLocations(workspace, 60, (index) => `${index} ${"🚀é\n".repeat(15_000)}`);
  const ended = await run({ inputs });
  assert.deepEqual([ended.status, ended.outputs.result, ended.runnerFailed], [1, "failed", false]);
  assert.ok(Buffer.byteLength(ended.summary) > SUMMARY_LIMIT / 2 && Buffer.byteLength(ended.summary) < SUMMARY_LIMIT);
  const [{ body }] = repository.comments;
  assert.ok([...body].length < COMMENT_LIMIT && body.length < COMMENT_LIMIT);
  for (const told of [ended.summary, body]) {
    assert.ok(told.includes(WORDS));
    assert.doesNotMatch(told, /\ufffd/);
  }
  // Who hands an output on to another step as a variable has 128 KiB for it.
  const { locations, json } = ended.outputs;
  assert.ok(Buffer.byteLength(locations) < 100_000 && Buffer.byteLength(json) < 120_000);
  assert.match(JSON.parse(locations)[0].error, /🚀é\n[^]*…$/u);
});

test("of a commit message of 70 KB the beginning is put out, and its first line is sent and shown", async (t) => {
  const { run, repository, dagster } = await startWorld(t);
  const message = `Prices of "all" regions\n\n${"Ünd so weiter. 🚀\r\n".repeat(3_500)}.`;
  assert.ok(Buffer.byteLength(message) > 70_000);
  repository.commits[0].message = message;
  const ended = await run();
  assert.deepEqual([ended.status, ended.outputs.result], [0, "deployed"]);
  const put = JSON.parse(ended.outputs.json).change.commitMessage;
  assert.ok(put.endsWith("…") && message.startsWith(put.slice(0, -1)) && Buffer.byteLength(put) > 3_000);
  assert.ok(Buffer.byteLength(put) < 5_000);
  assert.equal(dagster.state.deployments[1].commits[0].commitMessage, 'Prices of "all" regions');
  assert.ok(ended.summary.length < 2_000 && repository.comments[0].body.length < 2_000);
  assert.match(ended.summary, /Prices of "all" regions/);
});
