// @ts-check
/** The scripts in examples/ do what they say, with the package of this checkout in place of the published one. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { packageUrl, runIn } from "./network/legs.js";
import { startSandbox } from "./sandbox/dagster-plus.js";

const script = fileURLToPath(new URL("../examples/deploy.deno.js", import.meta.url));

/** A checkout with one commit and a location file. */
function makeCheckout() {
  const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-examples-"));
  /** @param {...string} args */
  const git = (...args) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], { cwd: folder });
  const location = "locations:\n  - location_name: prices\n    code_source:\n      module_name: shop.prices\n";
  writeFileSync(join(folder, "dagster_cloud.yaml"), location);
  const imports = { imports: { "npm:dagster-deploy": `${packageUrl}/index.deno.js` } };
  writeFileSync(join(folder, "import-map.json"), JSON.stringify(imports));
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--no-gpg-sign", "--message", "New prices");
  return folder;
}

/** @param {Record<string, string>} env what of the environment is not as usual */
async function deploy(env = {}) {
  const sandbox = await startSandbox({ loadingPolls: 0 });
  const folder = makeCheckout();
  try {
    const flags = ["--import-map", pathToFileURL(join(folder, "import-map.json")).href];
    const usual = {
      DAGSTER_CLOUD_URL: sandbox.url,
      DAGSTER_CLOUD_API_TOKEN: sandbox.token,
      REPOSITORY_NAME: "acme/shop",
      BRANCH_NAME: "new-prices",
      LOCATION_FILE: "dagster_cloud.yaml",
      LOCATION_NAME: "prices",
      IMAGE: "registry.example.com/prices:1",
    };
    const ended = await runIn("deno", [script], { flags, cwd: folder, env: { ...usual, ...env } });
    return { ...ended, state: sandbox.state };
  } finally {
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  }
}

test("the Deno script creates the branch deployment and deploys the location to it", async () => {
  const { status, stdout, stderr, state } = await deploy();
  assert.equal(status, 0, stderr);
  const created = state.deployments.find(({ name }) => name !== "prod");
  assert.match(stdout, new RegExp(`^branch deployment ${created?.name}\nlocation prices: LOADED\nhttp`));
});

test("the Deno script says what was wrong and fails", async () => {
  const { status, stdout, stderr } = await deploy({ DAGSTER_CLOUD_API_TOKEN: "agent:test:wrong" });
  assert.deepEqual([status, stdout], [1, ""]);
  assert.match(stderr, /^auth\/unauthorized: /);
});
