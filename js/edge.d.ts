/**
 * The contract between the edge and the outside, beside {@link Host}: what its door, which answers requests, and its
 * objects, which keep branches, may ask for. `src/edge/host.rs` is the other side of this file.
 *
 * An object has a name, rows of text and an alarm. Nothing else of it enters the core while `receive` runs, which saves
 * before it answers; an alarm may take minutes, and messages are received meanwhile; but there is one alarm at a time. An
 * alarm whose time has come, or that was interrupted by a crash, is called again until the object has saved another time
 * or none.
 */
import type { Host } from "./host.js";

/** The members that both have. */
export interface EdgeHost extends Host {
  /** The text of the configuration. */
  config(): string;
  /** The value of a variable or secret. */
  variable(name: string): string | undefined;
  /** The runtime and its version, such as `node/20.20.2`. */
  runtime(): string;
  /** Has an object receive a message; resolves to its answer once that is as durable as what it saved. */
  send(object: string, message: string): Promise<string>;
  /** The same without waiting, for what may be lost: a JSON list of what was posted within a second. */
  post(object: string, message: string): void;
  /** Writes a line of the log. */
  log(line: string): void;
}

/** The router's host, for one request. */
export interface DoorHost extends EdgeHost {
  /** The body of the request. Codes: `ERR_BODY_TOO_LARGE`, as soon as more has come; `ERR_TIMEOUT`. */
  readBody(maxBytes: number, timeoutMilliseconds: number): Promise<Uint8Array>;
}

/** An object's host; no member waits. */
export interface ObjectHost extends EdgeHost {
  /** A row of the object. */
  load(key: string): string | undefined;
  /** Its rows whose keys begin so, in the order of their keys (by UTF-8 bytes). */
  list(prefix: string): [key: string, text: string][];
  /**
   * Writes rows, or with null removes them, and sets the alarm to a time in milliseconds since the Unix epoch, or with
   * null takes it away: all of it or nothing, and durable before any answer leaves. Throws if it cannot.
   */
  save(rows: [key: string, text: string | null][], alarm: number | null): void;
}

/** A command line's host, beyond {@link Host}. */
export interface CommandHost extends Host {
  /**
   * Serves the edge until the process is told to end (SIGTERM, SIGINT), then answers what has begun. Resolves to nothing;
   * rejects if it cannot listen, or cannot open the folder.
   *
   * Codes: `ERR_NO_SQLITE` (this runtime cannot keep an inbox); `ERR_JOURNAL` (an older version has left its inbox in the
   * folder; the message is its path); `ERR_STORE_IN_USE`; `ERR_STORE`; `ERR_UNSUPPORTED`; the system's own (`EADDRINUSE`,
   * `EACCES` …).
   */
  serve(how: Serving): Promise<void>;
}

/** How to serve. */
export interface Serving {
  /** The text of the configuration. */
  config: string;
  /** Where to listen; port 0 is any that is free. */
  hostname: string;
  port: number;
  /** The folder that keeps the inbox. */
  folder: string;
}
