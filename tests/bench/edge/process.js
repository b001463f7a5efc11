// @ts-check
/** What a process that is running has cost so far, by Linux' /proc. Runs nothing. */
import { readFileSync } from "node:fs";

/** Linux counts CPU time in hundredths of a second, whatever its clock. */
const TICKS_PER_SECOND = 100;

/** User and system time of all its threads, in milliseconds. @param {number} pid */
export function cpuOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name, in brackets, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

/** Its memory now, in MiB. @param {number} pid */
export function memoryOf(pid) {
  const [, kibibytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kibibytes) / 1024;
}

/** Waits until it does nothing any more. @param {number} pid */
export async function idle(pid) {
  for (let quiet = 0, before = cpuOf(pid); quiet < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    const now = cpuOf(pid);
    quiet = now - before <= 10 ? quiet + 1 : 0;
    before = now;
  }
}
