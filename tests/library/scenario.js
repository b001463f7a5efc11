// @ts-check
/** What library.test.js asks of the library, in any runtime: several calls, and what became of each. */

/**
 * @param {any} library
 * @param {{ good: string, flaky: string, silent: string }} urls
 */
export async function scenario({ branchDeployment, DeployError }, { good, flaky, silent }) {
  const options = {
    apiToken: "agent:test:x",
    gitRepoName: "r",
    branchName: "b",
    commitHash: "c",
    timestamp: 1700000000,
  };
  /** @param {object} [given] */
  const call = async (given) => {
    try {
      return { value: await branchDeployment.createOrUpdate(given) };
    } catch (error) {
      const { name, code, message, errors } = /** @type {any} */ (error);
      return {
        name,
        code,
        message,
        codes: errors?.map((/** @type {any} */ { code }) => code),
        own: error instanceof DeployError,
      };
    }
  };
  /** @type {string[]} */
  const messages = [];
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error("told to stop")), 300);
  return {
    good: await call({ ...options, url: good }),
    nullsAndUndefined: await call({ ...options, url: good, commitMessage: undefined, authorName: null }),
    nothing: await call(),
    wrong: await call({ ...options, url: good, nonsense: 1, timestamp: "soon" }),
    withoutUrl: await call(options),
    withMessages: await call({
      ...options,
      url: flaky,
      onMessage: (/** @type {string} */ text, /** @type {string} */ stream) => messages.push(`${stream}: ${text}`),
    }),
    messages,
    stopped: await call({ ...options, url: silent, signal: stop.signal }),
  };
}
