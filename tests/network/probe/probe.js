// @ts-check
/**
 * What runs inside a runtime when its host is tested: does tasks, all at once, and tells how each ended. A task is a
 * list of host calls made one after the other. Judges nothing; hosts.test.js does.
 */

/** @typedef {{ member: "fetch" | "readFile" | "runGit" | "sleep", args: any[], abortAfter?: number }} Call */
/** @typedef {{ value?: any, code?: string, name?: string, message?: string }} Outcome `code` only if there is one */

/**
 * @param {import("../../../js/host.d.ts").Host} host
 * @param {Call[][]} tasks
 * @returns {Promise<Outcome[][]>}
 */
export function probe(host, tasks) {
  return Promise.all(
    tasks.map(async (calls) => {
      const outcomes = [];
      for (const call of calls) outcomes.push(await outcomeOf(host, call));
      return outcomes;
    }),
  );
}

/**
 * @param {any} host
 * @param {Call} call
 * @returns {Promise<Outcome>}
 */
async function outcomeOf(host, { member, args, abortAfter }) {
  const { signal, abort } = abortable();
  if (abortAfter !== undefined) {
    setTimeout(() => abort(Object.assign(new Error("told to stop"), { code: "STOPPED" })), abortAfter);
  }
  try {
    return { value: readable(await host[member](...args, signal)) };
  } catch (error) {
    const { code, name, message } = /** @type {any} */ (error);
    return { code, name, message };
  }
}

/** Returns a signal as core.js makes it, and what aborts it. */
function abortable() {
  /** @type {Set<() => void>} */
  const callbacks = new Set();
  const signal = {
    aborted: false,
    /** @type {unknown} */
    reason: undefined,
    /** @param {() => void} callback */
    onAbort(callback) {
      callbacks.add(callback);
      return () => void callbacks.delete(callback);
    },
  };
  /** @param {Error} reason */
  const abort = (reason) => {
    Object.assign(signal, { aborted: true, reason });
    for (const callback of callbacks) callback();
  };
  return { signal, abort };
}

/** @param {any} value bytes become text, so that it fits into JSON @returns {any} */
function readable(value) {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (value?.body) return { ...value, body: readable(value.body) };
  if (value?.stdout) return { ...value, stdout: readable(value.stdout), stderr: readable(value.stderr) };
  return value;
}
