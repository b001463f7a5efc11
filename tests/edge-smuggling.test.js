// @ts-check
/**
 * Requests that a proxy in front may read in another way than the server does (RFC 9112, sections 6.1 to 7.1): each hides a
 * second one, which would leave a row. It must never be taken for a request of its own, in any runtime that has a server.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, describe } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { connect, startServer } from "./edge/client.js";
import { servers } from "./network/legs.js";

const scratch = mkdtempSync(join(tmpdir(), "dagster-deploy-smuggling-"));
after(() => rmSync(scratch, { recursive: true }));

/** @typedef {(hidden: string) => string} Attack what is sent, around the hidden request */

const post = (/** @type {string} */ path, /** @type {string[]} */ ...headers) =>
  `POST ${path} HTTP/1.1\r\n${["host: x", ...headers].join("\r\n")}\r\n\r\n`;
const hex = (/** @type {string} */ text) => text.length.toString(16);
/** Ends a chunked body, whose reader takes what follows for a request. @param {string} hidden */
const afterChunks = (hidden) => `0\r\n\r\n${hidden}`;
/** A chunk, whose reader takes it for a body. @param {string} hidden */
const inChunk = (hidden) => `${hex(hidden)}\r\n${hidden}\r\n0\r\n\r\n`;

/** Says chunked, or seems to. Beside Content-Length none of them may be believed. */
const encodings = [
  ...["chunked", "CHUNKED", "\tchunked", "chunked ", "\vchunked", "\u00a0chunked", "chunked\0", "xchunked", "chunked1"],
  ...[
    "identity, chunked",
    "chunked, identity",
    "chunked, chunked",
    "chunked;q=1",
    '"chunked"',
    ", chunked",
    "identity",
    "",
  ],
]
  .map((value) => `transfer-encoding: ${value}`)
  .concat(
    [
      "transfer-encoding : chunked",
      "transfer-encoding\t: chunked",
      "transfer-encoding:\r\n chunked",
      "x: y\rtransfer-encoding: chunked",
    ],
    ["x: y\ntransfer-encoding: chunked", "transfer-encoding: identity\r\ntransfer-encoding: chunked"],
    [
      "transfer-encoding: chunked\r\ntransfer-encoding: identity",
      "\0transfer-encoding: chunked",
      "transfer-encoding\0: chunked",
    ],
  );

/** Lengths that might be taken for none. */
const lengths = [
  "+0",
  "-0",
  "0x0",
  "0 0",
  "0,0",
  "0, 5",
  "5, 0",
  "",
  " ",
  "0;",
  "0.0",
  "0e0",
  "00x",
  "\v0",
  "0\0",
  "-1",
  "NaN",
  "\u0660",
];

/** Sizes of chunks that might be taken for the last one. */
const sizes = [
  "0x0",
  "+0",
  "-0",
  "0 0",
  "",
  " ",
  "0_",
  "0.",
  "0h",
  "g",
  "\0",
  "-1",
  "1".repeat(40),
  "f".repeat(16),
  "f".repeat(17),
];

/** @type {[what: string, attack: Attack][]} */
const attacks = [
  ...encodings.flatMap(
    (line) =>
      /** @type {[string, Attack][]} */ ([
        [
          `${line} and a length over all`,
          (hidden) => {
            const body = afterChunks(hidden);
            return post("/size", `content-length: ${body.length}`, line) + body;
          },
        ],
        [
          `a length over all and ${line}`,
          (hidden) => {
            const body = afterChunks(hidden);
            return post("/size", line, `content-length: ${body.length}`) + body;
          },
        ],
        [
          `${line} and a length before the hidden one`,
          (hidden) => post("/size", `content-length: ${hex(hidden).length + 2}`, line) + inChunk(hidden),
        ],
      ]),
  ),
  ...lengths.map(
    (value) =>
      /** @type {[string, Attack]} */ ([
        `the length ${value}`,
        (hidden) => post("/size", `content-length: ${value}`) + hidden,
      ]),
  ),
  ...lengths.flatMap((value) =>
    [0, 1].map(
      (place) =>
        /** @type {[string, Attack]} */ ([
          `the lengths ${value} and all, ${place}`,
          (hidden) => {
            const both = [`content-length: ${value}`, `content-length: ${hidden.length}`];
            return post("/size", ...(place ? both.reverse() : both)) + hidden;
          },
        ]),
    ),
  ),
  [
    "two lengths, the first shorter",
    (hidden) => post("/size", "content-length: 0", `content-length: ${hidden.length}`) + hidden,
  ],
  [
    "two lengths, the second shorter",
    (hidden) => post("/size", `content-length: ${hidden.length}`, "content-length: 0") + hidden,
  ],
  ...sizes.map(
    (size) =>
      /** @type {[string, Attack]} */ ([
        `a chunk of the size ${size}`,
        (hidden) => `${post("/size", "transfer-encoding: chunked")}${size}\r\n\r\n${hidden}`,
      ]),
  ),
  ...[
    "0\n\n",
    "0\r\n\n",
    "0\n\r\n",
    "0\r\r\n\r\n",
    "1\r\nx0\r\n\r\n",
    "1\r\nxy\r\n0\r\n\r\n",
    "1\nx\n0\n\n",
    "0;a\nb\r\n\r\n",
  ].map(
    (end) =>
      /** @type {[string, Attack]} */ ([
        `the end ${JSON.stringify(end)} of chunks`,
        (hidden) => post("/size", "transfer-encoding: chunked") + end + hidden,
      ]),
  ),
  [
    "a trailer that tells a length",
    (hidden) => `${post("/size", "transfer-encoding: chunked")}0\r\ncontent-length: 1\r\nx y\r\n\r\n${hidden}`,
  ],
  [
    "chunks in HTTP/1.0",
    (hidden) => `POST /size HTTP/1.0\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${afterChunks(hidden)}`,
  ],
  ["no version", (hidden) => `POST /size\r\n\r\n${hidden}`],
  ...["HTTP/1.10", "HTTP/01.1", "HTTP/2.0", "HTTP/3.1", "http/1.1", "HTTP/1.1 ", "HTTP/1.1\0", "ICE/1.1"].map(
    (version) =>
      /** @type {[string, Attack]} */ ([
        `the version ${JSON.stringify(version)}`,
        (hidden) => `POST /size ${version}\r\nhost: x\r\ncontent-length: 0\r\n\r\n${hidden}`,
      ]),
  ),
  ...["x y: z", ": z", "x", "x\0y: z", "(x): z", "x: y\0z", "x: y\rz", "é: z"].map(
    (line) =>
      /** @type {[string, Attack]} */ ([
        `the header ${JSON.stringify(line)}`,
        (hidden) => post("/size", line, "content-length: 0") + hidden,
      ]),
  ),
  ["a connection that is to be closed", (hidden) => post("/size", "connection: close", "content-length: 0") + hidden],
  ["a body that is not read", (hidden) => post("/unread", `content-length: ${hidden.length}`) + hidden],
  ["a body in chunks that is not read", (hidden) => post("/unread", "transfer-encoding: chunked") + inChunk(hidden)],
  ["a body that is too large", (hidden) => post("/size?max=1", `content-length: ${hidden.length}`) + hidden],
  [
    "a body in chunks that is too large",
    (hidden) => post("/size?max=1", "transfer-encoding: chunked") + inChunk(hidden),
  ],
  [
    "a body that waits to be asked for",
    (hidden) => post("/unread", "expect: 100-continue", `content-length: ${hidden.length}`) + hidden,
  ],
  ["a GET with a body", (hidden) => post("/head", `content-length: ${hidden.length}`).replace("POST", "GET") + hidden],
  [
    "a HEAD with a body",
    (hidden) => post("/head", `content-length: ${hidden.length}`).replace("POST", "HEAD") + hidden,
  ],
];

/** The request that is hidden. @param {string} object */
function hiddenFor(object) {
  const body = JSON.stringify({ rows: [["smuggled", "yes"]] });
  return `${post(`/send/${object}`, `content-length: ${body.length}`)}${body}`;
}

/**
 * Sends it, and waits until the server has closed the connection, says no more, or has said nothing for three seconds: it
 * may wait for the rest of a body.
 * @param {number} port
 * @param {string} text
 */
async function sent(port, text) {
  const { socket, seen, closed } = await connect(port);
  socket.write(text, "latin1");
  const isQuiet = async () => {
    let [before, silent] = [-1, 0];
    while (before !== seen.text.length || (before === 0 && silent < 6)) {
      [before, silent] = [seen.text.length, silent + 1];
      await sleep(500);
    }
  };
  await Promise.race([closed, isQuiet()]);
  socket.destroy();
  return seen.text;
}

for (const program of servers) {
  describe(program, { concurrency: true }, () => {
    test(`${program}: no request that is hidden in another is answered`, async (context) => {
      const server = await startServer(program, mkdtempSync(join(scratch, "folder-")));
      context.after(async () => {
        server.child.kill("SIGKILL");
        await server.ended;
      });
      const rowsOf = async (/** @type {string} */ object) =>
        (await fetch(`${server.url}/send/${object}`, { method: "POST", body: "{}" })).text();
      // Without an attack the second request is one, and leaves its row.
      const { socket, until } = await connect(server.port);
      socket.write(post("/size", "content-length: 0") + hiddenFor("plain"));
      await until(/smuggled/);
      socket.destroy();
      assert.equal(await rowsOf("plain"), '[["smuggled","yes"]]');
      const answers = await Promise.all(
        attacks.map(([, attack], number) => sent(server.port, attack(hiddenFor(`a${number}`)))),
      );
      const rows = await Promise.all(attacks.map((_, number) => rowsOf(`a${number}`)));
      const succeeded = attacks.flatMap(([what], number) =>
        rows[number] === "[]" ? [] : [`${what}: ${answers[number].slice(0, 60)}`],
      );
      assert.deepEqual(succeeded, []);
      assert.ok(attacks.length > 150, String(attacks.length));
    });
  });
}
