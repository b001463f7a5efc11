import { sleep } from "./abort.js";
import { coded } from "./errors.js";
import { fetchOnce } from "./http-fetch.js";
function workerdHost(print) {
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
    print
  };
}
const unsupported = (what) => coded("ERR_UNSUPPORTED", `this runtime (workerd) has no way to use ${what}`);
function workerdJob() {
  return {
    argv: [],
    env: {},
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    platform: "workerd",
    runtime: "workerd"
  };
}
export {
  workerdHost,
  workerdJob
};
