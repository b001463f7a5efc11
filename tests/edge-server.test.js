// @ts-check
/**
 * The server of the edge in every runtime that has one, with a core of the tests': what clients do wrong, the end of the
 * process, and what is there after a crash.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, describe } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { connect, startServer, until } from "./edge/client.js";
import { servers } from "./network/legs.js";

/** @typedef {import("./network/legs.js").Program} Program */
/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

const scratch = mkdtempSync(join(tmpdir(), "dagster-deploy-server-"));
after(() => rmSync(scratch, { recursive: true }));
const newFolder = () => mkdtempSync(join(scratch, "folder-"));

/** @param {Server} server @param {string} path @param {BodyInit} [body] */
async function post(server, path, body = "{}") {
  const response = await fetch(server.url + path, { method: "POST", body });
  return { status: response.status, text: await response.text() };
}

/** @param {Server} server @param {string} object */
const rowsOf = async (server, object) => Object.fromEntries(JSON.parse((await post(server, `/send/${object}`)).text));

const mebibyte = "x".repeat(1 << 20);
/** 25 MB that tell no length. */
const endless = () => new Blob(Array(25).fill(mebibyte)).stream();

for (const program of servers) {
  describe(program, { concurrency: true }, () => serverTests(program));
}

/** @param {Program} program */
function serverTests(program) {
  /** @param {string} name @param {(server: Server) => Promise<void>} check */
  const served = (name, check) =>
    test(`${program}: ${name}`, async (context) => {
      const server = await startServer(program, newFolder());
      context.after(async () => {
        server.child.kill("SIGKILL");
        await server.ended;
      });
      await check(server);
    });

  served("requests are answered as they were asked", async (server) => {
    const response = await fetch(`${server.url}/head/a%20b?c=d`, { headers: { "x-test": "y" } });
    const expected = { method: "GET", url: `${server.url}/head/a%20b?c=d`, seen: "y" };
    assert.deepEqual([response.status, await response.json()], [200, expected]);
    assert.deepEqual(await post(server, "/size", "12345"), { status: 200, text: "5" });
    const failed = await post(server, "/fails");
    assert.deepEqual(failed, { status: 500, text: "the server failed inside; its log says more\n" });
    assert.match(
      server.output.stdout,
      /^\{"time":\d+,"what":"error","message":"a request failed","object":"door","reason":"broken inside"\}\n$/,
    );
    const [config, variable, runtime] = JSON.parse((await post(server, "/variable/NO_SUCH")).text);
    assert.deepEqual([config, variable, runtime.split("/")[0]], ["repositories: []", null, program.replace(/\d/g, "")]);
  });

  served("a connection is used again", async ({ port }) => {
    const { socket, seen, until } = await connect(port);
    for (const number of [1, 2, 3]) {
      socket.write(`POST /size HTTP/1.1\r\nhost: x\r\ncontent-length: ${number}\r\n\r\n${"x".repeat(number)}`);
      await until(new RegExp(`\r\n\r\n${number}$`));
    }
    assert.equal(seen.closed, false);
    socket.destroy();
  });

  served("a body is refused as soon as it is too large, told or not, and 25 MB do no harm", async (server) => {
    const told = await connect(server.port);
    told.socket.write("POST /size?max=1000 HTTP/1.1\r\nhost: x\r\ncontent-length: 25000000\r\n\r\n");
    await told.until(/ERR_BODY_TOO_LARGE/);
    const untold = await connect(server.port);
    untold.socket.write("POST /size?max=1000 HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
    untold.socket.write(`800\r\n${"x".repeat(2048)}\r\n`);
    await untold.until(/ERR_BODY_TOO_LARGE/);
    for (const { seen, closed } of [told, untold]) {
      assert.match(seen.text, /^HTTP\/1.1 413 /);
      await closed; // what goes on sending is cut off
    }
    const init = { method: "POST", duplex: "half", body: endless() };
    const response = await fetch(`${server.url}/size?max=1000`, /** @type {RequestInit} */ (init));
    assert.deepEqual([response.status, await response.text()], [413, "ERR_BODY_TOO_LARGE"]);
    assert.deepEqual(await post(server, "/unread", mebibyte), { status: 404, text: "not read" });
    assert.deepEqual(await post(server, "/size?max=30000000", mebibyte.repeat(25)), {
      status: 200,
      text: `${25 << 20}`,
    });
  });

  served("a body that does not come is given up", async ({ port }) => {
    const { socket, seen, closed, until } = await connect(port);
    socket.write("POST /size?time=300 HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nx");
    await until(/ERR_TIMEOUT/);
    assert.match(seen.text, /^HTTP\/1.1 413 /);
    await closed;
  });

  served("headers that do not end, or are too large, get no answer for long", async (server) => {
    const slow = await connect(server.port);
    slow.socket.write("POST /size HTTP/1.1\r\nhost: x\r\n");
    const drip = setInterval(() => slow.socket.write("x-more: y\r\n"), 500).unref();
    const large = await connect(server.port);
    large.socket.write(`GET /head HTTP/1.1\r\nhost: x\r\nx-large: ${"y".repeat(1 << 20)}\r\n\r\n`);
    await large.closed;
    assert.doesNotMatch(large.seen.text, /^HTTP\/1.1 200/);
    const late = await Promise.race([slow.closed, sleep(25_000, "still open", { ref: false })]);
    clearInterval(drip);
    assert.notEqual(late, "still open");
    assert.equal((await post(server, "/size", "1")).text, "1");
  });

  served("clients that go away harm nobody", async (server) => {
    const left = Array.from({ length: 60 }, async (_, number) => {
      const { socket } = await connect(server.port);
      const body = ["content-length: 100\r\n\r\nhalf", "transfer-encoding: chunked\r\n\r\n5\r\nab", "x-cut: "][
        number % 3
      ];
      const begun = `POST /send/a HTTP/1.1\r\nhost: x\r\n${body}`;
      socket.write(number % 4 === 0 ? "GET /slow/200 HTTP/1.1\r\nhost: x\r\n\r\n" : begun);
      await sleep(number * 3);
      if (number % 2) socket.resetAndDestroy();
      else socket.destroy();
    });
    await Promise.all(left);
    await sleep(300);
    assert.deepEqual(await post(server, "/send/a"), { status: 200, text: "[]" });
    assert.equal(server.child.exitCode, null);
    assert.match(server.output.stderr, /^listening on \S+\n$/);
  });

  served("what cannot be a request gets 400 or nothing, and the next one its answer", async (server) => {
    const badTargets = ["GET http://[x HTTP/1.1\r\nhost: x", "GET / HTTP/1.1\r\nhost: a b"];
    const requests = [...badTargets, "TRACE / HTTP/1.1\r\nhost: x", "nonsense", "GET / HTTP/1.1"];
    for (const request of requests) {
      const { socket, seen, closed } = await connect(server.port);
      socket.write(`${request}\r\nconnection: close\r\n\r\n`);
      await closed;
      assert.match(seen.text, /^(HTTP\/1.1 (4|5|200)|$)/);
    }
    assert.equal((await post(server, "/size", "1")).text, "1");
  });

  served("told to end it answers what has begun, takes nothing new, and ends with 0", async (server) => {
    const idle = await connect(server.port);
    await post(server, "/send/worker", JSON.stringify({ rows: [["plan", "slow"]], alarm: 1 }));
    const slow = fetch(`${server.url}/slow/1000`);
    const stored = post(server, "/send/late", JSON.stringify({ rows: [["k", "v"]], takes: 500 }));
    await sleep(300);
    server.child.kill("SIGTERM");
    await sleep(200);
    await assert.rejects(fetch(server.url));
    assert.equal(await (await slow).text(), "at last");
    assert.deepEqual(JSON.parse((await stored).text), [["k", "v"]]);
    assert.equal(await server.ended, 0);
    idle.socket.destroy();
  });

  served("told twice it ends at once", async (server) => {
    fetch(`${server.url}/slow/5000`).catch(() => {});
    await sleep(300);
    server.child.kill("SIGINT");
    await sleep(200);
    server.child.kill("SIGTERM");
    assert.equal(await server.ended, 1);
  });

  served("a port that is taken is an error", async (server) => {
    await assert.rejects(startServer(program, newFolder(), server.port), /ended with 1: Error: .*(EADDRINUSE|in use)/i);
  });

  test(`${program}: a server that was killed has its rows and calls its alarms`, async () => {
    const folder = newFolder();
    const first = await startServer(program, folder);
    const soon = Date.now() + 1500;
    await post(
      first,
      "/send/one",
      JSON.stringify({
        rows: [
          ["k", "v"],
          ["plan", "throw slow"],
        ],
        alarm: 1,
      }),
    );
    await post(first, "/send/two", JSON.stringify({ rows: [["k", "w"]], alarm: soon }));
    await until(() => first.output.stdout.includes("an alarm failed"));
    // The runtime itself: its launcher has another id.
    process.kill(runtimeOf(folder), "SIGKILL");
    await first.ended;
    const second = await startServer(program, folder);
    await until(async () => (await rowsOf(second, "one")).rang && (await rowsOf(second, "two")).rang);
    assert.deepEqual(await rowsOf(second, "two"), { k: "w", rang: "1 of two" });
    assert.ok(Date.now() >= soon);
    second.child.kill("SIGTERM");
    assert.equal(await second.ended, 0);
  });
}

/** @param {string} folder */
const runtimeOf = (folder) => Number(readFileSync(join(folder, "runtime.pid"), "utf8"));
