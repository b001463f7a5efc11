import { coded } from "./errors.js";
const wantsOwnConnection = (headers) => headers.some(([name, value]) => name === "Connection" && value === "close");
function bodyTooLarge(maxBytes) {
  return coded("ERR_BODY_TOO_LARGE", `the answer has more than ${maxBytes} bytes`);
}
function proxyUnsupported(protocol) {
  return coded("ERR_UNSUPPORTED", `a proxy must speak http or https, not ${protocol.slice(0, -1)}`);
}
function concatenate(chunks, size) {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
export {
  bodyTooLarge,
  concatenate,
  proxyUnsupported,
  wantsOwnConnection
};
