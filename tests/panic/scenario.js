// @ts-check
/**
 * Two calls in flight, a panic in one of them, and a call after it, by the library of any runtime. Tells what became
 * of each.
 */

/**
 * @param {any} createOrUpdate
 * @param {{ silent: string, good: string }} urls
 */
export async function scenario(createOrUpdate, { silent, good }) {
  const options = {
    apiToken: "agent:test:x",
    gitRepoName: "r",
    branchName: "b",
    commitHash: "c",
    timestamp: 1700000000,
  };
  const waiting = outcomeOf(createOrUpdate({ ...options, url: silent }));
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { now } = Date;
  Date.now = () => /** @type {any} */ ("never");
  const panicking = await outcomeOf(createOrUpdate({ ...options, url: good }));
  Date.now = now;
  return { panicking, waiting: await waiting, next: await outcomeOf(createOrUpdate({ ...options, url: good })) };
}

/** @param {Promise<any>} call */
async function outcomeOf(call) {
  try {
    return (await call).deploymentName;
  } catch (error) {
    const { name, code } = /** @type {any} */ (error);
    return `${name} ${code}`;
  }
}
