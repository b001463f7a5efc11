import { coded } from "./errors.js";
const patterns = [
  [/close_notify/, "ECONNRESET"],
  [/Temporary failure in name resolution/, "EAI_AGAIN"],
  [/refused/, "ECONNREFUSED"],
  [/Requests to port \d+ are blocked/, "ERR_UNSUPPORTED"],
  [/dns error/, "ENOTFOUND"],
  [/certificate not valid for name/, "ERR_TLS_CERT_ALTNAME_INVALID"],
  [/certificate/, "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
  [/invalid HTTP version/, "HPE_INVALID_CONSTANT"],
  [/corrupt message|handshake|tls/i, "EPROTO"],
  [/proxy authentication required/, "ERR_PROXY"],
  [/unsuccessful tunnel/, "ERR_PROXY_RESPONSE"],
  [/connection reset|os error (104|54|10054)|connection closed|reading a body|broken pipe/i, "ECONNRESET"],
  [/invalid gzip|deflate|brotli|unexpected end of file/i, "Z_DATA_ERROR"]
];
function withCode(error) {
  const cause = (
    /** @type {Error | undefined} */
    error.cause
  );
  const message = cause ? `${error.message}: ${cause.message}` : error.message;
  const code = patterns.find(([pattern]) => pattern.test(message.replace(/\(https?:[^)]*\)|https?:\S+/g, "")))?.[1];
  return code ? coded(code, message) : Object.assign(new Error(message), { name: error.name });
}
export {
  withCode
};
