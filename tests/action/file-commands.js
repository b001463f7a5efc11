// @ts-check
/**
 * The files that an action writes to talk to the runner (GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV, GITHUB_PATH,
 * GITHUB_STEP_SUMMARY), read by the rules of
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs. Pure functions of a file's text; who
 * makes and finds the files is runner.js.
 */

const MORE_OF_SUMMARIES =
  "https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-markdown-summary";

/** What the runner takes of a summary, in bytes; of a bigger one it takes nothing. */
export const SUMMARY_LIMIT = 1024 * 1024;

/** Variables that GITHUB_ENV may not set. */
const BLOCKED = ["NODE_OPTIONS"];

/**
 * `name=value` and `name<<DELIMITER … DELIMITER`, in their order. Pairs before a mistake count, as with the runner.
 * @param {string} text
 * @param {string} newline `\r\n` ends a line on Windows only, elsewhere the carriage return is the value's
 * @returns {{ pairs: [name: string, value: string][], error: string | null }}
 */
export function parsePairs(text, newline = "\n") {
  /** @type {[name: string, value: string][]} */
  const pairs = [];
  try {
    for (const pair of readPairs(text, newline)) pairs.push(pair);
    return { pairs, error: null };
  } catch (error) {
    return { pairs, error: /** @type {Error} */ (error).message };
  }
}

/**
 * @param {string} text
 * @param {string} newline
 * @returns {Generator<[name: string, value: string]>}
 */
function* readPairs(text, newline) {
  const lines = linesOf(text, newline);
  for (let line = lines.next(); !line.done; line = lines.next()) {
    const { content } = line.value;
    if (content === "") continue;
    const equals = content.indexOf("=");
    const heredoc = content.indexOf("<<");
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) yield [content.slice(0, equals), content.slice(equals + 1)];
    else if (heredoc >= 0) yield [content.slice(0, heredoc), untilDelimiter(lines, content, heredoc)];
    else throw new Error(`Invalid format '${content}'`);
  }
}

/**
 * @param {Generator<Line>} lines
 * @param {string} head the line with the name and the delimiter
 * @param {number} heredoc where `<<` stands in it
 */
function untilDelimiter(lines, head, heredoc) {
  const delimiter = head.slice(heredoc + 2);
  if (heredoc === 0 || delimiter === "") {
    throw new Error(`Invalid format '${head}'. Name must not be empty and delimiter must not be empty`);
  }
  let value = "";
  let ending = "";
  for (;;) {
    const line = lines.next();
    if (line.done) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
    if (line.value.content === delimiter) return value;
    if (line.value.ending === "") throw new Error("Invalid value. EOF marker missing new line.");
    value += ending + line.value.content;
    ending = line.value.ending;
  }
}

/**
 * @typedef {{ content: string, ending: string }} Line `ending`: "" where the text ends without one
 *
 * @param {string} text
 * @param {string} newline
 * @returns {Generator<Line>}
 */
function* linesOf(text, newline) {
  const pattern = newline === "\r\n" ? /\r?\n/g : /\n/g;
  let start = 0;
  for (const { 0: ending, index } of text.matchAll(pattern)) {
    yield { content: text.slice(start, index), ending };
    start = index + ending.length;
  }
  if (start < text.length) yield { content: text.slice(start), ending: "" };
}

/**
 * What GITHUB_ENV sets for later steps.
 * @param {[name: string, value: string][]} pairs
 */
export function environmentOf(pairs) {
  const isBlocked = (/** @type {string} */ name) => BLOCKED.includes(name.toUpperCase());
  const errors = pairs
    .filter(([name]) => isBlocked(name))
    .map(([name]) => {
      return `Can't store ${name.toUpperCase()} output parameter using '$GITHUB_ENV' command.`;
    });
  return { env: Object.fromEntries(pairs.filter(([name]) => !isBlocked(name))), errors };
}

/**
 * What GITHUB_PATH puts in front of PATH: one folder a line, the last one first.
 * @param {string} text
 */
export function foldersOf(text) {
  const folders = text.split(/\r\n|\n|\r/).filter((line) => line !== "");
  return [...new Set(folders.reverse())];
}

/**
 * What is shown of a summary: all or nothing, and never a secret.
 * @param {Buffer} bytes
 * @param {(text: string) => string} mask
 * @returns {{ summary: string, error: string | null }}
 */
export function summaryOf(bytes, mask) {
  if (bytes.length > SUMMARY_LIMIT) {
    const [limit, size] = [SUMMARY_LIMIT, bytes.length].map((length) => Math.floor(length / 1024));
    const sentence = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${limit}k, got ${size}k.`;
    return { summary: "", error: `${sentence} For more information see: ${MORE_OF_SUMMARIES}` };
  }
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  if (text === "") return { summary: "", error: null };
  const lines = text.replace(/(?:\r\n|\n|\r)$/, "").split(/\r\n|\n|\r/);
  return { summary: lines.map((line) => `${mask(line)}\n`).join(""), error: null };
}
