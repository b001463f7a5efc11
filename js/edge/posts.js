// @ts-check
/**
 * Batches messages to objects that may be lost: a burst of deliveries within a second costs an object one message. On
 * workerd one request may send the messages of another.
 */
import { sleep } from "../abort.js";

const BATCH_MILLISECONDS = 1000;
/** Messages of a batch; more are dropped, because nobody looks at so many. */
const MAX_MESSAGES = 1000;

/** @returns {(object: string, message: string, send: (object: string, messages: string) => Promise<unknown>) => Promise<void>} */
export function createPosts() {
  /** The open batches by object. @type {Map<string, string[]>} */
  const waiting = new Map();
  return async (object, message, send) => {
    const begun = waiting.get(object);
    if (begun) return void (begun.length < MAX_MESSAGES && begun.push(message));
    const messages = [message];
    waiting.set(object, messages);
    await sleep(BATCH_MILLISECONDS);
    waiting.delete(object);
    await send(object, `[${messages.join()}]`);
  };
}
