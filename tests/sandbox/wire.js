// @ts-check
/**
 * Puts an answer on the wire: in the proper way, or late, slowly, cut off, or not at all. Which of
 * these is decided elsewhere; this file only knows sockets.
 */
import { setTimeout as sleep } from "node:timers/promises";

/** Timers take no more than this, and would take a longer one for none at all. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * @typedef {import("node:http").ServerResponse} ServerResponse
 * @typedef {import("./misbehaviour.js").Misbehaviour} Misbehaviour
 */

/**
 * Ends the connection before a word is said, where that is asked for.
 * @param {ServerResponse} response
 * @param {Misbehaviour} entry
 * @returns {boolean} whether it did
 */
export function closedBeforeHeaders({ socket }, { close }) {
  if (close === "before-headers") socket?.end();
  else if (close === "reset") socket?.resetAndDestroy();
  else return false;
  return true;
}

/**
 * @param {ServerResponse} response
 * @param {import("./operation.js").Answer} answer
 * @param {Misbehaviour} entry
 * @param {AbortSignal} stopping
 */
export async function send(response, answer, entry, stopping) {
  const body = Buffer.from(answer.body);
  const usual = { ...answer.headers, "content-length": String(body.length) };
  response.writeHead(answer.status, { ...usual, ...entry.headers });
  if (entry.drip !== undefined) await drip(response, body, entry.drip, stopping);
  else if (entry.close) await sendHalf(response, body, entry.close, stopping);
  else response.end(body);
}

/** @param {number} milliseconds @param {AbortSignal} stopping */
export function pause(milliseconds, stopping) {
  return sleep(Math.min(milliseconds, LONGEST_TIMER), undefined, { signal: stopping });
}

/**
 * @param {ServerResponse} response
 * @param {Buffer} body
 * @param {number} milliseconds
 * @param {AbortSignal} stopping
 */
async function drip(response, body, milliseconds, stopping) {
  response.flushHeaders();
  for (const byte of body) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await pause(milliseconds, stopping);
  }
  response.end();
}

/**
 * The half must have left before the connection ends, or nobody sees it. Before a reset it must
 * even have been read: Node takes a reset that comes together with data for a polite end.
 * @param {ServerResponse} response
 * @param {Buffer} body
 * @param {string} close
 * @param {AbortSignal} stopping
 */
async function sendHalf(response, body, close, stopping) {
  const { socket } = response;
  await new Promise((resolve) => response.write(body.subarray(0, body.length >> 1), resolve));
  if (close === "mid-body") return void socket?.end();
  await pause(100, stopping);
  socket?.resetAndDestroy();
}
