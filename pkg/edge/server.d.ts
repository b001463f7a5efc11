/** The parts of a server of the edge that the core does not see: its store, its process, its port. */
import type { Host } from "../host.js";
import type { EdgeHost, HandlerHost, ObjectHost, Serving } from "./host.js";

/** The functions of the core that a server calls. */
export interface EdgeCalls {
  answer(request: Request, host: HandlerHost): Promise<Response>;
  receive(object: string, message: string, host: ObjectHost): Promise<string>;
  alarm(object: string, host: ObjectHost): Promise<void>;
}

/** The host of an object, without the members that reach other objects. */
export type Outside = Omit<EdgeHost, "send" | "post">;

/** Keeps the rows and alarms of all objects. */
export interface Store {
  load(object: string, key: string): string | undefined;
  /** In the order of the keys' UTF-8 bytes. */
  list(object: string, prefix: string): [key: string, text: string][];
  /** All of it or nothing, and durable when it returns; throws if it cannot. */
  save(object: string, rows: [key: string, text: string | null][], alarm: number | null): void;
  /** Every alarm that is set, in milliseconds since the Unix epoch. */
  alarms(): [object: string, time: number][];
  close(): void;
}

/** All objects of a server. */
export interface Objects {
  /** The host of the request handler. */
  host: EdgeHost;
  receive(object: string, message: string): Promise<string>;
  /** Starts to run alarms, also those that were stored before. */
  start(): void;
  /** Starts no alarm any more, and waits for running work, with a time limit. */
  stop(milliseconds?: number): Promise<void>;
}

/** Reads the body of one request; see {@link HandlerHost.readBody}. */
export type ReadBody = HandlerHost["readBody"];

/** Answers a request; never rejects. */
export type Answer = (request: Request, readBody: ReadBody) => Promise<Response>;

/** An open port. */
export interface Port {
  /** Has the real number where port 0 was asked for. */
  url: string;
  /** Takes no more requests, and resolves once all open ones are answered or timed out. */
  close(): Promise<void>;
}

/** The runtime's part of a server. */
export interface Platform {
  variable(name: string): string | undefined;
  /** Such as `node/20.20.2`. */
  runtime: string;
  openStore(folder: string): Promise<Store>;
  listen(how: Serving, answer: Answer): Promise<Port>;
  /** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
  shutdownSignal(): Promise<void>;
}

/** `serve` of a runtime. */
export type Serve = (how: Serving, core: EdgeCalls, host: Host) => Promise<void>;
