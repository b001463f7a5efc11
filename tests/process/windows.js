// @ts-check
/**
 * Loaded before the entry, has Node act as on Windows: `fstat` refuses the standard handles, which are consoles (those that
 * `CONSOLES` names), and bytes that are written to one are no text.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import tty from "node:tty";

const consoles = (process.env.CONSOLES ?? "12").split("").map(Number);
const { fstatSync, writeSync } = fs;

Object.defineProperty(process, "platform", { value: "win32" });
tty.isatty = (descriptor) => consoles.includes(descriptor);
Object.assign(fs, {
  fstatSync(/** @type {number} */ descriptor, /** @type {any} */ options) {
    if (descriptor > 2) return fstatSync(descriptor, options);
    throw Object.assign(new Error("EBADF: bad file descriptor, fstat"), { code: "EBADF" });
  },
  writeSync(/** @type {number} */ descriptor, /** @type {any} */ bytes) {
    if (!consoles.includes(descriptor)) return writeSync(descriptor, bytes);
    writeSync(descriptor, "garbled");
    return bytes.length;
  },
});
syncBuiltinESMExports();
for (const [descriptor, name] of /** @type {[number, "stdout" | "stderr"][]} */ ([
  [1, "stdout"],
  [2, "stderr"],
])) {
  Object.assign(process[name], {
    write(/** @type {string} */ text) {
      writeSync(descriptor, `console ${descriptor} <${text}>`);
      return true;
    },
  });
}
