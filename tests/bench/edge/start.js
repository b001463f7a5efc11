// @ts-check
/** What it costs to start a Worker here: workerd from its start to the first answer, and the first answer alone. */
import { deliveries } from "./delivery.js";
import { cpuOf } from "./process.js";
import { start } from "./workerd.js";

/** @typedef {{ milliseconds: number, first: number, cpu: number }} Start */

const delivery = deliveries("acme/analytics");

/**
 * @param {string} folder a bundle
 * @param {number} number of the delivery: one that has come before would be another case
 * @returns {Promise<Start>}
 */
async function startOnce(folder, number) {
  const { body, headers } = delivery(number, number, 0);
  const begun = performance.now();
  const { pid, port, stop } = await start(folder);
  const listening = performance.now();
  try {
    const response = await fetch(`http://127.0.0.1:${port}/webhooks/github`, {
      method: "POST",
      headers,
      body: new Uint8Array(body),
    });
    if (response.status !== 202) throw new Error(`${folder} answered with ${response.status}`);
    await response.arrayBuffer();
    const ended = performance.now();
    return { milliseconds: ended - begun, first: ended - listening, cpu: cpuOf(pid) };
  } finally {
    await stop();
  }
}

/**
 * @param {{ name: string, folder: string }[]} bundles
 * @param {number} rounds not counting the first, which only warms up
 */
export async function raceStarts(bundles, rounds) {
  const runs = bundles.map(({ name }) => ({ name, starts: /** @type {Start[]} */ ([]) }));
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { folder }] of bundles.entries()) {
      const seen = await startOnce(folder, round + 1);
      if (round > 0) runs[index].starts.push(seen);
    }
  }
  return runs;
}
