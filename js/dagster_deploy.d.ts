/** The exports of the WebAssembly module; `src/wasm/` is the other side of this file. */
import type { CommandHost, DoorHost, ObjectHost } from "./edge.js";
import type { Host, Job } from "./host.js";

/**
 * Makes an instance that shares nothing with any other. Every task of the core runs from `queueMicrotask`, so that the
 * caller can catch what it throws: a core that has trapped must not be entered again.
 */
export function instantiate(module: WebAssembly.Module, queueMicrotask: (task: () => void) => void): Core;

/** A host as the core sees it: what `core.js` does for every runtime is added. */
export interface LeashedHost extends Host {
  /** The HMAC-SHA256 of a message, by a key that is not empty. */
  hmacSha256(key: Uint8Array, message: Uint8Array): Promise<Uint8Array>;
  /**
   * Whether a signature of a message is right by RS256 and a key that is written as a JSON Web Key; rejects if the key is
   * none.
   */
  verifyRs256(jwk: string, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
  /** The program's own text of that name: `help`, `help deploy`, `completion bash` … */
  ownText(name: string): Promise<string>;
}

export interface Core {
  /** The names of the environment variables that this command line may read. */
  variables(argv: string[]): string[];
  /** The names of those that a library call may read: proxies and certificates, and what tells of the change. */
  call_variables(command: string, readsCiState: boolean): string[];
  /** Runs the command line in `job.argv`; resolves to the exit status. */
  run(job: Job, host: CommandHost & LeashedHost): Promise<number>;
  /** The names of the environment variables that the Action may read. */
  action_variables(): string[];
  /** Runs the GitHub Action, or the end of a job that was cancelled; resolves to the exit status. */
  action(job: Job, host: LeashedHost, isPost: boolean): Promise<number>;
  /**
   * Runs one command, such as `branch-deployment delete`, with its options as properties; rejects with an Error named
   * `DeployError` that has `code`, `message`, `hint`, `errors` and `details`.
   */
  call(command: string, options: object, job: Job, host: LeashedHost): Promise<object>;
  /** Answers a request of the web. */
  answer(request: Request, host: DoorHost & LeashedHost): Promise<Response>;
  /** Has the object of this name receive a message; resolves to its answer. */
  receive(object: string, message: string, host: ObjectHost & LeashedHost): Promise<string>;
  /** Does what the object of this name has to do now. */
  alarm(object: string, host: ObjectHost & LeashedHost): Promise<void>;
  /** Registers what is to be told the message of a panic, just before the core traps. */
  on_panic(callback: (message: string) => void): void;
}
