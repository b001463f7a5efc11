// @ts-check
/**
 * On Node a run loads the builtins that it uses and no others: HTTP costs 5 ms of CPU, the undici that an `import` of it
 * brings along 25 ms more.
 */
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { packageUrl, runIn } from "./network/legs.js";
import { startRawServer } from "./network/raw-server.js";

const server = await startRawServer();
after(() => server.close());

const cli = fileURLToPath(`${packageUrl}/cli.cjs`);
/** Prints at the end which of these were loaded. */
const report = `data:text/javascript,${encodeURIComponent(`
  const { writeSync } = process.getBuiltinModule("node:fs");
  const asked = ["http", "https", "tls", "zlib", "tty", "child_process", "internal/deps/undici/undici"];
  process.on("exit", () => {
    const loaded = asked.filter((name) => process.moduleLoadList.includes("NativeModule " + name));
    writeSync(2, "loaded: " + loaded);
  });
`)}`;

/** @param {"node" | "node24"} program @param {string[]} args */
async function loadedBy(program, ...args) {
  const env = { DAGSTER_CLOUD_API_TOKEN: "agent:test:x" };
  const { status, stderr } = await runIn(program, [cli, ...args], { flags: ["--import", report], env });
  return [status, stderr];
}

for (const program of /** @type {const} */ (["node", "node24"])) {
  for (const flag of ["--version", "--help"]) {
    test(`on ${program} ${flag} loads nothing of the network or the terminal`, async () => {
      assert.deepEqual(await loadedBy(program, flag), [0, "loaded: "]);
    });
  }

  test(`on ${program} a request by http: loads HTTP and nothing else`, async () => {
    const change = ["--git-repo-name", "r", "--branch-name", "b", "--commit-hash", "c", "--timestamp", "1700000000"];
    const asked = ["branch-deployment", "create-or-update", ...change, "--url", server.url("ok")];
    assert.deepEqual(await loadedBy(program, ...asked), [0, "loaded: http"]);
  });

  test(`${program} before 20.16, which has no getBuiltinModule, is refused in words`, async () => {
    const older = `data:text/javascript,delete process.getBuiltinModule`;
    const { status, stderr } = await runIn(program, [cli, "--version"], { flags: ["--import", older] });
    assert.equal(status, 1);
    assert.match(stderr, /^Error: dagster-deploy needs Node 20\.16 or newer; this is v\d/m);
  });
}
