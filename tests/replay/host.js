// @ts-check
/**
 * The host of a replay: answers from a transcript, its clock stands still but for sleeps and for the time that answers
 * take, and everything asked of it is written down. `host.rs` is its twin; names and no runtime are assumed here.
 */
import { describe, since } from "./request.js";

/** Tuesday, 14 November 2023, 22:13:20 UTC. */
const START = 1_700_000_000_000;

/** @typedef {import("../../js/host.d.ts").Host} Host */
/** @typedef {Record<string, any>} Told */

/**
 * @param {Told} transcript
 * @param {Told} usual what requests have in common
 */
export function createHost(transcript, usual) {
  const answers = (transcript.calls ?? []).filter(
    (/** @type {Told} */ call) => "result" in call || call.reply || call.fault,
  );
  /** @type {Told[]} */
  const calls = [];
  const printed = { stdout: "", stderr: "" };
  let clock = START;
  let gitRuns = 0;
  /** @type {Told | undefined} the last request, all told */
  let last;
  /** @type {(problem: Error) => void} */
  let stop;
  /** Rejects when the run asks for more than the transcript has; the call that asked then never settles. */
  const stopped = new Promise((_, reject) => (stop = reject));

  /** @type {import("../../js/edge/host.d.ts").CommandHost} */
  const host = {
    async fetch(request) {
      const told = describe(request, usual);
      const { fetch: _, ...answer } = answers.shift() ?? {};
      calls.push({ fetch: since(last, told), ...answer });
      last = told;
      if (Object.keys(answer).length === 0) {
        stop(new Error(`no answer is left for call ${calls.length}`));
        return new Promise(() => {});
      }
      clock += answer.takes ?? 0;
      if (answer.fault) throw coded(answer.fault);
      return "result" in answer ? reply({ json: { data: { [told.operation]: answer.result } } }) : reply(answer.reply);
    },
    async sleep(milliseconds) {
      calls.push({ sleep: milliseconds });
      clock += milliseconds;
    },
    now: () => clock,
    random: () => 0.5,
    async readFile(path) {
      calls.push({ read: path });
      const file = transcript.files?.[path];
      if (file === undefined) {
        throw coded({ code: "ENOENT", message: `ENOENT: no such file or directory, open '${path}'` });
      }
      if (file.code) throw coded(file);
      return bytes(file);
    },
    async appendFile(path, text) {
      calls.push({ append: path, text: lines(text) });
    },
    async runGit(args) {
      calls.push({ git: args.join(" ") });
      const git = Array.isArray(transcript.git) ? transcript.git[gitRuns++] : transcript.git;
      if (git.code) throw coded(git);
      const { status = 0, stdout = "", stderr = "" } = git;
      return { status, stdout: bytes(stdout), stderr: bytes(stderr) };
    },
    async serve({ hostname, port, folder }) {
      if (transcript.serve) throw coded(transcript.serve);
      const message = `this host keeps nothing in ${folder} and does not listen on ${hostname}:${port}`;
      throw Object.assign(new Error(message), { code: "ERR_UNSUPPORTED" });
    },
    print: (stream, text) => void (printed[stream] += text),
  };
  return { host, calls, printed, stopped, unused: () => answers.length };
}

/** A text: a list of its lines where it ends with a newline, else as it is. @param {string} text */
export const lines = (text) => (text.endsWith("\n") ? text.slice(0, -1).split("\n") : text);

/** @param {{ code: string, message: string }} fault */
const coded = ({ code, message }) => Object.assign(new Error(message), { code });

/** @param {Told} told */
function reply({ status = 200, headers = {}, json, body = "" }) {
  const content = json === undefined ? bytes(body) : bytes(JSON.stringify(json));
  return { status, headers: /** @type {[string, string][]} */ (Object.entries(headers)), body: content };
}

/** @param {string | string[] | { hex: string }} told bytes that are no text are told by their digits */
function bytes(told) {
  if (typeof told === "string") return new TextEncoder().encode(told);
  if (Array.isArray(told)) return bytes(told.map((line) => `${line}\n`).join(""));
  return Uint8Array.from(told.hex.split(" "), (pair) => parseInt(pair, 16));
}
