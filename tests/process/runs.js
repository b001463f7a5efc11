// @ts-check
/** Runs in place of the core's, for process.test.js: each uses the host as the core might. */

/** @typedef {import("../../js/host.d.ts").Host} Host */

/** @type {Record<string, (host: Host) => Promise<number>>} */
export const runs = {
  "status 7": async () => 7,
  prints: async (host) => {
    host.print("stdout", "out: é\n");
    host.print("stderr", "err\n");
    host.print("stdout", "");
    return 0;
  },
  "prints 4 MiB": async (host) => {
    host.print("stdout", `${"x".repeat(4 << 20)}.`);
    return 0;
  },
  "asks for terminals": async (host) => {
    const { nodeJob } = await import(`${process.argv[2]}/host-node.js`);
    const { stdoutIsTerminal, stderrIsTerminal, platform } = await nodeJob(() => []);
    host.print("stdout", `${stdoutIsTerminal} ${stderrIsTerminal} ${platform}\n`);
    return 0;
  },
  "prints after its reader has gone": async (host) => {
    await host.sleep(300);
    host.print("stdout", "x");
    host.print("stderr", "still here\n");
    return 0;
  },
  rejects: async () => {
    throw Object.assign(new Error("broken\ninside"), { hint: "report it" });
  },
  "never settles": () => new Promise(() => {}),
  "leaves a timer behind": async (host) => {
    void host.sleep(60_000);
    return 0;
  },
};
