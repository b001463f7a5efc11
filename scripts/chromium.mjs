// @ts-check
/**
 * Finds a browser of Chromium's kind for the tests of the status page, and installs Debian's where that is sure to be
 * wanted. Not here: what drives it (tests/chromium/).
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

/** Where the browser is: CHROME_PATH, or the first that is found; undefined if there is none. */
export function findChromium() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere].find(isProgram);
}

/** Set if tests must not be skipped for want of a browser: CI is on Debian, which has one. */
export const needsChromium = process.env.WASM_STD === "debian";

/** Has apt install Debian's where there is none: for WASM_STD=debian, or for root, who asks nobody. */
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
    // That it could not be installed is told by the tests.
    if ((await statusOf(command, rest, { env: { DEBIAN_FRONTEND: "noninteractive" } })) !== 0) return;
  }
}

/** Ubuntu's package of that name only tells to install another. */
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
