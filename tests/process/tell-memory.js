// @ts-check
/** Loaded before a program: at its end it tells the most memory that the process had. */
import { writeSync } from "node:fs";

process.on("exit", () => {
  writeSync(2, `peak of memory: ${process.resourceUsage().maxRSS * 1024} bytes\n`);
});
