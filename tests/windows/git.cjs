// @ts-check
/** Loaded into a Node that is called `git.exe`, plays git: notes arguments and environment, and knows one commit. */
const { appendFileSync } = require("node:fs");
const { basename } = require("node:path").win32;

if (basename(process.execPath).toLowerCase() === "git.exe") {
  // Node takes the options that it knows out of the arguments; all of them are in here.
  const args = [...process.execArgv, ...process.argv.slice(1)];
  appendFileSync(String(process.env.GIT_NOTES), `${JSON.stringify({ args, env: process.env })}\n`);
  const commit = [
    "c0ffee".repeat(7).slice(0, 40),
    "",
    "ada@example.com",
    "Ada L",
    "1700000100",
    "HEAD -> refs/heads/feat/x",
  ];
  if (args.join(" ").includes("--decorate=full"))
    process.stdout.write([...commit, "Round prices", "Round prices\n"].join("\n"));
  process.exit(0);
}
