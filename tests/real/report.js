// @ts-check
/** How a part of `npm run real` reports: each check is a line, and a part that cannot run says why. */

/** Ends a part that cannot run here; that is no failure. */
export class Skipped extends Error {}

/** @typedef {(name: string, work: () => Promise<void> | void) => Promise<void>} Check */
/** @typedef {{ name: string, run: (check: Check) => Promise<void> }} Part */

/**
 * Runs the parts one after the other and returns how many checks failed.
 * @param {Part[]} parts
 */
export async function runParts(parts) {
  const counts = { ok: 0, failed: 0, skipped: 0 };
  for (const { name, run } of parts) {
    const told = (/** @type {keyof typeof counts} */ result, /** @type {string} */ text) => {
      counts[result] += 1;
      console.log(`${result.padEnd(7)} ${name}: ${text}`);
    };
    /** @type {Check} */
    const check = async (text, work) => {
      try {
        await work();
        told("ok", text);
      } catch (error) {
        told("failed", `${text}\n${indented(error)}`);
      }
    };
    try {
      await run(check);
    } catch (error) {
      if (error instanceof Skipped) told("skipped", error.message);
      else told("failed", `it could not be run\n${indented(error)}`);
    }
  }
  console.log(`\n${counts.ok} ok, ${counts.failed} failed, ${counts.skipped} skipped`);
  return counts.failed;
}

/** @param {unknown} error */
function indented(error) {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^/gm, "        ");
}
