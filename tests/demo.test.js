// @ts-check
/**
 * The demo proves what it claims: it passes with the committed program, and fails with one that
 * only looks as if it worked.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const DEMO = fileURLToPath(new URL("./sandbox/demo.js", import.meta.url));

/**
 * @param {string[]} argv
 * @returns {Promise<{ status: unknown, output: string }>}
 */
function runDemo(argv) {
  return new Promise((resolve) => {
    execFile(process.execPath, [DEMO, ...argv], (error, stdout, stderr) =>
      resolve({ status: error?.code ?? 0, output: stdout + stderr }),
    );
  });
}

test("the demo deploys, updates and closes a branch deployment", async () => {
  const { status, output } = await runDemo([]);
  assert.match(output, /All as it should be/);
  assert.doesNotMatch(output, /WRONG/);
  assert.equal(status, 0);
});

test("the demo fails when the program succeeds without doing anything", async () => {
  const { status, output } = await runDemo(["--tool", "true"]);
  assert.match(output, /WRONG: there are 0 branch deployments, not one/);
  assert.equal(status, 1);
});

test("the demo fails when the program fails", async () => {
  const { status, output } = await runDemo(["--tool", "false"]);
  assert.match(output, /WRONG: the script failed with exit status 1/);
  assert.equal(status, 1);
});
