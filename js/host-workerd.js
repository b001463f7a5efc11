// @ts-check
/** The host on workerd: HTTP, the clock and timers. There are no files, programs, arguments or output. */
import { sleep } from "./abort.js";
import { coded } from "./errors.js";
import { fetchOnce } from "./http-fetch.js";

/**
 * @param {import("./host.d.ts").Host["print"]} print
 * @returns {import("./host.d.ts").Host}
 */
export function workerdHost(print) {
  return {
    fetch: async (request, signal) => {
      if (request.proxy !== null || request.ca.length > 0) throw unsupported("a proxy or a certificate file");
      return fetchOnce(request, signal);
    },
    sleep,
    now: () => Date.now(),
    random: () => Math.random(),
    readFile: async () => Promise.reject(unsupported("files")),
    appendFile: async () => Promise.reject(unsupported("files")),
    runGit: async () => Promise.reject(unsupported("git")),
    print,
  };
}

/** @param {string} what */
const unsupported = (what) => coded("ERR_UNSUPPORTED", `this runtime (workerd) has no way to use ${what}`);

/** @returns {import("./host.d.ts").Job} */
export function workerdJob() {
  return {
    argv: [],
    env: {},
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    platform: "workerd",
    runtime: "workerd",
  };
}
