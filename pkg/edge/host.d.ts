/**
 * The contract between the edge and the outside, in addition to {@link Host}: the members for the request handler and for
 * the objects, which store branches. `src/edge/host.rs` is the other side of this file.
 *
 * An object has a name, rows of text and an alarm. `receive` runs alone and saves before it answers. An alarm may take
 * minutes; messages are received meanwhile, but no second alarm runs. An alarm that is due, or that a crash interrupted,
 * runs again until the object has saved another time, or null.
 */
import type { Host } from "../host.js";

/** The members for both. */
export interface EdgeHost extends Host {
  /** The text of the configuration. */
  config(): string;
  /** The value of a variable or secret. */
  variable(name: string): string | undefined;
  /** The runtime and its version, such as `node/20.20.2`. */
  runtime(): string;
  /** Sends a message to an object; resolves to its answer once everything that it saved is durable. */
  send(object: string, message: string): Promise<string>;
  /** Sends a message that may be lost, without waiting. The object receives a JSON list of the messages of a second. */
  post(object: string, message: string): void;
  /** Writes a line of the log. */
  log(line: string): void;
}

/** The members for the handler of one request. */
export interface HandlerHost extends EdgeHost {
  /** The body of the request. Codes: `ERR_BODY_TOO_LARGE`, as soon as more has come; `ERR_TIMEOUT`. */
  readBody(maxBytes: number, timeoutMilliseconds: number): Promise<Uint8Array>;
}

/** The members for an object; all of them are synchronous. */
export interface ObjectHost extends EdgeHost {
  /** A row of the object. */
  load(key: string): string | undefined;
  /** The rows whose keys begin with the prefix, in the order of their keys (by UTF-8 bytes). */
  list(prefix: string): [key: string, text: string][];
  /**
   * Writes rows (null removes a row) and sets the alarm to a time in milliseconds since the Unix epoch (null removes it):
   * all or nothing, and durable before any answer leaves. Throws on failure.
   */
  save(rows: [key: string, text: string | null][], alarm: number | null): void;
}

/** The members for a command line. */
export interface CommandHost extends Host {
  /**
   * Serves the edge until the process gets a shutdown signal (SIGTERM, SIGINT), then answers the open requests. Rejects if
   * it cannot listen, or cannot open the folder.
   *
   * Codes: `ERR_NO_SQLITE` (this runtime has no SQLite for the inbox); `ERR_JOURNAL` (an older version has left its inbox in the
   * folder; the message is its path); `ERR_STORE_IN_USE`; `ERR_STORE`; `ERR_UNSUPPORTED`; the system's own (`EADDRINUSE`,
   * `EACCES` …).
   */
  serve(how: Serving): Promise<void>;
}

/** How to serve. */
export interface Serving {
  /** The text of the configuration. */
  config: string;
  /** The address to listen on; port 0 takes any free port. */
  hostname: string;
  port: number;
  /** The folder of the inbox. */
  folder: string;
}
