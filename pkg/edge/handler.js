import { coded } from "../errors.js";
import { concatenate } from "../http.js";
import { failure } from "./object.js";
async function answer(core, request, host, readBody = (most, time) => readWhole(request, most, time)) {
  try {
    return await core.answer(request, { ...host, readBody });
  } catch (error) {
    host.log(failure("a request failed", "door", error));
    return new Response("the server failed inside; its log says more\n", { status: 500 });
  }
}
function readWhole(request, maxBytes, milliseconds) {
  const size = request.headers.get("content-length");
  if (size === null || exceeds(maxBytes, size)) return readStream(request, maxBytes, milliseconds);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(bodyTooLate(milliseconds)), milliseconds);
    request.arrayBuffer().then((body) => resolve(new Uint8Array(body)), reject).finally(() => clearTimeout(timer));
  });
}
async function readStream({ headers, body }, maxBytes, milliseconds) {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  let stopped;
  const stop = (reason) => {
    stopped ??= reason;
    reader.cancel(reason).catch(() => {
    });
  };
  const timer = setTimeout(() => stop(bodyTooLate(milliseconds)), milliseconds);
  try {
    if (exceeds(maxBytes, headers.get("content-length"))) stop(requestTooLarge(maxBytes));
    const chunks = [];
    for (let size = 0; ; ) {
      const { value } = stopped ? { value: void 0 } : await reader.read();
      if (stopped) throw stopped;
      if (value === void 0) return concatenate(chunks, size);
      chunks.push(value);
      size += value.length;
      if (size > maxBytes) stop(requestTooLarge(maxBytes));
    }
  } finally {
    clearTimeout(timer);
  }
}
const exceeds = (maxBytes, contentLength) => Number(contentLength ?? 0) > maxBytes;
const requestTooLarge = (maxBytes) => coded("ERR_BODY_TOO_LARGE", `the request has more than ${maxBytes} bytes`);
const bodyTooLate = (milliseconds) => coded("ERR_TIMEOUT", `no whole request in ${milliseconds} ms`);
export {
  answer,
  bodyTooLate,
  exceeds,
  requestTooLarge
};
