// @ts-check
/**
 * What a server or the wire can do to a request, by name: one function each, given the raw socket.
 * Not here: what a well-behaved Dagster+ answers (tests/sandbox), nor what should come of a fault (network.test.js).
 */
import { constants, deflateRawSync, gzipSync } from "node:zlib";

/**
 * @typedef {object} Occasion
 * @property {import("node:net").Socket} socket
 * @property {import("./raw-server.js").SeenRequest} request
 * @property {number} attempt 1 for the first request to this URL
 * @property {any} setting what the test gave to `url`
 */

/** The answer to create-or-update that every fault stands in the way of. */
export const goodBody = JSON.stringify({
  data: {
    createOrUpdateBranchDeployment: {
      __typename: "DagsterCloudDeployment",
      deploymentId: 7,
      deploymentName: "a1b2c3d4",
    },
  },
});

/**
 * Writes one whole answer and leaves the connection open for the next request.
 * @param {Occasion} occasion
 * @param {{ status?: number, headers?: Record<string, string>, body?: string | Uint8Array }} [answer]
 */
function answer({ socket }, { status = 200, headers = {}, body = goodBody } = {}) {
  const bytes = Buffer.from(body);
  const fields = { "Content-Type": "application/json", "Content-Length": String(bytes.length), ...headers };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Any\r\n${lines.join("")}\r\n`), bytes]));
}

/** The head of an answer whose body will fall short of it. */
const unkeptPromise = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"data":';
const chunkedHead = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

/** 256 MiB of spaces in 256 KiB of gzip, made without ever holding the 256 MiB. */
function gzipBomb() {
  const mebibyte = deflateRawSync(Buffer.alloc(1 << 20, " "), { finishFlush: constants.Z_FULL_FLUSH });
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  return Buffer.concat([head, ...Array.from({ length: 256 }, () => mebibyte)]);
}

/** @type {Record<string, (occasion: Occasion) => void>} */
export const faults = {
  ok: (occasion) => answer(occasion),
  /** setting: { status, headers, body }, sent each time. */
  always: (occasion) => answer(occasion, occasion.setting),
  /** setting: the same, sent the first time only. */
  once: (occasion) => answer(occasion, occasion.attempt === 1 ? occasion.setting : {}),
  /** setting: the names of the faults to commit, one per request; good answers afterwards. */
  script: (occasion) => faults[occasion.setting[occasion.attempt - 1] ?? "ok"](occasion),

  "hang before headers": () => {},
  "hang mid-body": ({ socket }) => void socket.write(unkeptPromise),
  drip: ({ socket }) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n");
    const timer = setInterval(() => socket.write(" "), 40);
    socket.on("close", () => clearInterval(timer));
  },
  "reset before headers": ({ socket }) => void socket.resetAndDestroy(),
  "close before headers": ({ socket }) => void socket.end(),
  "reset mid-body": ({ socket }) =>
    void socket.write(unkeptPromise, () => setTimeout(() => socket.resetAndDestroy(), 30)),
  "close mid-body": ({ socket }) => void socket.end(unkeptPromise),
  "chunked, cut short": ({ socket }) => void socket.end(`${chunkedHead}8\r\n{"data":\r\n`),
  /** Answers, and closes the connection as a server does that has waited long enough. */
  "close after the answer": (occasion) => {
    answer(occasion);
    occasion.socket.end();
  },
  /** The same, just as the client sends its next request. */
  "reset at the next request": (occasion) => {
    answer(occasion);
    occasion.socket.removeAllListeners("data");
    occasion.socket.once("data", () => occasion.socket.resetAndDestroy());
  },
  "gzip bomb": (occasion) => answer(occasion, { headers: { "Content-Encoding": "gzip" }, body: gzipBomb() }),
  gzip: (occasion) => answer(occasion, { headers: { "Content-Encoding": "gzip" }, body: gzipSync(goodBody) }),
  "bad gzip": (occasion) => answer(occasion, { headers: { "Content-Encoding": "gzip" }, body: "not gzip at all" }),
  "gzip, cut short": (occasion) =>
    answer(occasion, { headers: { "Content-Encoding": "gzip" }, body: gzipSync(goodBody).subarray(0, 40) }),
  "unknown encoding": (occasion) => answer(occasion, { headers: { "Content-Encoding": "x-rot13" } }),
  "large header": (occasion) => answer(occasion, { headers: { "X-Large": "x".repeat(200_000) } }),
  "large body": (occasion) => answer(occasion, { body: goodBody + " ".repeat(10 << 20) }),
  "endless body": ({ socket }) => {
    socket.write(chunkedHead);
    const chunk = `10000\r\n${" ".repeat(0x10000)}\r\n`;
    const pour = () => {
      while (socket.writable && socket.write(chunk));
    };
    socket.on("drain", pour);
    pour();
  },
  "not HTTP": ({ socket }) => void socket.end("SSH-2.0-OpenSSH_9.2\r\n"),
  /** setting: where to. The path is kept, so that the requests of a loop are counted together. */
  redirect: (occasion) =>
    answer(occasion, {
      status: occasion.setting.status,
      headers: { Location: occasion.setting.location ?? occasion.request.path },
      body: "",
    }),
};
