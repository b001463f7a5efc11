/**
 * The contract between the core and the outside: the input of a run ({@link Job}) and the functions that it may call
 * ({@link Host}). `src/host.rs` is the other side of this file.
 *
 * The law: a host does each thing once and reports the result. It never retries, redirects, falls back or chooses: those
 * are decisions, and decisions live in the core.
 */

/** The input of a run: plain values, read once by the entry. */
export interface Job {
  /** The arguments after the program's name; empty for a library call. */
  argv: string[];
  /** The environment variables that are set, of the names that `Core.variables` returns. */
  env: Record<string, string>;
  /** Whether standard output is a terminal. */
  stdoutIsTerminal: boolean;
  /** Whether standard error is a terminal. */
  stderrIsTerminal: boolean;
  /** `linux`, `darwin`, `win32` …, as Node names them; `workerd` where there is no operating system to see. */
  platform: string;
  /** The runtime and its version, such as `node/20.20.2`; goes into the User-Agent header. */
  runtime: string;
}

/**
 * The functions that the core calls. A rejection is an `Error` with a `code`; see each member. If Deno lacks a permission, it
 * is an `Error` named `NotCapable` without a code.
 */
export interface Host {
  /**
   * Makes one HTTP try; a redirect is an answer like any other. `signal` aborts the try.
   *
   * Codes: `ERR_TIMEOUT`; `ERR_BODY_TOO_LARGE`; `ERR_CA_FILE` (`request.ca` cannot be read or holds no certificate);
   * `ERR_PROXY` (the proxy refuses a tunnel with these credentials); `ERR_PROXY_RESPONSE` (it refuses a tunnel for
   * another reason); `ERR_UNSUPPORTED` (this runtime cannot go there, or cannot use such a `proxy` or `ca`); otherwise
   * Node's code of the fault, as far as the runtime gives one: `ECONNREFUSED`, `ENOTFOUND`, `ECONNRESET` (also
   * for an answer that ends early), `DEPTH_ZERO_SELF_SIGNED_CERT`, `Z_DATA_ERROR` …
   */
  fetch(request: FetchRequest, signal: PlainSignal): Promise<FetchReply>;
  /** Resolves after the time, or never once `signal` fires; keeps the process alive until then. */
  sleep(milliseconds: number, signal?: PlainSignal): Promise<void>;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** A number from 0 up to but not including 1; spreads retries, needs no cryptographic strength. */
  random(): number;
  /**
   * Reads a file; a relative path starts at the working directory. Codes: the system's own (`ENOENT`,
   * `EISDIR`, `EACCES` …); `ERR_FILE_TOO_LARGE` past `maxBytes`; `ERR_UNSUPPORTED` where there are no files.
   */
  readFile(path: string, maxBytes: number): Promise<Uint8Array>;
  /**
   * Adds text, as UTF-8, to the end of a file, which is made if it does not exist. Codes: the system's own;
   * `ERR_UNSUPPORTED` where there are no files.
   */
  appendFile(path: string, text: string): Promise<void>;
  /**
   * Runs git with these arguments in the working directory, without a shell, and resolves whatever its exit status.
   * Git has the environment of the process except `secretVariables`, which are not set, or empty. On Windows only the
   * absolute folders of PATH are searched: a `git.exe` in the working directory may be anybody's.
   *
   * Codes: `ENOENT` where there is no git, `ERR_UNSUPPORTED` where there are no programs.
   */
  runGit(args: string[], secretVariables: string[]): Promise<GitReply>;
  /**
   * Writes text unchanged before it returns. Never throws: text that cannot be written (the reader has gone, the disk is
   * full) is dropped and the run goes on, because a deployment must not be left half done. If that was standard output,
   * a CLI entry turns exit status 0 into 1.
   */
  print(stream: "stdout" | "stderr", text: string): void;
}

/** Has the part of an AbortSignal that a host needs; cheap to create. */
export interface PlainSignal {
  readonly aborted: boolean;
  /** Undefined until it is aborted. */
  readonly reason: unknown;
  /** Calls back when it is aborted, at once if it already is. Returns a function that removes the callback. */
  onAbort(callback: () => void): () => void;
}

/** One HTTP request, complete: the host has nothing to decide. */
export interface FetchRequest {
  /** Absolute `http:` or `https:` URL without credentials. */
  url: string;
  /** Such as `POST`. */
  method: string;
  /**
   * Names and values, no name twice; a value has only Latin-1 characters and no control character. `Connection: close`
   * asks for a connection that was not used before.
   */
  headers: [name: string, value: string][];
  /** The body, sent as UTF-8; null for none. */
  body: string | null;
  /** The time from the start of the try to the last byte of the answer, connecting included; below 2 ** 31. */
  timeoutMilliseconds: number;
  /** The largest body to accept, counted after decompression. */
  maxBodyBytes: number;
  /** The `http:` or `https:` URL of the proxy to go through, perhaps with credentials; null for none. */
  proxy: string | null;
  /** The paths of PEM files whose certificates are trusted besides the runtime's own. */
  ca: string[];
}

/** The whole answer, whatever its status. */
export interface FetchReply {
  /** HTTP status. */
  status: number;
  /** Names and values as received; the case of names is the runtime's. */
  headers: [name: string, value: string][];
  /** The body, decompressed (gzip, deflate, br); left as it is in any other encoding. */
  body: Uint8Array;
}

/** The result of git. */
export interface GitReply {
  /** Exit status; -1 if a signal ended it. */
  status: number;
  stdout: Uint8Array;
  stderr: Uint8Array;
}
