// @ts-check
/**
 * `worker.js PACKAGE_URL FOLDER`: the package's Worker with the core of the tests, in miniflare, which keeps the objects
 * in the folder. A process of its own, so that a test can kill it with workerd.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { packageModules } from "../package-modules.js";
import { runtimesRequire } from "../runtimes/paths.js";

const [packageUrl, folder] = process.argv.slice(2);
const { Miniflare } = runtimesRequire("miniflare");

/** @param {string} path @param {string | URL} url */
const module = (path, url) => ({ type: "ESModule", path, contents: readFileSync(fileURLToPath(url)) });
const replaced = ["core-workerd.js", "dagster_deploy_bg.wasm"];
const ofPackage = packageModules("worker.js").filter((name) => !replaced.includes(name));

const worker = new Miniflare({
  port: 0,
  modules: [
    ...ofPackage.map((name) => module(name, `${packageUrl}/${name}`)),
    module("core-workerd.js", new URL("./core-workerd.js", import.meta.url)),
    module("test-core.js", new URL("./core.js", import.meta.url)),
  ],
  compatibilityDate: "2026-04-26",
  cf: false, // else it asks Cloudflare where it is
  bindings: { DAGSTER_DEPLOY_WEBHOOKS: "repositories: []", NUMBER: 1, TEXT: "text" },
  durableObjects: { DAGSTER_DEPLOY: { className: "DagsterDeploy", useSQLite: true } },
  durableObjectsPersist: folder,
});
console.log(`listening on ${await worker.ready}`);
// Nobody else would end it and workerd, which are a group, when the test itself is ended.
process.stdin.resume().on("end", () => process.kill(-process.pid, "SIGKILL"));
