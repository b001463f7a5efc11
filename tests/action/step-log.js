// @ts-check
/**
 * A step's output as the runner takes it: lines are shown, but for commands, which are done. Follows
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs and AddIssue and Write in
 * ExecutionContext.cs beside it. What a line is, commands.js says.
 *
 * Problem matchers are not here: `add-matcher` is recorded and does nothing.
 */
import { COMMANDS, parseCommand } from "./commands.js";
import { checkedPlace } from "./place.js";

/** Of each kind of annotation a step may have so many; more are in its log only. */
const ANNOTATION_LIMIT = 10;
/** A longer annotation is cut off. */
const MESSAGE_LIMIT = 4096;

const BAD_TOKEN =
  "You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command.";

/** Commands that the runner refuses, because what a program prints must not change the next one's environment. */
const DISABLED = ["set-env", "add-path"];

/**
 * @typedef {"error" | "warning" | "notice"} Kind
 * @typedef {{ kind: Kind, message: string, properties: Record<string, string> }} Annotation
 * @typedef {{ name: string, lines: string[] }} Group
 * @typedef {import("./commands.js").Command} Command
 * @typedef {{ workspace: string, repository: string, isDebug: boolean, onLine: (line: string) => void }} Options
 */

export class StepLog {
  /** What is shown, masked. @type {string[]} */
  shown = [];
  /** Those that were done, refused ones among them. @type {Command[]} */
  commands = [];
  /** Those that are shown. @type {Annotation[]} */
  annotations = [];
  /** How many more there would have been. @type {Record<Kind, number>} */
  dropped = { error: 0, warning: 0, notice: 0 };
  /** @type {Group[]} */
  groups = [];
  /** By commands, which nobody should use any more. @type {Record<string, string>} */
  outputs = {};
  /** @type {Record<string, string>} */
  state = {};
  /** The runner could not do what a command says: the step fails, whatever its exit status. */
  hasFailed = false;

  /** @type {Group | null} */
  #group = null;
  /** @type {string | null} */
  #stopToken = null;
  #isEchoing = false;

  /** @param {import("./masks.js").Masks} masks @param {Options} options */
  constructor(masks, options) {
    this.masks = masks;
    this.options = options;
  }

  /** A line of the program's own. @param {string} line */
  take(line) {
    const registered = this.#stopToken === null ? COMMANDS : [...COMMANDS, this.#stopToken.toLowerCase()];
    const command = parseCommand(line, registered);
    if (command === null || !this.#wasDone(command, line)) this.#output(line);
  }

  /** A line of the runner's. @param {Kind} kind @param {string} message */
  addIssue(kind, message, properties = {}) {
    const masked = this.masks.mask(message);
    const cut = masked.slice(0, MESSAGE_LIMIT);
    const isShown = this.annotations.filter((one) => one.kind === kind).length < ANNOTATION_LIMIT;
    if (isShown) this.annotations.push({ kind, message: cut, properties });
    else this.dropped[kind] += 1;
    if (cut !== "") this.#output(`##[${kind}]${cut}`);
  }

  /** What went wrong for the runner itself. @param {string} message @param {string} detail */
  fail(message, detail) {
    this.addIssue("error", message);
    this.addIssue("error", detail);
    this.hasFailed = true;
  }

  /** @param {Command} command @param {string} line @returns {boolean} false when it is output like any other */
  #wasDone(command, line) {
    const name = command.name.toLowerCase();
    if (this.#stopToken !== null) return this.#resumed(name, line);
    this.commands.push(command);
    if (name === "stop-commands") this.#stop(command.message, line);
    else this.#process(name, command, line);
    return true;
  }

  /** @param {string} name @param {string} line */
  #resumed(name, line) {
    if (name !== this.#stopToken?.toLowerCase()) return false;
    this.#output(line);
    this.#stopToken = null;
    return true;
  }

  /** The runner does not catch this error: such a step fails. @param {string} token @param {string} line */
  #stop(token, line) {
    if (token === "" || [...COMMANDS, "pause-logging"].includes(token.toLowerCase())) {
      this.hasFailed = true;
      this.addIssue("error", BAD_TOKEN);
      return;
    }
    this.#stopToken = token;
    if (token.length > 6) this.masks.add(token);
    this.#output(line);
  }

  /** @param {string} name @param {Command} command @param {string} line */
  #process(name, command, line) {
    const isSilent = isKind(name) || name === "add-mask" || name === "debug";
    if (this.#isEchoing && !isSilent) this.#output(line);
    try {
      this.#do(name, command);
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      this.fail(`Unable to process command '${isSilent ? name : line}' successfully.`, message);
    }
  }

  /** @param {string} name @param {Command} command */
  #do(name, { properties, message }) {
    if (DISABLED.includes(name)) throw new Error(`The \`${name}\` command is disabled.`);
    if (name === "set-output") this.outputs[required(properties.name, name)] = message;
    else if (name === "save-state") this.state[required(properties.name, name)] = message;
    else if (name === "add-mask") this.#addMask(message);
    else if (name === "debug") this.#debug(message);
    else if (isKind(name)) this.addIssue(name, message, checkedPlace(properties, this.options));
    else if (name === "group" || name === "endgroup") this.#startGroup(name === "group" ? message : null);
    else if (name === "echo") this.#isEchoing = switched(message);
  }

  /** @param {string} message */
  #addMask(message) {
    if (message.trim() === "") {
      this.addIssue("warning", "Can't add secret mask for empty string in ##[add-mask] command.");
      return;
    }
    if (this.#isEchoing) this.#output("::add-mask::***");
    this.masks.addLines(message);
  }

  /** @param {string} message */
  #debug(message) {
    if (this.options.isDebug) for (const line of message.split(/\r\n|\n|\r/)) this.#output(`##[debug]${line}`);
  }

  /** They do not nest: a new one ends the one before. @param {string | null} name */
  #startGroup(name) {
    this.#group = null;
    this.#output(name === null ? "##[endgroup]" : `##[group]${name}`);
    if (name === null) return;
    this.#group = { name: this.masks.mask(name), lines: [] };
    this.groups.push(this.#group);
  }

  /** @param {string} line */
  #output(line) {
    const masked = this.masks.mask(line);
    this.shown.push(masked);
    this.#group?.lines.push(masked);
    this.options.onLine(masked);
  }
}

/** @param {string} name @returns {name is Kind} */
const isKind = (name) => ["error", "warning", "notice"].includes(name);

/** @param {string | undefined} value @param {string} command */
function required(value, command) {
  if (value) return value;
  throw new Error(`Required field 'name' is missing in ##[${command}] command.`);
}

/** @param {string} value */
function switched(value) {
  const said = value.trim().toUpperCase();
  if (said === "ON" || said === "OFF") return said === "ON";
  throw new Error(`Invalid echo command value. Possible values can be: 'on', 'off'. Current value is: '${value}'.`);
}
