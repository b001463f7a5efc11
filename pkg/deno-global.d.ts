/** Of Deno's global object, what host-deno.js uses; https://docs.deno.com/api/deno has the rest. */
declare namespace Deno {
  const args: string[];
  const build: { os: string };
  const version: { deno: string };
  let exitCode: number;
  function exit(code: number): never;

  interface Output {
    writeSync(bytes: Uint8Array): number;
    isTerminal(): boolean;
  }
  const stdout: Output;
  const stderr: Output;

  const env: { get(name: string): string | undefined };
  const permissions: { querySync(what: { name: "env"; variable: string }): { state: "granted" | "prompt" | "denied" } };
  const errors: { WouldBlock: new () => Error };

  function readFileSync(path: URL): Uint8Array<ArrayBuffer>;
  function readTextFile(path: string): Promise<string>;
  function writeTextFile(path: string, text: string, options: { append: boolean }): Promise<void>;
  function open(path: string): Promise<{ read(into: Uint8Array): Promise<number | null>; close(): void }>;

  class Command {
    constructor(program: string, options: { args: string[]; env: Record<string, string> });
    output(): Promise<{ code: number; signal: string | null; stdout: Uint8Array; stderr: Uint8Array }>;
  }

  function addSignalListener(signal: string, listener: () => void): void;

  function createHttpClient(options: {
    caCerts?: string[];
    proxy?: { url: string; basicAuth?: { username: string; password: string } };
  }): object;
}
