// @ts-check
/**
 * The package as its users get it: packed by npm, installed into an empty project, and run in every runtime against the
 * stand-in Dagster+. Only this sees a file that `files` forgot or an `exports` condition that points nowhere.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { tarballBytes, wasmGzipBytes } from "../scripts/budget.mjs";
import { runIn } from "./network/legs.js";
import { packageDirectory } from "./pkg-directory.js";
import { bun, deno, node24, runtimesRequire, wrangler } from "./runtimes/paths.js";
import { startSandbox } from "./sandbox/dagster-plus.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "dagster-deploy-pack-"));
const installed = join(project, "node_modules", "dagster-deploy");
const manifest = JSON.parse(readFileSync(join(packageDirectory, "package.json"), "utf8"));
/** @type {{ filename: string, size: number, files: { path: string }[] }} */
let tarball;
/** @type {import("./sandbox/dagster-plus.js").Sandbox} */
let sandbox;

/** The machine's own settings must not change what the tests see. */
const foreign = /^(https?|all|no)_proxy$|^(dagster|deno)_/i;
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
  npm_config_offline: "true",
};

before(async () => {
  const packed = await run("npm", ["pack", packageDirectory, "--json", "--pack-destination", project]);
  tarball = Object.values(JSON.parse(packed))[0]; // a list in some versions of npm, an object in others
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run("npm", ["install", `./${tarball.filename}`, "--no-audit", "--no-fund"]);
  for (const name of ["deploy.js", "script.js", "webhook.js", "worker.js", "types.ts"]) {
    copyFileSync(new URL(`./pack/${name}`, import.meta.url), join(project, name));
  }
  writeFileSync(join(project, "body.json"), delivery);
  sandbox = await startSandbox();
});

after(async () => {
  await sandbox?.stop();
  rmSync(project, { recursive: true });
});

/**
 * Runs a program in the project; resolves to its trimmed stdout, rejects with what it printed when it fails. The package
 * is all the project needs: nothing may come from a registry.
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
async function run(program, args, env = {}) {
  const settings = { cwd: project, env: { ...environment, ...env }, shell: process.platform === "win32" };
  const ended = promisify(execFile)(program, args, settings);
  const { stdout } = await ended.catch((error) => Promise.reject(new Error(`${error.message}\n${error.stdout}`)));
  return stdout.trim();
}

/** How a project's own script is run in each; Deno must find the project's package.json. */
const scriptPrograms = {
  node: [process.execPath],
  node24: [node24],
  bun: [bun],
  deno: [deno, "run", "--no-prompt", "--no-lock", "--allow-net=127.0.0.1", "--allow-env", "--allow-read"],
};

/** Deploys by the library in one runtime. @param {import("./network/legs.js").Program} program */
async function deployByScript(program) {
  const [command, ...flags] = scriptPrograms[program];
  assertDeployed(await run(command, [...flags, "script.js", sandbox.url, sandbox.state.name, sandbox.token]));
}

/** Runs a command of an installed program. @param {import("./network/legs.js").Program} program @param {string} file */
async function deployByCommand(program, file) {
  const { status, stdout, stderr } = await runIn(program, [join(installed, file), ...command], {
    cwd: project,
    env: access(),
  });
  assert.equal(status, 0, stderr);
  assertBranchDeployment(stdout.trim());
}

const command = [
  "branch-deployment",
  "create-or-update",
  "--git-repo-name",
  "acme/shop",
  "--branch-name",
  "new-prices",
].concat(["--commit-hash", "5f2c9e1b7a", "--timestamp", "1763900000"]);

const delivery = JSON.stringify({ ref: "refs/heads/new-prices" });
const signature = `sha256=${createHmac("sha256", "secret").update(delivery).digest("hex")}`;

const access = () => ({
  DAGSTER_CLOUD_ORGANIZATION: sandbox.state.name,
  DAGSTER_CLOUD_API_TOKEN: sandbox.token,
  DAGSTER_CLOUD_URL: sandbox.url,
});

/** @param {string} name */
function assertBranchDeployment(name) {
  const deployment = sandbox.state.deployments.find((one) => one.name === name);
  assert.equal(deployment?.branch?.branchName, "new-prices", `no such branch deployment: ${JSON.stringify(name)}`);
  return deployment;
}

/** Also that the location has arrived, from this leg and no other: it is taken away again. @param {string} name */
function assertDeployed(name) {
  const { locations } = assertBranchDeployment(name);
  assert.deepEqual(
    locations.splice(0).map((location) => location.name),
    ["prices"],
  );
}

test("the package keeps its size budget", () => {
  const gzip = gzipSync(readFileSync(join(installed, "dagster_deploy_bg.wasm")), { level: 9 }).length;
  assert.ok(gzip <= wasmGzipBytes, `the module is ${gzip} bytes in gzip; the budget is ${wasmGzipBytes}`);
  assert.ok(tarball.size <= tarballBytes, `the tarball is ${tarball.size} bytes; the budget is ${tarballBytes}`);
});

test("the package brings no dependency", () => {
  assert.deepEqual(
    readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith(".")),
    ["dagster-deploy"],
  );
});

test("the package holds what its manifest points to, the licences and no build leftovers", () => {
  const targets =
    JSON.stringify([manifest.exports, manifest.bin, manifest.types]).match(/[\w./-]+\.(?:json|c?js|d\.ts)/g) ?? [];
  assert.ok(targets.length > 5);
  for (const target of targets) assert.ok(statSync(join(installed, target)).isFile(), target);
  const packed = tarball.files.map((file) => file.path);
  for (const name of ["README.md", "SECURITY.md", "LICENSE-APACHE", "LICENSE-MIT", "LICENSE-PyYAML"])
    assert.ok(packed.includes(name), name);
  assert.ok(!packed.includes("build-digest.json"));
});

test("its types accept what the README shows and refuse mistakes", async () => {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const options = ["--strict", "--noEmit", "--target", "es2022", "--module", "nodenext"];
  await run(process.execPath, [tsc, ...options, "types.ts"]);
});

test("npx runs it", async () => {
  assert.equal(await run("npx", ["dagster-deploy", "--version"]), `dagster-deploy ${manifest.version}`);
  assertBranchDeployment(await run("npx", ["dagster-deploy", ...command], access()));
});

for (const program of /** @type {const} */ (["node", "node24", "bun", "deno"])) {
  test(`the library deploys in ${program}`, () => deployByScript(program));
  for (const file of program === "deno" ? ["deno.js"] : ["cli.cjs", "cli.js"]) {
    test(`the command line deploys in ${program} by ${file}`, () => deployByCommand(program, file));
  }
}

for (const program of /** @type {const} */ (["node", "node24", "bun", "deno"])) {
  test(`webhook commands run in ${program}, by the library and by command`, async () => {
    const [command, ...flags] = scriptPrograms[program];
    assert.equal(await run(command, [...flags, "webhook.js", "body.json"]), signature);
    const file = join(installed, program === "deno" ? "deno.js" : "cli.cjs");
    const args = ["webhook", "sign", "--provider", "github", "--body", "body.json", "--secret", "secret"];
    const { status, stdout, stderr } = await runIn(program, [file, ...args], { cwd: project });
    assert.deepEqual([status, stderr], [0, ""]);
    assert.ok(stdout.endsWith(`X-Hub-Signature-256: ${signature}\n`), stdout);
  });
}

/** Has wrangler bundle what it would deploy. @param {string} configuration @param {string} folder */
async function bundle(configuration, folder) {
  mkdirSync(join(project, "home"), { recursive: true }); // wrangler writes logs and settings there
  const quiet = { HOME: join(project, "home"), XDG_CONFIG_HOME: join(project, "home"), CI: "true" };
  await run(wrangler, ["deploy", "--dry-run", "--config", configuration, "--outdir", join(project, folder)], quiet);
}

test("the library deploys in workerd, bundled by wrangler", async () => {
  const configuration = { name: "pack", main: "worker.js", compatibility_date: "2026-01-01", send_metrics: false };
  writeFileSync(join(project, "wrangler.json"), JSON.stringify(configuration));
  await bundle("wrangler.json", "bundle");
  const { Miniflare } = runtimesRequire("miniflare");
  const worker = new Miniflare({
    modules: true,
    modulesRoot: join(project, "bundle"),
    scriptPath: join(project, "bundle", "worker.js"),
    modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
    compatibilityDate: configuration.compatibility_date,
    cf: false, // else it asks Cloudflare where it is
  });
  try {
    const where = { url: sandbox.url, organization: sandbox.state.name, apiToken: sandbox.token };
    const reply = await worker.dispatchFetch("http://worker/", { method: "POST", body: JSON.stringify(where) });
    const text = await reply.text();
    assert.equal(reply.status, 200, text);
    assertDeployed(text);
  } finally {
    await worker.dispose();
  }
});

test("the Worker that wrangler.example.jsonc describes is bundled by wrangler, and creates a branch deployment for a delivery", async () => {
  const { url, token, state, stop } = await startSandbox();
  // What the README says, but for the installation; and in the package as it is.
  const [, script] =
    /<!-- tested in pack: cloudflare -->\n```sh\nnpm install dagster-deploy\n([^]*?)```/.exec(
      readFileSync(join(root, "README.md"), "utf8"),
    ) ?? [];
  mkdirSync(join(project, "cloudflare"));
  symlinkSync(join(project, "node_modules"), join(project, "cloudflare", "node_modules"), "junction");
  await run("sh", ["-e", "-c", `cd cloudflare && ${script}`]);
  await bundle("cloudflare/wrangler.jsonc", "edge");
  await bundle("node_modules/dagster-deploy/wrangler.example.jsonc", "unpacked");
  const { Miniflare } = runtimesRequire("miniflare");
  const worker = new Miniflare({
    modules: true,
    modulesRoot: join(project, "edge"),
    scriptPath: join(project, "edge", "worker.js"),
    modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
    compatibilityDate: "2026-04-26",
    durableObjects: { DAGSTER_DEPLOY: { className: "DagsterDeploy", useSQLite: true } },
    bindings: {
      DAGSTER_DEPLOY_WEBHOOKS: '{"senders": {"github": {"secrets": "SECRET"}}, "repositories": [{"name": "*"}]}',
      SECRET: "secret",
      DAGSTER_CLOUD_URL: url,
      DAGSTER_CLOUD_API_TOKEN: token,
    },
    cf: false,
  });
  try {
    const body = readFileSync(new URL("../examples/events/pull_request-opened.json", import.meta.url));
    const code = createHmac("sha256", "secret").update(body).digest("hex");
    const headers = {
      "X-GitHub-Event": "pull_request",
      "X-GitHub-Delivery": "1",
      "X-Hub-Signature-256": `sha256=${code}`,
    };
    const told = () => state.deployments.some(({ branch }) => branch?.branchName === "new-prices");
    const reply = await worker.dispatchFetch("http://edge/webhooks/github", { method: "POST", headers, body });
    assert.equal(reply.status, 202, await reply.text());
    for (let tries = 0; !told() && tries < 200; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(told());
  } finally {
    await worker.dispose();
    await stop();
  }
});
