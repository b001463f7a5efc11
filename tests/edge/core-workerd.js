// @ts-check
/** Stands where the package's core-workerd.js does, and gives worker.js the core of the tests. */
// @ts-expect-error: beside it in the Worker
export { core } from "./test-core.js";
