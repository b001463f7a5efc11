// @ts-check
/**
 * The legs of the other tests mean nothing if one runs in another runtime than its name says: npm's package `node`, for
 * one, would shadow the user's. What each reports is compared with what tests/runtimes/package.json asks for.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";
import * as runtimes from "./runtimes/paths.js";

/** @param {string} program @param {...string} args */
const output = (program, ...args) => execFileSync(program, args, { encoding: "utf8" }).trim();

test("the tests themselves run on the user's Node, 20 or newer, and not on the one installed for the Node 24 leg", () => {
  assert.notEqual(process.execPath, runtimes.node24);
  assert.ok(Number(process.versions.node.split(".")[0]) >= 20, process.version);
});

test("the Node 24 leg runs Node 24", () => {
  assert.equal(output(runtimes.node24, "-p", "process.versions.node"), runtimes.versions.node24);
  assert.match(runtimes.versions.node24, /^24\./);
});

test("the Deno leg runs the pinned Deno", () => {
  assert.equal(output(runtimes.deno, "eval", "console.log(Deno.version.deno)"), runtimes.versions.deno);
});

test("the Bun leg runs the pinned Bun", () => {
  assert.equal(output(runtimes.bun, "-e", "console.log(Bun.version)"), runtimes.versions.bun);
});

test("the workerd leg, also inside miniflare, runs the pinned workerd", () => {
  // 1.20261023.1 calls itself "workerd 2026-10-23".
  const date = runtimes.versions.workerd.replace(/^1\.(\d{4})(\d\d)(\d\d)\.\d+$/, "$1-$2-$3");
  assert.equal(output(runtimes.workerd, "--version"), `workerd ${date}`);
  assert.equal(runtimes.runtimesRequire("workerd/package.json").version, runtimes.versions.workerd);
  const miniflare = runtimes.runtimesRequire.resolve("miniflare");
  const inside = runtimes.runtimesRequire.resolve("workerd", { paths: [miniflare] });
  assert.equal(inside, runtimes.runtimesRequire.resolve("workerd"), "miniflare must not bring a workerd of its own");
});

test("wrangler is the pinned one", () => {
  assert.equal(output(runtimes.wrangler, "--version"), runtimes.versions.wrangler);
});
