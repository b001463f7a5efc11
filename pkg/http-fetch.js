import { within } from "./abort.js";
import { bodyTooLarge, concatenate } from "./http.js";
function fetchOnce({ url, method, headers, body, timeoutMilliseconds, maxBodyBytes }, signal, init, startTimer) {
  const attempt = async (signal2) => {
    const once = body === null ? null : new Blob([body]);
    const controller = new AbortController();
    signal2.onAbort(() => controller.abort(signal2.reason));
    const ours = { method, headers, body: once, redirect: (
      /** @type {const} */
      "manual"
    ), signal: controller.signal };
    const response = await fetch(url, { ...init, ...ours });
    return { status: response.status, headers: [...response.headers], body: await collect(response, maxBodyBytes) };
  };
  return within(timeoutMilliseconds, signal, attempt, startTimer);
}
async function collect({ body }, maxBytes) {
  const chunks = [];
  let size = 0;
  for await (
    const chunk of
    /** @type {AsyncIterable<Uint8Array>} */
    /** @type {unknown} */
    body ?? []
  ) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) throw bodyTooLarge(maxBytes);
  }
  return concatenate(chunks, size);
}
export {
  fetchOnce
};
