// @ts-check
/**
 * One object as it is in memory, on a server and in workerd alike: it receives one message after the other, and an
 * alarm that fails is not lost, but waits a little longer each time. Not here: its rows and its clock, which its host
 * keeps.
 */

import { coded } from "./core.js";

/** @typedef {import("./edge.js").ObjectHost} ObjectHost */
/** @typedef {import("./server.js").EdgeCalls} EdgeCalls */

const SHORTEST_DELAY = 1000;
const LONGEST_DELAY = 60_000;

export class LivingObject {
  /** When its alarm may be called at the earliest, in milliseconds since the Unix epoch; later than now once it failed. */
  notBefore = 0;
  failures = 0;
  saves = 0;
  /** How many of its messages and alarms are on their way. */
  busy = 0;
  /** @type {Promise<unknown>} */
  lastMessage = Promise.resolve();

  /**
   * @param {EdgeCalls} core
   * @param {string} name
   * @param {ObjectHost} host
   */
  constructor(core, name, host) {
    this.core = core;
    this.name = name;
    this.host = { ...host, save: this.save.bind(this, host), readFile: noFile, print: () => {} };
  }

  /** Whether the object can be dropped without losing anything. @returns {boolean} */
  get idle() {
    return this.busy === 0 && this.failures === 0;
  }

  /**
   * @param {ObjectHost} host
   * @param {[string, string | null][]} rows
   * @param {number | null} alarm
   */
  save(host, rows, alarm) {
    host.save(rows, alarm);
    this.saves += 1;
  }

  /** @param {string} message */
  async receive(message) {
    const answer = this.lastMessage.then(() => this.core.receive(this.name, message, this.host));
    this.lastMessage = answer.catch(() => {});
    this.busy += 1;
    try {
      return await answer;
    } finally {
      this.busy -= 1;
    }
  }

  /** Calls the alarm, and never rejects: what failed is in the log. */
  async alarm() {
    const saves = this.saves;
    this.busy += 1;
    try {
      await this.core.alarm(this.name, this.host);
      // Its time has come and stays: without a delay it would be called again and again.
      if (this.saves === saves) throw new Error("it has not saved when it is to be called again");
      this.failures = 0;
      this.notBefore = 0;
    } catch (error) {
      this.failures += 1;
      const delay = Math.min(SHORTEST_DELAY * 2 ** (this.failures - 1), LONGEST_DELAY);
      this.notBefore = this.host.now() + delay;
      this.host.log(failure("an alarm failed", this.name, error));
    } finally {
      this.busy -= 1;
    }
  }
}

/**
 * The files of a commit are not those of a server.
 * @param {string} path
 */
const noFile = (path) => Promise.reject(coded("ENOENT", `an object has no file ${path}`));

/**
 * A line of the log.
 * @param {string} what
 * @param {string} object
 * @param {unknown} error
 */
export function failure(what, object, error) {
  return JSON.stringify({ time: Date.now(), what: "error", message: what, object, reason: messageOf(error) });
}

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));
