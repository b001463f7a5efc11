// @ts-check
/** How big the product may get. The build and the tests fail beyond it; raising a number needs a reason in its commit. */

/** The WebAssembly modules by their names, compressed as gzip -9 would. */
export const wasmGzipBytes = { dagster_deploy: 242_000, dagster_deploy_edge: 238_000 };

/** The tarball that npm publishes. */
export const tarballBytes = 545_000;
