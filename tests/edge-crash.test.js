// @ts-check
/**
 * The edge loses nothing that it has answered for, in every runtime: it is killed again and again, and in the end
 * Dagster+ knows what is true of each branch. `npm run test:crash` kills it more often.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { crash } from "./edge/crash/driver.js";
import { servers } from "./edge/crash/servers.js";

const kills = 10;
const seed = Date.now() % 1e6;

for (const runtime of Object.keys(servers)) {
  test(`${runtime}: what was answered has its effect, however often the server is killed`, async (t) => {
    const { wrong, back, errors, counts } = await crash(runtime, { kills, seed, log: (line) => t.diagnostic(line) });
    t.diagnostic(`seed ${seed}: ${JSON.stringify(counts)}`);
    assert.deepEqual(wrong, [], `branches are not as they should be (seed ${seed})`);
    assert.deepEqual(back, [], `something older was told after something newer (seed ${seed})`);
    assert.deepEqual(errors, [], `errors (seed ${seed})`);
  });
}
