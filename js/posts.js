// @ts-check
/**
 * Messages to objects that may be lost: collected for a second, so that a burst of deliveries costs an object one
 * message. The same on servers and in workerd, where what one request posts may travel with another's.
 */
import { sleep } from "./core.js";

const GATHERS_FOR = 1000;
/** Nobody looks at more; what is beyond is lost. */
const MOST = 1000;

/** @returns {(object: string, message: string, send: (object: string, messages: string) => Promise<unknown>) => Promise<void>} */
export function createPosts() {
  /** @type {Map<string, string[]>} what waits, by object */
  const waiting = new Map();
  return async (object, message, send) => {
    const begun = waiting.get(object);
    if (begun) return void (begun.length < MOST && begun.push(message));
    const messages = [message];
    waiting.set(object, messages);
    await sleep(GATHERS_FOR);
    waiting.delete(object);
    await send(object, `[${messages.join()}]`);
  };
}
