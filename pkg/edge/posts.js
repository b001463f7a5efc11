import { sleep } from "../abort.js";
const BATCH_MILLISECONDS = 1e3;
const MAX_MESSAGES = 1e3;
function createPosts() {
  const waiting = /* @__PURE__ */ new Map();
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
export {
  createPosts
};
