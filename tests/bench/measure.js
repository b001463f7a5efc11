// @ts-check
/**
 * Runs one command under Bun and prints, as one line of JSON, what it cost: CPU time (user and system, its threads and
 * reaped children included) and peak memory, as the kernel accounts for them when a process is reaped (wait4). Bun is
 * here because Node tells nobody that of a child, and because `npm run bench` installs it anyway: it measures all
 * contenders alike and runs inside none of them.
 *
 *     bun measure.js '{"command":["node","-e","0"],"env":{},"cwd":"/tmp"}'
 */

// @ts-expect-error Bun's globals have no types here.
const { Bun, process } = globalThis;

const { command, env, cwd } = JSON.parse(process.argv[2]);
const started = performance.now();
const child = Bun.spawnSync({ cmd: command, env, cwd, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
const wall = performance.now() - started;
const { cpuTime, maxRSS } = child.resourceUsage;

console.log(
  JSON.stringify({
    cpuMilliseconds: Number(cpuTime.total) / 1000,
    wallMilliseconds: wall,
    peakBytes: maxRSS,
    status: child.exitCode,
    stdout: child.stdout.toString(),
    stderr: child.stderr.toString(),
  }),
);
