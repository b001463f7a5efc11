// @ts-check
/** The Action's output `json` has the fields that its type in index.d.ts has, whatever came of the run. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { runAction } from "./action/runner.js";
import { startStandIns } from "./action/stand-ins.js";
import { packageDirectory } from "./pkg-directory.js";

const types = readFileSync(new URL("../js/index.d.ts", import.meta.url), "utf8");
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const payload = JSON.parse(
  readFileSync(new URL("../examples/events/pull_request-opened.json", import.meta.url), "utf8"),
);

/** The fields of an interface, in their order. @param {string} name */
function fieldsOf(name) {
  const [, body] = new RegExp(`^export interface ${name} .*\\{\\n([^]*?)^\\}`, "m").exec(types) ?? [];
  return [...(body ?? "").matchAll(/^ {2}(\w+): /gm)].map(([, field]) => field);
}

/** @param {Record<string, string>} inputs */
async function outputsOf(inputs) {
  const standIns = await startStandIns(payload, () => {});
  try {
    const { env, job, workspace } = standIns;
    const event = { name: "pull_request", payload };
    const { outputs } = await runAction({
      main: join(packageDirectory, "action.cjs"),
      event,
      inputs,
      env,
      workspace,
      ...job,
    });
    return { locations: JSON.parse(outputs.locations), json: JSON.parse(outputs.json) };
  } finally {
    await standIns.stop();
  }
}

test("the result of a deployment has the fields of ActionResult, and its locations those of ActionLocation", async () => {
  const { json, locations } = await outputsOf({ deployment: "prod", image: "registry.example.com/shop:1" });
  assert.equal(json.result, "deployed");
  assert.deepEqual(Object.keys(json), fieldsOf("ActionResult"));
  assert.ok(json.locations.length > 0);
  for (const location of json.locations) assert.deepEqual(Object.keys(location), fieldsOf("ActionLocation"));
  assert.deepEqual(locations, json.locations);
});

test("the result of a failure has the same fields, and its errors those of Mistake", async () => {
  const { json } = await outputsOf({ "location-file": "none.yaml" });
  assert.equal(json.result, "failed");
  assert.deepEqual(Object.keys(json), fieldsOf("ActionResult"));
  for (const error of json.errors) assert.deepEqual(Object.keys(error), fieldsOf("Mistake"));
});

test("the README names every field of the result, and no other", () => {
  const [, shown] = /^<!-- the output json -->\n```json\n([^]*?)^```$/m.exec(readme) ?? [];
  const fields = [...(shown ?? "").matchAll(/(?<=[{,]\s*)"(\w+)":/g)].map(([, field]) => field);
  const [before, behind] = ["ActionResult", "ActionLocation"].map(fieldsOf);
  const at = before.indexOf("locations") + 1;
  assert.deepEqual(fields, [...before.slice(0, at), ...behind, ...before.slice(at)]);
});
