// @ts-check
/** How big the product may get. The build and the tests fail beyond it; raising a number needs a reason in its commit. */

/** The WebAssembly module, compressed as gzip -9 would. */
export const wasmGzipBytes = 385_000;

/** The tarball that npm publishes. */
export const tarballBytes = 450_000;
