/**
 * The contract between the core and the outside: what a run is given ({@link Job}) and what it may ask for
 * ({@link Host}). `src/host.rs` is the other side of this file.
 *
 * The law: a host does what it is asked, once, and says what happened. It never retries, redirects, falls back or
 * chooses; those are decisions, and decisions live in the core.
 */

/** The input of a run: plain values, read once by the entry. */
export interface Job {
  /** The arguments after the program's name; empty for a library call. */
  argv: string[];
  /** Those environment variables that are set, of the names that `Core.variables` gives. */
  env: Record<string, string>;
  /** Whether a person may be reading standard output. */
  stdoutIsTerminal: boolean;
  /** Whether a person may be reading standard error. */
  stderrIsTerminal: boolean;
  /** `linux`, `darwin`, `win32` …, as Node names them; `workerd` where there is no operating system to see. */
  platform: string;
  /** The runtime and its version, such as `node/20.20.2`; goes into the User-Agent header. */
  runtime: string;
}

/**
 * The outside world, as the core calls it. A rejection is an `Error` with a `code`; see each member. What Deno was not
 * allowed to do is an `Error` named `NotCapable` without a code.
 */
export interface Host {
  /**
   * Makes one HTTP try; a redirect is an answer like any other. `signal` abandons the try.
   *
   * Codes: `ERR_TIMEOUT`; `ERR_BODY_TOO_LARGE`; `ERR_CA_FILE` (`request.ca` cannot be read or holds no certificate);
   * `ERR_PROXY` (the proxy wants other credentials before it opens a tunnel); `ERR_PROXY_RESPONSE` (it opens none for
   * another reason); `ERR_UNSUPPORTED` (this runtime cannot go there, or cannot use such a `proxy` or `ca`); otherwise
   * what Node calls the fault, as far as the runtime lets it be known: `ECONNREFUSED`, `ENOTFOUND`, `ECONNRESET` (also
   * for an answer that ends early), `DEPTH_ZERO_SELF_SIGNED_CERT`, `Z_DATA_ERROR` …
   */
  fetch(request: FetchRequest, signal: PlainSignal): Promise<FetchReply>;
  /** Resolves after so many milliseconds, or never once `signal` fires; keeps the process alive until then. */
  sleep(milliseconds: number, signal?: PlainSignal): Promise<void>;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** A number from 0 up to but not including 1; spreads retries, needs no cryptographic strength. */
  random(): number;
  /**
   * The bytes of a file; a relative path is taken from the working directory. Codes: the system's own (`ENOENT`,
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
   * Git has the environment of the process except `secretVariables`, which are not set, or empty. On Windows it is looked
   * for in the absolute folders of PATH only: a `git.exe` in the working directory may be anybody's.
   *
   * Codes: `ENOENT` where there is no git, `ERR_UNSUPPORTED` where there are no programs.
   */
  runGit(args: string[], secretVariables: string[]): Promise<GitReply>;
  /**
   * Writes text as it is, before it returns, and never throws: what can no longer be delivered (its reader has gone,
   * the disk is full) is dropped and the run goes on, because a deployment must not be left half done for that. If it
   * was standard output, a CLI entry turns exit status 0 into 1.
   */
  print(stream: "stdout" | "stderr", text: string): void;
}

/** Has the part of an AbortSignal that a host needs, and costs next to nothing to make. */
export interface PlainSignal {
  readonly aborted: boolean;
  /** Set once it is aborted. */
  readonly reason: unknown;
  /** Calls back when it is aborted, at once if it has been. Returns a function that takes the callback away again. */
  onAbort(callback: () => void): () => void;
}

/** One HTTP request, complete: nothing is left for the host to decide. */
export interface FetchRequest {
  /** Absolute `http:` or `https:` URL without credentials. */
  url: string;
  /** Such as `POST`. */
  method: string;
  /** Names and values, no name twice; a value has only Latin-1 characters and no control character. `Connection: close` asks for a connection that was not
   * used before. */
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

/** The output of git. */
export interface GitReply {
  /** Exit status; -1 if a signal ended it. */
  status: number;
  stdout: Uint8Array;
  stderr: Uint8Array;
}
