// @ts-check
/** Windows of load in turn, so that a busy machine is busy for all; of each, what it cost the server. */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { cpuOf, idle, memoryOf } from "./process.js";

/** @typedef {import("./contenders.js").Contender} Contender */
/** @typedef {import("./workerd.js").Server} Server */
/** @typedef {{ microseconds: number, effect: number, perSecond: number, memory: number }} Window CPU for a delivery; `effect`: with what follows */
/** @typedef {{ name: string, windows: Window[] }} Run */

/** @returns {{ fill(order: import("./load.js").Order): Promise<number>, stop(): void }} */
export function startLoad() {
  const child = fork(fileURLToPath(new URL("load.js", import.meta.url)));
  const fill = (/** @type {import("./load.js").Order} */ order) =>
    new Promise((resolve, reject) => {
      child.once("message", (/** @type {any} */ { answers, error }) =>
        error ? reject(new Error(error)) : resolve(answers),
      );
      child.send(order);
    });
  return { fill, stop: () => child.kill() };
}

/**
 * @param {Contender[]} contenders
 * @param {Record<string, Server>} servers
 * @param {number} rounds not counting the first, which only warms up
 * @returns {Promise<Run[]>}
 */
export async function race(contenders, servers, rounds) {
  const runs = contenders.map(({ name }) => ({ name, windows: /** @type {Window[]} */ ([]) }));
  const load = startLoad();
  try {
    for (let round = 0; round <= rounds; round++) {
      for (const [index, contender] of contenders.entries()) {
        const window = await turn(contender, servers[contender.server], load.fill);
        if (round > 0) runs[index].windows.push(window);
      }
    }
  } finally {
    load.stop();
  }
  return runs;
}

/**
 * @param {Contender} contender
 * @param {Server} server
 * @param {ReturnType<typeof startLoad>["fill"]} fill
 * @returns {Promise<Window>}
 */
async function turn({ name, server: _, ...order }, { pid, port }, fill) {
  const before = cpuOf(pid);
  const begun = performance.now();
  try {
    const answers = await fill({ ...order, port });
    const [cpu, seconds, memory] = [cpuOf(pid) - before, (performance.now() - begun) / 1000, memoryOf(pid)];
    await idle(pid);
    const effect = cpuOf(pid) - before;
    return {
      microseconds: (cpu * 1000) / answers,
      effect: (effect * 1000) / answers,
      perSecond: answers / seconds,
      memory,
    };
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : error}`);
  }
}
