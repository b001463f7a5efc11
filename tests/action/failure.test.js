// @ts-check
/** Deployments that fail: the step does, too, and everybody who should know is told why. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import test from "node:test";
import { deploymentsOf, nodes, startWorld } from "./world.js";

/** @param {import("./world.js").Ended} ended */
const errorsOf = ({ annotations }) => annotations.filter(({ kind }) => kind === "error");
/** @param {import("./world.js").Ended} ended */
const codesOf = ({ outputs }) => JSON.parse(outputs.json).errors.map((/** @type {any} */ { code }) => code);

for (const [name, node] of Object.entries(nodes)) {
  test(`on ${name} a location that does not load fails the step, and comment, summary and deployment tell why`, async (t) => {
    const { run, repository } = await startWorld(t);
    const ended = await run({ node, inputs: { "image-tag": "broken" } });
    assert.deepEqual([ended.status, ended.outputs.result], [1, "failed"]);
    assert.deepEqual(codesOf(ended), ["location/load-failed"]);
    const [error, ...others] = errorsOf(ended);
    assert.deepEqual(others, []);
    assert.match(error.message, /prices.*[^]*has no code that can be loaded/);
    assert.equal(error.properties.title, "dagster-deploy: location/load-failed");
    const [location] = JSON.parse(ended.outputs.locations);
    assert.deepEqual([location.name, location.status], ["prices", "FAILED"]);
    assert.match(location.error, /has no code that can be loaded/);
    for (const told of [ended.summary, repository.comments[0].body]) {
      assert.match(told, /### ❌ Failed: branch deployment of \[`new-prices`\]/);
      assert.match(told, /\*\*`prices` failed to load:\*\*[^]*has no code that can be loaded/);
    }
    assert.deepEqual(deploymentsOf(repository), ["dagster/pr-42 in_progress failure"]);
    assert.equal(repository.deployments[0].statuses[1].description, "location/load-failed");
  });

  test(`on ${name} a location that takes too long is a timeout`, async (t) => {
    const { run, repository } = await startWorld(t, { dagster: { loadingPolls: 100 } });
    const ended = await run({ node, inputs: { "location-load-timeout": "1" } });
    assert.deepEqual([ended.status, ended.outputs.result], [1, "failed"]);
    assert.deepEqual(codesOf(ended), ["location/load-timeout"]);
    assert.equal(JSON.parse(ended.outputs.locations)[0].status, "TIMED_OUT");
    assert.match(ended.summary, /### ⏳ Timed out/);
    assert.match(repository.comments[0].body, /### ⏳ Timed out/);
    assert.deepEqual(deploymentsOf(repository), ["dagster/pr-42 in_progress failure"]);
  });

  test(`on ${name} a wrong token fails the step with advice, and is not shown`, async (t) => {
    const { run, repository } = await startWorld(t);
    const ended = await run({ node, env: { DAGSTER_CLOUD_API_TOKEN: "agent:wrong:0123456789" } });
    assert.deepEqual([ended.status, ended.outputs.result], [1, "failed"]);
    assert.deepEqual(errorsOf(ended).length, 1);
    assert.match(errorsOf(ended)[0].message, /token/);
    assert.match(repository.comments[0].body, /### ❌ Failed/);
    assert.deepEqual(deploymentsOf(repository), ["dagster/pr-42 in_progress failure"]);
    const told = [ended.summary, ended.log.replace(/^::add-mask::.*$/gm, ""), JSON.stringify(ended.outputs)];
    assert.doesNotMatch(told.join(), /agent:wrong/);
  });
}

test("Dagster+ that cannot be reached fails the step, and says where it was looked for", async (t) => {
  const { run, dagster, repository } = await startWorld(t);
  await dagster.stop();
  const ended = await run({ inputs: { "request-deadline": "1" } });
  assert.deepEqual([ended.status, ended.outputs.result], [1, "failed"]);
  assert.match(errorsOf(ended)[0].message, new RegExp(`cannot connect to ${new URL(dagster.url).host}`));
  assert.match(repository.comments[0].body, /### ❌ Failed/);
});

test("a token for Dagster+ that is empty, as a secret is that does not exist, is named", async (t) => {
  const { run } = await startWorld(t);
  const { status, outputs, annotations } = await run({ env: { DAGSTER_CLOUD_API_TOKEN: "" } });
  assert.deepEqual([status, outputs.result], [1, "failed"]);
  assert.match(annotations[0].message, /DAGSTER_CLOUD_API_TOKEN is empty/);
});

test("without any token for Dagster+ the step says how to give one", async (t) => {
  const { run } = await startWorld(t);
  const env = /** @type {any} */ ({ DAGSTER_CLOUD_API_TOKEN: undefined });
  const { status, annotations } = await run({ env });
  assert.equal(status, 1);
  assert.match(annotations[0].message, /api-token/);
});

test("mistakes in inputs are all told at once, and nothing is sent", async (t) => {
  const { run, asked } = await startWorld(t);
  const inputs = { comment: "maybe", "request-timeout": "soon", "deployment-type": "production", command: "deploy" };
  const ended = await run({ inputs });
  assert.equal(ended.status, 2);
  assert.equal(ended.outputs.result, "failed");
  const told = errorsOf(ended)
    .map(({ message }) => message)
    .join("\n");
  for (const name of ["comment", "request-timeout", "deployment-type"]) assert.match(told, new RegExp(`input ${name}`));
  assert.deepEqual(asked(), { dagster: [], github: [] });
});

test("a mistake in the location file is shown at its line", async (t) => {
  const { run, workspace } = await startWorld(t, { locations: null });
  writeFileSync(`${workspace}/dagster_cloud.yaml`, "locations:\n  - location_name: prices\n    code_source: {");
  const ended = await run();
  assert.equal(ended.outputs.result, "failed");
  const [{ properties }] = errorsOf(ended);
  assert.equal(properties.file, "dagster_cloud.yaml");
  assert.match(properties.line, /^[34]$/);
});
