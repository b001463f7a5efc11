import { coded } from "../errors.js";
const SHORTEST_DELAY = 1e3;
const LONGEST_DELAY = 6e4;
class LivingObject {
  /** The earliest time of its next alarm, in milliseconds since the Unix epoch; later than now after a failure. */
  notBefore = 0;
  failures = 0;
  saves = 0;
  /** The number of its messages and alarms that are running. */
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
    this.host = { ...host, save: this.save.bind(this, host), readFile: noFile, print: () => {
    } };
  }
  /** True while the object may be dropped from memory. */
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
    this.lastMessage = answer.catch(() => {
    });
    this.busy += 1;
    try {
      return await answer;
    } finally {
      this.busy -= 1;
    }
  }
  /** Runs the alarm. Never rejects: a failure is logged and retried. */
  async alarm() {
    const saves = this.saves;
    this.busy += 1;
    try {
      await this.core.alarm(this.name, this.host);
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
const noFile = (path) => Promise.reject(coded("ENOENT", `an object has no file ${path}`));
function failure(message, object, error) {
  return JSON.stringify({ time: Date.now(), what: "error", message, object, reason: messageOf(error) });
}
const messageOf = (error) => error instanceof Error ? error.message : String(error);
export {
  LivingObject,
  failure,
  messageOf
};
