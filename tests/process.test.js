// @ts-check
/**
 * What a command-line entry does with its process: output, exit status, and the end of it. No core takes part; the
 * runs are those of process/runs.js.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { packageUrl, programs, runIn } from "./network/legs.js";

/** @typedef {import("./network/legs.js").Program} Program */

/** @param {Program} program */
const script = (program) =>
  fileURLToPath(new URL(`./process/${program === "deno" ? "deno" : "node"}.js`, import.meta.url));

/** @param {Program} program @param {...string} args */
const end = (program, ...args) => runIn(program, [script(program), packageUrl, ...args]);

for (const program of /** @type {Program[]} */ (Object.keys(programs))) {
  test(`on ${program} the exit status is the run's`, async () => {
    assert.deepEqual(await end(program, "status 7"), { status: 7, stdout: "", stderr: "" });
  });

  test(`on ${program} text goes where it is meant to go`, async () => {
    assert.deepEqual(await end(program, "prints"), { status: 0, stdout: "out: é\n", stderr: "err\n" });
  });

  test(`on ${program} nothing of a long text is lost at the end of the process`, async () => {
    const { status, stdout } = await end(program, "prints 4 MiB");
    assert.deepEqual([status, stdout.length, stdout.at(-1)], [0, (4 << 20) + 1, "."]);
  });

  test(`on ${program} a rejected run ends in one line and status 1`, async () => {
    const expected = { status: 1, stdout: "", stderr: "Error: broken inside; report it\n" };
    assert.deepEqual(await end(program, "rejects"), expected);
  });

  test(`on ${program} a run that never settles ends in status 1, and says so`, async () => {
    const { status, stdout, stderr } = await end(program, "never settles");
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, /^Error: the run ended without a result; [^\n]*\n$/);
  });

  test(`on ${program} the process ends with the run, whatever is left behind`, async () => {
    assert.equal((await end(program, "leaves a timer behind")).status, 0);
  });

  test(`on ${program} a run whose reader has gone goes on quietly and ends in status 1`, async () => {
    const [command, ...fixed] = programs[program];
    const child = spawn(command, [...fixed, script(program), packageUrl, "prints after its reader has gone"]);
    child.stdout.destroy();
    let stderr = "";
    child.stderr.on("data", (text) => (stderr += text));
    const status = await new Promise((resolve) => child.on("close", resolve));
    assert.deepEqual([status, stderr], [1, "still here\n"]);
  });
}

for (const program of /** @type {Program[]} */ (["node", "node24", "bun"])) {
  test(`on ${program} a pipe that does not block loses nothing to a slow reader`, async () => {
    const [command, ...fixed] = programs[program];
    const child = spawn(command, [...fixed, script(program), packageUrl, "prints 4 MiB", "nonblocking"]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    let length = 0;
    child.stdout.on("data", (chunk) => (length += chunk.length));
    const status = await new Promise((resolve) => child.on("close", resolve));
    assert.deepEqual([status, length], [0, (4 << 20) + 1]);
  });
}

for (const program of /** @type {Program[]} */ (["node", "node24"])) {
  const onWindows = ["--import", new URL("./process/windows.js", import.meta.url).href];

  test(`on ${program} a console of Windows is written to as text, whatever it says of itself`, async () => {
    const { status, stdout, stderr } = await runIn(program, [script(program), packageUrl, "prints"], {
      flags: onWindows,
    });
    assert.deepEqual([status, stdout, stderr], [0, "console 1 <out: é\n>console 1 <>", "console 2 <err\n>"]);
  });

  test(`on ${program} a handle of Windows that refuses fstat is no terminal if it is none`, async () => {
    const { status, stdout, stderr } = await runIn(program, [script(program), packageUrl, "asks for terminals"], {
      flags: onWindows,
      env: { CONSOLES: "2" },
    });
    assert.deepEqual([status, stdout, stderr], [0, "false true win32\n", ""]);
  });
}
