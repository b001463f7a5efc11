// @ts-check
/**
 * Finds Chromium or a relative of it for the tests of the status page, and installs Debian's package if that is sure to be
 * wanted. tests/chromium/ drives it.
 */
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { statusOf } from "./run.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe", "msedge.exe"];
const elsewhere = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** Returns the path of the browser: CHROME_PATH, or the first that is found; undefined if there is none. */
export function findChromium() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere].find(isProgram);
}

/** Set where tests must not be skipped without a browser: CI runs on Debian, which has one. */
export const needsChromium = process.env.WASM_STD === "debian";

/** Installs Debian's package with apt if there is no browser: for WASM_STD=debian, or as root, who needs no password. */
export async function ensureChromium() {
  const isRoot = process.getuid?.() === 0;
  if (findChromium() !== undefined || !isDebian() || !(isRoot || needsChromium)) return;
  console.error("installing Debian's chromium (300 MB, once) …");
  const sudo = isRoot ? [] : ["sudo", "-n"]; // never wait for a password that nobody can type
  for (const args of [
    ["update", "-q"],
    ["install", "-qy", "--no-install-recommends", "chromium"],
  ]) {
    const [command, ...rest] = [...sudo, "apt-get", ...args];
    // The tests report that there is no browser.
    if ((await statusOf(command, rest, { env: { DEBIAN_FRONTEND: "noninteractive" } })) !== 0) return;
  }
}

/** Returns false on Ubuntu, too, whose package of that name only refers to a snap. */
function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
