// @ts-check
/** Finds transcripts that write out what a fixture has, and fixtures that are none. */
import { filesIn, read } from "./files.js";

const folder = "tests/fixtures/";

/** From so many lines or characters on a body that two transcripts have is a fixture. */
const long = { lines: 5, characters: 250 };

/** @typedef {Record<string, any>} Transcript */

/** Reads all transcripts. @returns {Map<string, Transcript>} */
export const readTranscripts = () =>
  new Map(
    filesIn("tests/transcripts")
      .filter((path) => path.endsWith(".json"))
      .map((path) => [path, JSON.parse(read(path))]),
  );

/** Reads the texts of all fixtures, by their paths. */
export const readFixtures = () =>
  new Map(filesIn(folder.slice(0, -1)).map((path) => [path.slice(folder.length), read(path)]));

/** The text of a body that is written out in a transcript. @param {any} content */
function textOf(content) {
  if (Array.isArray(content)) return content.map((line) => `${line}\n`).join("");
  return typeof content === "string" ? content : undefined;
}

/**
 * Lists what is written out in vain: a body that is a fixture, or a long one in two transcripts.
 * @param {Map<string, Transcript>} transcripts
 * @param {Map<string, string>} fixtures
 */
export function repeatedBodies(transcripts, fixtures) {
  const known = new Map([...fixtures].map(([path, text]) => [text, path]));
  const repeated = [];
  for (const [path, { files = {} }] of transcripts) {
    for (const content of Object.values(files)) {
      const text = textOf(content);
      if (text === undefined) continue;
      const isLong = text.length >= long.characters || text.split("\n").length > long.lines;
      if (known.has(text)) repeated.push(`${path}: a body is that of ${known.get(text)}`);
      else if (isLong) known.set(text, path);
    }
  }
  return repeated;
}

/**
 * Lists fixtures that fewer than two transcripts use.
 * @param {Map<string, Transcript>} transcripts
 * @param {Map<string, string>} fixtures
 */
export function rareFixtures(transcripts, fixtures) {
  const used = [...transcripts.values()].flatMap(({ provider, files = {} }) => [
    ...(provider === undefined ? [] : [`environments/${provider}.json`]),
    ...Object.values(files).flatMap(({ fixture }) => fixture ?? []),
  ]);
  return [...fixtures.keys()].filter((path) => used.filter((name) => name === path).length < 2);
}
