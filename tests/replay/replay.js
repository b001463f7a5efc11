// @ts-check
/**
 * What runs inside a runtime: replays transcripts through the real core, its glue and its shim, one after the other, and
 * tells what was seen. Judges nothing; transcripts.test.js does.
 */
import { createHost, lines } from "./host.js";

/** @typedef {import("./host.js").Told} Told */
/**
 * @typedef {object} Shim the modules of the package
 * @property {(readText: ReadText) => any} createCore with the module
 * @property {any} library of library.js
 * @property {any} webhooks of library.js
 * @property {Record<string, string>} texts
 */
/** @typedef {(name: string) => Promise<string>} ReadText */
/** @typedef {{ core: any, library: any, webhooks: any }} Program */
/** @typedef {{ transcripts: Told[], usual: Told }} Task */
/** @typedef {{ calls?: Told[], outcome?: Told, problem?: string }} Seen */

/** A run without a real timer or socket that takes this long has stopped for good. */
const HANGS_AFTER = 20_000;

/**
 * @param {Shim} shim
 * @param {Task} task
 * @returns {Promise<Seen[]>}
 */
export async function replayAll(shim, { transcripts, usual }) {
  /** @type {ReadText} */
  const readText = async (name) => shim.texts[name];
  const { library, webhooks } = shim;
  const program = { core: shim.createCore(readText), library, webhooks };
  const seen = [];
  for (const transcript of transcripts) {
    try {
      seen.push(await replay(program, transcript, usual));
    } catch (error) {
      seen.push({ problem: String(/** @type {any} */ (error)?.stack ?? error) });
    }
  }
  return seen;
}

/**
 * @param {Program} program
 * @param {Told} transcript
 * @param {Told} usual
 * @returns {Promise<Seen>}
 */
async function replay(program, transcript, usual) {
  const { host, calls, printed, stopped, unused } = createHost(transcript, usual);
  const run = (transcript.inputs ? runAction : transcript.command ? call : runLine)(program, host, transcript);
  /** @type {any} */
  let timer;
  const hung = new Promise((_, reject) => (timer = setTimeout(reject, HANGS_AFTER, new Error("the run hangs"))));
  try {
    const ended = await Promise.race([run, stopped, hung]);
    if (unused() > 0) throw new Error(`${unused()} of the answers were not asked for`);
    return { calls, outcome: { ...ended, stdout: lines(printed.stdout), stderr: lines(printed.stderr) } };
  } finally {
    clearTimeout(timer);
  }
}

/** @param {Program} program @param {any} host @param {Told} transcript */
async function runLine({ core }, host, transcript) {
  const { argv } = transcript;
  const job = { ...jobOf(transcript), argv: typeof argv === "string" ? argv.split(" ") : argv };
  return { status: await core.run(job, host) };
}

/** The Action, whose inputs are variables. @param {Program} program @param {any} host @param {Told} transcript */
async function runAction({ core }, host, transcript) {
  const job = jobOf(transcript);
  const inputs = Object.entries(transcript.inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text]);
  const env = Object.entries({ ...job.env, ...Object.fromEntries(inputs) });
  const names = core.actionVariables();
  const given = { ...job, env: Object.fromEntries(env.filter(([name]) => names.includes(name))) };
  return { status: await core.action(given, host, transcript.stage === "post") };
}

/** @param {Program} program @param {any} host @param {Told} transcript */
async function call({ core, library, webhooks }, host, transcript) {
  /** @param {() => string[]} variables */
  const createJob = (variables) => {
    const [job, names] = [jobOf(transcript), variables()];
    return { ...job, env: Object.fromEntries(Object.entries(job.env).filter(([name]) => names.includes(name))) };
  };
  const createHost = (/** @type {any} */ print) => ({ ...host, print });
  const faces = { ...library(core, createHost, createJob), webhook: webhooks(core, createHost, createJob) };
  const names = transcript.command.split(" ").map(camelCase);
  const call = names.reduce((/** @type {any} */ face, /** @type {string} */ name) => face[name], faces);
  /** @param {string} text @param {"stdout" | "stderr"} stream */
  const onMessage = (text, stream) => host.print(stream, text);
  try {
    return { result: await call({ ...transcript.options, onMessage }) };
  } catch (error) {
    const { details } = /** @type {any} */ (error);
    const errors = errorsOf(/** @type {any} */ (error));
    return Object.keys(details).length > 0 ? { errors, details } : { errors };
  }
}

/** @param {string} words */
const camelCase = (words) => words.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** All that a DeployError tells; what it tells of the first mistake must agree. @param {any} error */
function errorsOf(error) {
  const { name, message, code, hint, errors } = error;
  if (name !== "DeployError") throw error;
  const messages = errors.map((/** @type {any} */ mistake) => mistake.message).join("\n");
  if (code !== errors[0].code || hint !== errors[0].hint || message !== messages) {
    throw new Error(`the error contradicts its list: ${JSON.stringify({ message, code, hint, errors })}`);
  }
  return errors;
}

/** @param {Told} transcript */
function jobOf({ env = {}, terminal = false, platform = "linux" }) {
  return { argv: [], env, stdoutIsTerminal: terminal, stderrIsTerminal: terminal, platform, runtime: "replay" };
}
