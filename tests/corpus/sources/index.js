// @ts-check
/** Where the cases come from: every source, and how its folder is read. What a source's words mean is in its own file. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ciDetector } from "./ci-detector.js";
import { codecov } from "./codecov-cli.js";
import { datadog, datadogEvents } from "./datadog.js";
import { envCi } from "./env-ci.js";
import { normalizeci, realCaptures } from "./without-expectations.js";

/** @typedef {import("../case.js").Case} Case */
/** @typedef {import("../case.js").Source} Source */

/** @type {Source[]} */
export const sources = [ciDetector, realCaptures, datadog, datadogEvents, envCi, codecov, normalizeci];

/**
 * @param {Source} source
 * @param {string} corpus
 * @returns {Case[]}
 */
export function casesOf(source, corpus) {
  const folder = join(corpus, source.folder);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().flatMap((name) => {
    return casesIn(source, JSON.parse(readFileSync(join(folder, name), "utf8")), name.slice(0, -".json".length));
  });
}

/** @param {Source} source @param {unknown} json @param {string} file @returns {Case[]} */
export function casesIn(source, json, file) {
  const system = file.toLowerCase().replace(/[^a-z\d]/g, "");
  return source.read(json, file).map((one) => ({ source: source.name, system, ...one }));
}
