/** The parts of a server of the edge that the core does not see (edge.d.ts has the others): its store, its process, its port. */
import type { DoorHost, EdgeHost, ObjectHost, Serving } from "./edge.js";
import type { Host } from "./host.js";

/** Of the edge's core, what serves; `core.js` puts the leash on the hosts. */
export interface EdgeCalls {
  answer(request: Request, host: DoorHost): Promise<Response>;
  receive(object: string, message: string, host: ObjectHost): Promise<string>;
  alarm(object: string, host: ObjectHost): Promise<void>;
}

/** The outside world of objects: all that does not go to other objects. */
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
  /** The calls of the router and others. */
  host: EdgeHost;
  receive(object: string, message: string): Promise<string>;
  /** From now on alarms are called, also those that the store had before. */
  start(): void;
  /** Calls no alarm any more, and waits for what runs, but not for ever. */
  stop(milliseconds?: number): Promise<void>;
}

/** Reads the body of one request; see {@link DoorHost.readBody}. */
export type ReadBody = DoorHost["readBody"];

/** Answers a request, whatever happens inside. */
export type Answer = (request: Request, readBody: ReadBody) => Promise<Response>;

/** A port that is listened on. */
export interface Port {
  /** With the port's real number. */
  url: string;
  /** Takes no more requests and resolves when those that have begun are answered, or were given up. */
  close(): Promise<void>;
}

/** The parts of a server that a runtime supplies. */
export interface Platform {
  variable(name: string): string | undefined;
  /** Such as `node/20.20.2`. */
  runtime: string;
  openStore(folder: string): Promise<Store>;
  listen(how: Serving, answer: Answer): Promise<Port>;
  /** Resolves when the process is told to end; told again, it ends at once. */
  toldToEnd(): Promise<void>;
}

/** `serve` of a runtime. */
export type Serve = (how: Serving, core: EdgeCalls, host: Host) => Promise<void>;
