// @ts-check
/**
 * One line of an action's output, read as GitHub's runner reads it: is it a workflow command, and which? What a command
 * then does is in step-log.js.
 *
 * The rules are those of https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs, down to the odd
 * ones, for what is odd there is what text that others wrote can reach:
 *   - `##[name k=v;k=v]message`, the old form, is found anywhere in a line;
 *   - a property's value loses `=` at its beginning, and a property without a value is not there;
 *   - a line ends at a lone carriage return, too, for .NET's ReadLine reads it
 *     (https://github.com/actions/runner/blob/main/src/Runner.Sdk/ProcessInvoker.cs).
 */

/**
 * @typedef {object} Command
 * @property {string} name as written: the runner does not look at its case
 * @property {Record<string, string>} properties names in lower case, because the runner does not look at theirs either
 * @property {string} message
 */

/** The commands that the runner knows; any other line is output. */
export const COMMANDS = [
  ...["set-env", "set-output", "save-state", "add-mask", "add-path", "add-matcher", "remove-matcher"],
  ...["debug", "warning", "error", "notice", "group", "endgroup", "echo", "stop-commands"],
];

/** .NET's white space: JavaScript's with U+0085 and without U+FEFF. */
const leadingSpace = /^(?:(?!\uFEFF)[\s\x85])+/;
const trailingSpace = /(?:(?!\uFEFF)[\s\x85])+$/;

/** Replaced one after the other, in this order. @type {[from: string, to: string][]} */
const DATA = [
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%25", "%"],
];
/** @type {[from: string, to: string][]} */
const PROPERTY = [
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%3A", ":"],
  ["%2C", ","],
  ["%25", "%"],
];
/** @type {[from: string, to: string][]} */
const OLD = [
  ["%3B", ";"],
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%5D", "]"],
  ["%25", "%"],
];

/** @param {string} text @param {[from: string, to: string][]} mappings */
const unescaped = (text, mappings) => mappings.reduce((so, [from, to]) => so.replaceAll(from, to), text);

/**
 * @param {string} line without its end
 * @param {Iterable<string>} [registered] in lower case; those that are known at this moment
 * @returns {Command | null}
 */
export function parseCommand(line, registered = COMMANDS) {
  const known = new Set(registered);
  return newForm(line, known) ?? oldForm(line, known);
}

/** `::name k=v,k=v::message` @param {string} line @param {Set<string>} known */
function newForm(line, known) {
  const text = line.replace(leadingSpace, "");
  if (!text.startsWith("::")) return null;
  const end = text.indexOf("::", 2);
  if (end < 0) return null;
  const info = text.slice(2, end);
  const name = nameOf(info);
  if (!known.has(name.toLowerCase())) return null;
  const list = info
    .slice(name.length + 1)
    .replace(leadingSpace, "")
    .replace(trailingSpace, "");
  return { name, properties: properties(list, ",", PROPERTY), message: unescaped(text.slice(end + 2), DATA) };
}

/** `##[name k=v;k=v]message` @param {string} line @param {Set<string>} known */
function oldForm(line, known) {
  const start = line.indexOf("##[");
  const end = start < 0 ? -1 : line.indexOf("]", start);
  if (end < 0) return null;
  const info = line.slice(start + 3, end);
  const name = nameOf(info);
  if (!known.has(name.toLowerCase())) return null;
  const list = info.slice(name.length + 1);
  return { name, properties: properties(list, ";", OLD), message: unescaped(line.slice(end + 1), OLD) };
}

/** @param {string} info */
const nameOf = (info) => info.split(" ", 1)[0];

/** @param {string} list @param {string} separator @param {[from: string, to: string][]} mappings */
function properties(list, separator, mappings) {
  /** @type {Record<string, string>} */
  const read = Object.create(null);
  for (const property of list.split(separator)) {
    // What .NET's Split makes of it when it leaves out what is empty.
    const [, name, value] = /^=*([^=]+)=+([^=][^]*)$/.exec(property) ?? [];
    if (name !== undefined) read[name.toLowerCase()] = unescaped(value, mappings);
  }
  return { ...read };
}

/** Cuts a stream of text into lines as .NET's ReadLine does: at `\n`, `\r\n` and `\r`. */
export class LineReader {
  #rest = "";

  /** @param {string} text @returns {string[]} the lines that are complete */
  push(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = /** @type {string} */ (lines.pop());
    return lines;
  }

  /** @returns {string[]} what is left at the end */
  end() {
    const left = this.#rest.replace(/\r$/, "");
    const isLine = this.#rest !== "";
    this.#rest = "";
    return isLine ? [left] : [];
  }
}
