// @ts-check
/**
 * Everything that can go wrong between the command line and Dagster+, and how a run then ends: one row each. The rows
 * are run by network.test.js; what a server must do for them is in faults.js.
 */
import { goodBody } from "./faults.js";

/** @typedef {Awaited<ReturnType<typeof import("./raw-server.js").startRawServer>>} Server */
/** @typedef {Awaited<ReturnType<typeof import("./connect-proxy.js").startProxy>>} Proxy */
/**
 * @typedef {object} World what a row may refer to
 * @property {Server} plain
 * @property {Server} secure with a certificate of the test CA
 * @property {Server} selfSigned
 * @property {Server} wrongHost with a certificate of the test CA for another host
 * @property {Proxy} proxy
 * @property {Proxy} strictProxy that wants the credentials `user:p@ss`
 * @property {string} dead an origin where nobody listens
 * @property {string} ca the path of the test CA's certificate
 * @property {string} selfSignedCa
 * @property {string} folder with a netrc file that has credentials for every host
 */
/**
 * @typedef {object} Ending
 * @property {string} [code] of the error; the run succeeds if there is none
 * @property {number} [requests] how many the server saw
 * @property {string} [name] of the branch deployment, if not the usual one
 * @property {RegExp} [message] of the error
 * @property {RegExp} [stderr] of the command line
 */
/**
 * @typedef {object} Row
 * @property {string} fault
 * @property {string} url
 * @property {Ending} ends
 * @property {Record<string, number>} [options] beside the usual ones, as the library names them
 * @property {Record<string, string>} [env]
 * @property {string} [token]
 * @property {string[]} [denoFlags] what Deno must be allowed besides
 * @property {boolean} [everywhere] in every runtime and not only on the user's Node; hosts.test.js has shown that the
 * hosts tell most faults alike, so one of a kind is enough
 * @property {Partial<Record<"node24" | "bun" | "deno" | "workerd", Ending>>} [but] endings that differ by runtime
 */

const impatient = { requestTimeout: 1 };

/** @param {World} world @returns {Row[]} */
export const rows = (world) => [
  ...wireRows(world),
  ...tlsRows(world),
  ...proxyRows(world),
  ...redirectRows(world),
  ...statusRows(world),
  ...bodyRows(world),
  ...settingRows(world),
];

/** A mutation that may be repeated is tried four times. */
const reset = { code: "network/reset", requests: 4 };
/** On a busy machine the time may be up before the request has left, so only the tries are counted. */
const timeout = { code: "network/timeout", message: /tried 4 times/ };
const unreadable = { code: "api/unexpected-response", requests: 1 };

/** @param {World} world @returns {Row[]} */
function wireRows({ plain, dead }) {
  /** @param {string} fault @param {Ending} ends @param {Partial<Row>} [rest] @returns {Row} */
  const row = (fault, ends, rest) => ({ fault, url: plain.url(fault), ends, everywhere: true, ...rest });
  return [
    row("hang before headers", timeout, { options: impatient }),
    row("hang mid-body", timeout, { options: impatient, everywhere: false }),
    row("drip", timeout, { options: impatient, everywhere: false }),
    row("reset before headers", reset),
    row("close before headers", reset, { everywhere: false }),
    row("reset mid-body", reset, { everywhere: false }),
    row("close mid-body", reset),
    row("chunked, cut short", reset, { everywhere: false }),
    {
      fault: "nobody listens",
      url: dead,
      ends: { code: "network/refused" },
      everywhere: true,
      but: { workerd: { code: "network/reset" } },
    },
    {
      fault: "no such host",
      url: "https://no-such-host.invalid",
      ends: { code: "network/unknown-host" },
      everywhere: true,
      but: { workerd: { code: "network/failed" } },
    },
    {
      fault: "a broken connection, then a good one",
      url: plain.url("script", ["reset before headers", "close mid-body"]),
      ends: { requests: 3 },
      everywhere: true,
    },
    row("gzip", { requests: 1 }),
    row("gzip bomb", { code: "network/response-too-large", requests: 1 }),
    row("endless body", { code: "network/response-too-large", requests: 1 }),
    row("large body", { requests: 1 }),
    row("large header", unreadable, { but: { bun: { requests: 1 }, deno: { requests: 1 }, workerd: { requests: 1 } } }),
    row("bad gzip", unreadable),
    row("gzip, cut short", unreadable, { but: { workerd: { code: "network/failed", requests: 4 } } }),
    row("not HTTP", unreadable, { but: { workerd: reset } }),
    row("unknown encoding", { requests: 1 }),
  ];
}

/** @param {World} world @returns {Row[]} */
function tlsRows({ plain, secure, selfSigned, wrongHost, ca, selfSignedCa }) {
  const tls = { code: "network/tls", requests: 0 };
  const untrusted = { ...tls, message: /self-signed\.pem\)$/ };
  const missing = { code: "config/invalid", requests: 0, message: /ca\.pem\.not/ };
  const untold = { workerd: { code: "network/failed", requests: 0 } };
  /** @param {string} fault @param {string} url @param {Ending} ends @param {Record<string, string>} [env] @returns {Row} */
  const row = (fault, url, ends, env) => ({ fault, url, ends, env, everywhere: true, but: ends === tls ? untold : {} });
  return [
    row("a self-signed certificate", selfSigned.url("ok"), tls),
    row("a certificate of an unknown CA", secure.url("ok"), tls),
    row("a certificate for another host", wrongHost.url("ok"), tls, { SSL_CERT_FILE: ca }),
    row("REQUESTS_CA_BUNDLE names the CA", secure.url("ok"), { requests: 1 }, { REQUESTS_CA_BUNDLE: ca }),
    row("SSL_CERT_FILE names the CA", secure.url("ok"), { requests: 1 }, { SSL_CERT_FILE: ca }),
    row(
      "the second of two variables names the CA",
      secure.url("ok"),
      { requests: 1 },
      { REQUESTS_CA_BUNDLE: selfSignedCa, SSL_CERT_FILE: ca },
    ),
    row(
      "the first of two variables names the CA",
      secure.url("ok"),
      { requests: 1 },
      { REQUESTS_CA_BUNDLE: ca, CURL_CA_BUNDLE: selfSignedCa },
    ),
    row("all variables name another CA", secure.url("ok"), untrusted, {
      CURL_CA_BUNDLE: selfSignedCa,
      SSL_CERT_FILE: selfSignedCa,
    }),
    row("a self-signed certificate is named", selfSigned.url("ok"), { requests: 1 }, { CURL_CA_BUNDLE: selfSignedCa }),
    row(
      "the CA file is missing",
      secure.url("ok"),
      { code: "config/invalid", requests: 0 },
      { SSL_CERT_FILE: `${ca}.not` },
    ),
    row("one of two CA files is missing", secure.url("ok"), missing, {
      REQUESTS_CA_BUNDLE: ca,
      SSL_CERT_FILE: `${ca}.not`,
    }),
    row("https to a plain port", plain.url("ok").replace("http:", "https:"), tls),
    row("http to a TLS port", secure.url("ok").replace("https:", "http:"), { code: "network/reset", requests: 0 }),
  ];
}

/** @param {World} world @returns {Row[]} */
function proxyRows({ plain, secure, proxy, strictProxy, dead, ca }) {
  /** @param {string} fault @param {Server} server @param {Ending} ends @param {Record<string, string>} env @returns {Row} */
  const row = (fault, server, ends, env) => ({ fault, url: server.url("ok"), ends, env, everywhere: true });
  const others = strictProxy.url.replace("user", "SECRETuser");
  /** @param {string} fault @param {Ending} ends @param {string} url @returns {Row} */
  const withCredentials = (fault, ends, url) => ({
    ...row(fault, secure, ends, { HTTPS_PROXY: url, SSL_CERT_FILE: ca }),
    denoFlags: ["--allow-sys"],
  });
  const refused = { code: "network/invalid-proxy", requests: 0, stderr: /check HTTP_PROXY/ };
  const secret = dead.replace("//", "//user:SECRETpassword@");
  return [
    row("HTTP_PROXY", plain, { requests: 1 }, { HTTP_PROXY: proxy.url }),
    row("http_proxy", plain, { requests: 1 }, { http_proxy: proxy.url }),
    row("HTTPS_PROXY", secure, { requests: 1 }, { HTTPS_PROXY: proxy.url, SSL_CERT_FILE: ca }),
    row("ALL_PROXY", secure, { requests: 1 }, { ALL_PROXY: proxy.url, SSL_CERT_FILE: ca }),
    row("a proxy with credentials, http", plain, { requests: 1 }, { HTTP_PROXY: strictProxy.url }),
    row("a proxy that wants other credentials, http", plain, refused, { HTTP_PROXY: others }),
    row("a proxy that wants credentials, http", plain, refused, {
      HTTP_PROXY: strictProxy.url.replace(/\/\/.*@/, "//"),
    }),
    withCredentials("a proxy with credentials, https", { requests: 1 }, strictProxy.url),
    withCredentials("a proxy that wants other credentials", { code: "network/invalid-proxy", requests: 0 }, others),
    row("NO_PROXY", plain, { requests: 1 }, { HTTP_PROXY: dead, NO_PROXY: "localhost,127.0.0.1" }),
    row("a dead proxy", plain, { code: "network/refused", requests: 0 }, { HTTP_PROXY: secret }),
    row(
      "a socks proxy",
      plain,
      { code: "network/invalid-proxy", requests: 0 },
      { ALL_PROXY: "socks5://u:SECRETp@h:1" },
    ),
  ];
}

/** @param {World} world @returns {Row[]} */
function redirectRows({ plain }) {
  const elsewhere = `http://localhost:${plain.port}/ok/0/graphql`;
  /** @param {number} status @param {string} location @param {Ending} ends @returns {Row} */
  const row = (status, location, ends) => ({
    fault: `a redirect ${status} to ${location.split("/ok/")[0]}`,
    url: plain.url("redirect", { status, location }),
    ends,
    everywhere: status === 308,
  });
  const refused = { code: "api/redirect", requests: 1 };
  return [
    ...[301, 302, 303, 307, 308].map((status) => row(status, elsewhere, refused)),
    row(307, "file:///etc/passwd", refused),
    {
      fault: "a redirect within the host",
      url: plain.url("redirect", { status: 308, location: `${plain.url("ok")}/graphql` }),
      ends: { requests: 1 },
      everywhere: true,
    },
    {
      fault: "a redirect loop",
      url: plain.url("redirect", { status: 307 }),
      ends: { code: "api/redirect", requests: 11 },
      everywhere: true,
    },
  ];
}

/** @param {World} world @returns {Row[]} */
function statusRows({ plain }) {
  /** @param {number} status @param {string} code @param {number} requests @returns {Row} */
  const always = (status, code, requests) => ({
    fault: `status ${status} forever`,
    url: plain.url("always", { status, body: "no" }),
    ends: { code, requests },
  });
  /** @param {string} fault @param {object} setting @param {Ending} ends @param {Record<string, number>} [options] @returns {Row} */
  const once = (fault, setting, ends, options) => ({ fault, url: plain.url("once", setting), ends, options });
  const down = { message: "down for repairs", timeout: 0.7, retry_interval: 0.5 };
  return [
    ...[400, 404, 501].map((status) => always(status, "api/http-status", 1)),
    ...[401, 403].map((status) => always(status, "auth/unauthorized", 1)),
    ...[408, 409, 425, 429, 500, 502, 503, 504].map((status) => always(status, "api/http-status", 4)),
    once("502 once", { status: 502, body: "<html>" }, { requests: 2 }),
    once("500 once", { status: 500, body: "" }, { requests: 2 }),
    once("429 once with Retry-After", { status: 429, headers: { "Retry-After": "1" }, body: "" }, { requests: 2 }),
    once(
      "Retry-After beyond the deadline",
      { status: 429, headers: { "Retry-After": "99999999" }, body: "" },
      { code: "api/http-status", requests: 1 },
      { requestDeadline: 20 },
    ),
    once("maintenance once", { status: 503, body: JSON.stringify({ maintenance: down }) }, { requests: 2 }),
    {
      fault: "maintenance forever",
      url: plain.url("always", { status: 503, body: JSON.stringify({ maintenance: down }) }),
      ends: { code: "api/maintenance", requests: 2, stderr: /down for repairs/ },
    },
    { fault: "500 with data", url: plain.url("always", { status: 500, body: goodBody }), ends: { requests: 1 } },
  ];
}

/** @param {World} world @returns {Row[]} */
function bodyRows({ plain }) {
  /** @param {string} fault @param {string | Uint8Array} body @param {Ending} ends @param {number} [status] @returns {Row} */
  const row = (fault, body, ends, status = 200) => ({ fault, url: plain.url("always", { status, body }), ends });
  /** @param {unknown} name */
  const named = (name) => goodBody.replace('"a1b2c3d4"', JSON.stringify(name));
  const echo = JSON.stringify({ errors: [{ message: "bad token: agent:test:SECRETtoken" }] });
  const typed = (/** @type {object} */ result) => JSON.stringify({ data: { createOrUpdateBranchDeployment: result } });
  return [
    row("an empty body", "", unreadable),
    row("half a body", goodBody.slice(0, 40), unreadable),
    ...["null", "[]", "{}", '"x"', '{"data":null}'].map((body) => row(`the body ${body}`, body, unreadable)),
    row("a null field", typed(/** @type {any} */ (null)), unreadable),
    row("a field twice", goodBody.replace('"deploymentName"', '"deploymentName":"first","deploymentName"'), {
      requests: 1,
    }),
    row("100,000 brackets", "[".repeat(100_000), unreadable),
    row("100,000 brackets in data", `{"data":{"a":${"[".repeat(100_000)}`, unreadable),
    row("a byte order mark", `\ufeff${goodBody}`, unreadable),
    row("NaN", goodBody.replace('"a1b2c3d4"', "NaN"), unreadable),
    row("a number for the name", named(12345), unreadable),
    row("invalid UTF-8", Buffer.from(goodBody.replace("a1b2", "\xff\xfe"), "latin1"), unreadable),
    row("UTF-16", Buffer.from(goodBody, "utf16le"), unreadable),
    row("a lone surrogate", goodBody.replace("a1b2", "\\ud800"), unreadable),
    row("a page", "<html><title>Sign in</title></html>", unreadable),
    row(
      "a page with 502",
      "<html><title>502 Bad Gateway</title></html>",
      { code: "api/http-status", requests: 4 },
      502,
    ),
    row("a name with a line of its own", named("x\n::set-env name=PATH::/evil"), unreadable),
    row("a name with an escape sequence", named("\u001b[31mred"), unreadable),
    row("a name with markup", named("[red]x[/red]"), { requests: 1, name: "[red]x[/red]" }),
    row("an UnauthorizedError", typed({ __typename: "UnauthorizedError", message: "no" }), {
      code: "auth/unauthorized",
      requests: 1,
    }),
    row("a PythonError", typed({ __typename: "PythonError", message: "oh\n::error::no" }), {
      code: "api/rejected",
      requests: 1,
      stderr: /\n\| ::error::no/,
    }),
    row("GraphQL errors that echo the token", echo, {
      code: "api/graphql-errors",
      requests: 1,
      stderr: /bad token: \*\*\*/,
    }),
    row("GraphQL errors that echo the token, with 500", echo, { code: "api/graphql-errors", requests: 1 }, 500),
    row("GraphQL errors that echo the token, with 503", echo, { code: "api/graphql-errors", requests: 4 }, 503),
    row("errors that are no list", '{"errors":"x"}', { code: "api/graphql-errors", requests: 1 }),
    row("no errors in errors, with data", `{"errors":[],${goodBody.slice(1)}`, {
      code: "api/graphql-errors",
      requests: 1,
    }),
  ];
}

/** @param {World} world @returns {Row[]} */
function settingRows({ plain, dead, folder }) {
  /** @param {string} fault @param {string} token @param {Ending} ends @returns {Row} */
  const token = (fault, token, ends) => ({ fault: `a token with ${fault}`, url: plain.url("ok"), token, ends });
  const unsendable = { code: "auth/invalid-token", requests: 0 };
  /** @param {string} url @returns {Row} */
  const bad = (url) => ({ fault: `the URL ${url}`, url, ends: { code: "endpoint/invalid" } });
  return [
    token("a newline at its end", "agent:test:SECRETtoken\n", { requests: 1, stderr: /^Warning: [^\n]*newline/ }),
    token("a newline inside", "agent:test\n:SECRETtoken", unsendable),
    token("a space before it", " agent:test:SECRETtoken", unsendable),
    token("a character that no header holds", "agent:test:SECRET☃", unsendable),
    bad("not a url"),
    bad("ftp://127.0.0.1/x"),
    { ...bad(dead.replace("//", "//user:SECRETpassword@")), fault: "a URL with credentials" },
    {
      fault: "a netrc file",
      url: plain.url("ok"),
      ends: { requests: 1 },
      env: { HOME: folder, NETRC: `${folder}/.netrc` },
    },
  ];
}
