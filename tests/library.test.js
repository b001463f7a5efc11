// @ts-check
/** The library is the same in every runtime: typed options in, a value or a DeployError out, and nothing printed. */
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { startProxy } from "./network/connect-proxy.js";
import { packageUrl, programs, runIn, startWorker, workerdLibrary } from "./network/legs.js";
import { startRawServer } from "./network/raw-server.js";

/** @typedef {import("./network/legs.js").Program} Program */

const server = await startRawServer();
const proxy = await startProxy();
after(async () => {
  await server.close();
  await proxy.close();
});

/** What a command line would take from the environment. */
const env = { DAGSTER_CLOUD_URL: `${server.origin}/none`, DAGSTER_CLOUD_API_TOKEN: "agent:test:other" };
const file = (/** @type {string} */ name) => new URL(`./library/${name}`, import.meta.url);
const urls = () => ({
  good: server.url("ok"),
  flaky: server.url("once", { status: 429, headers: { "Retry-After": "1" }, body: "" }),
  silent: server.url("hang before headers"),
});

/** @param {Program} program @param {Record<string, string>} [more] @param {ReturnType<typeof urls>} [asked] */
async function runScenario(program, more, asked = urls()) {
  const script = fileURLToPath(file(program === "deno" ? "deno.js" : "node.js"));
  const ended = await runIn(program, [script, packageUrl, JSON.stringify(asked)], { env: { ...env, ...more } });
  assert.deepEqual([ended.status, ended.stderr], [0, ""]);
  return JSON.parse(ended.stdout);
}

/** @param {any} seen */
function assertAsPromised(seen) {
  const command = "branch-deployment create-or-update";
  const value = { schema: 1, command, deploymentName: "a1b2c3d4", deploymentId: 7, deploymentUrl: null };
  assert.deepEqual(seen.good, { value });
  assert.deepEqual(seen.nullsAndUndefined, { value });
  assert.deepEqual(seen.withMessages, { value });
  const [retry, result, ...others] = seen.messages;
  assert.match(retry, /^stderr: .*429.*Trying again in 1\.0 seconds/);
  assert.deepEqual([result, others], ["stdout: a1b2c3d4\n", []]);

  for (const failed of [seen.nothing, seen.wrong, seen.withoutUrl]) {
    assert.equal(failed.name, "DeployError");
    assert.equal(failed.own, true);
    assert.equal(failed.code, failed.codes[0]);
  }
  assert.deepEqual(seen.nothing.codes, ["usage/missing-flag", "usage/missing-flag"]);
  assert.deepEqual(seen.wrong.codes.toSorted(), ["usage/invalid-value", "usage/unknown-flag"]);
  assert.equal(seen.withoutUrl.code, "endpoint/missing");
  assert.deepEqual([seen.stopped.name, seen.stopped.message], ["Error", "told to stop"]);
}

for (const program of /** @type {Program[]} */ (Object.keys(programs))) {
  test(`on ${program} a call ends as its types say, whatever the environment holds`, async () => {
    assertAsPromised(await runScenario(program));
  });

  test(`on ${program} a call goes through the proxy of the environment`, async () => {
    const asked = urls();
    assertAsPromised(await runScenario(program, { HTTP_PROXY: proxy.url }, asked));
    assert.ok(proxy.requests.some(({ target }) => target === `${asked.good}/graphql`));
  });
}

test("on workerd a call ends as its types say", async () => {
  const worker = startWorker([file("workerd.js"), file("scenario.js")], workerdLibrary);
  try {
    const response = await worker.dispatchFetch("http://test/", { method: "POST", body: JSON.stringify(urls()) });
    assertAsPromised(await response.json());
  } finally {
    await worker.dispose();
  }
});

/** Doubles in (0, 1) with all their bits (xorshift128+), the same on each run. */
function doubles(/** @type {number} */ count) {
  const low = (1n << 64n) - 1n;
  let [one, other] = [0x9e3779b97f4a7c15n, 0xbf58476d1ce4e5b9n];
  return Array.from({ length: count }, () => {
    let mixed = one ^ ((one << 23n) & low);
    mixed ^= other ^ (mixed >> 17n) ^ (other >> 26n);
    [one, other] = [other, mixed];
    return (Number(((one + other) & low) >> 11n) + 0.5) / 2 ** 53;
  });
}

test("every double of a run's configuration is sent as it is", async () => {
  const { job } = await import(`${packageUrl}/index.js`);
  const numbers = doubles(3_000);
  const options = { url: env.DAGSTER_CLOUD_URL, apiToken: "agent:test:x", deployment: "prod", location: "l", job: "j" };
  const { requests } = await job.launch({ ...options, dryRun: true, configJson: { numbers } });
  const sent = requests[0].variables.executionParams.runConfigData;
  assert.deepEqual(sent, { numbers });
});
