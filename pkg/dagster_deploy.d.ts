/** The exports of the WebAssembly module; `src/wasm/` is the other side of this file. */
import type { CommandHost, HandlerHost, ObjectHost } from "./edge/host.js";
import type { Host, Job } from "./host.js";

/**
 * Makes an instance that shares nothing with any other. Every task of the core runs from `queueMicrotask`, so that the
 * caller can catch what it throws: a core that has trapped must not be entered again.
 */
export function instantiate(module: WebAssembly.Module, queueMicrotask: (task: () => void) => void): Core;

/** A host as the core sees it: guarded-host.js adds the members that are the same in every runtime. */
export interface GuardedHost extends Host {
  /** Returns the HMAC-SHA256 of a message; the key must not be empty. */
  hmacSha256(key: Uint8Array, message: Uint8Array): Promise<Uint8Array>;
  /**
   * Returns whether a signature of a message is valid by RS256 and a JSON Web Key; rejects if the key is invalid.
   */
  verifyRs256(jwk: string, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
  /** Returns a text of the program: `help`, `help deploy`, `completion bash` … */
  ownText(name: string): Promise<string>;
}

export interface Core {
  /** Returns the names of the environment variables that this command line may read. */
  variables(argv: string[]): string[];
  /** Returns the names of the variables that a library call may read: proxies, certificates, and those of the CI system. */
  call_variables(command: string, readsCiState: boolean): string[];
  /** Runs the command line in `job.argv`; resolves to the exit status. */
  run(job: Job, host: CommandHost & GuardedHost): Promise<number>;
  /** Returns the names of the environment variables that the Action may read. */
  action_variables(): string[];
  /** Runs the GitHub Action, or the end of a job that was cancelled; resolves to the exit status. */
  action(job: Job, host: GuardedHost, isPost: boolean): Promise<number>;
  /**
   * Runs one command, such as `branch-deployment delete`, with its options as properties; rejects with an Error named
   * `DeployError` that has `code`, `message`, `hint`, `errors` and `details`.
   */
  call(command: string, options: object, job: Job, host: GuardedHost): Promise<object>;
  /** Answers an HTTP request. */
  answer(request: Request, host: HandlerHost & GuardedHost): Promise<Response>;
  /** Hands a message to the object of this name; resolves to its answer. */
  receive(object: string, message: string, host: ObjectHost & GuardedHost): Promise<string>;
  /** Runs the alarm of the object of this name. */
  alarm(object: string, host: ObjectHost & GuardedHost): Promise<void>;
  /** Registers a callback that gets the message of a panic, just before the core traps. */
  on_panic(callback: (message: string) => void): void;
}
