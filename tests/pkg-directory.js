// @ts-check
/**
 * Which package the tests exercise: `npm test` builds one into target/pkg and names it in DAGSTER_DEPLOY_PKG; a single
 * test file run by hand takes the committed pkg/. Tests never import js/ itself: there is no module beside it.
 */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Absolute. */
export const packageDirectory = resolve(root, process.env.DAGSTER_DEPLOY_PKG || "pkg");
