// @ts-check
/**
 * A git repository with the commits that examples/events speak of: the base, a pull request that changes the folder
 * `services/prices`, and its merge. Its hashes are its own, so an event is told with them in place of those of the file.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const LOCATIONS = ["prices", "stock"].map((name) => {
  const build = `build: { directory: services/${name}, registry: registry.example.com/${name} }`;
  return `  - { location_name: ${name}, code_source: { module_name: ${name} }, ${build} }\n`;
});
export const LOCATION_FILE = `locations:\n${LOCATIONS.join("")}`;

/** The hashes in examples/events. */
const SAMPLE = {
  base: "1d9a0b7c6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a10",
  head: "5f2c9e1b7a0183d6c4e2f09b8a7d6c5e4f3b2a19",
  merge: "c07d4e83f26b915a0d7e3c8f4b2a6195e8d0c7f3",
};

/** @param {string} folder an empty one */
export function makeRepository(folder) {
  /** @param {...string} args */
  const git = (...args) => {
    const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false"];
    return execFileSync("git", [...who, ...args], { cwd: folder, encoding: "utf8", stdio: "pipe" }).trim();
  };
  /** @param {string} path @param {string} text */
  const write = (path, text) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
    git("add", path);
  };
  /** @param {string} message */
  const commit = (message) => {
    git("commit", "--quiet", "--message", message);
    return git("rev-parse", "HEAD");
  };
  git("init", "--quiet", "--initial-branch=main");
  write("dagster_cloud.yaml", LOCATION_FILE);
  write("services/prices/Dockerfile", "FROM scratch\n");
  write("services/stock/Dockerfile", "FROM scratch\n");
  const base = commit("Begin");
  git("checkout", "--quiet", "-b", "new-prices");
  write("services/prices/prices.py", "new = True\n");
  const head = commit("New prices");
  git("checkout", "--quiet", "main");
  git("merge", "--quiet", "--no-ff", "--message", "Merge pull request #42 from acme/new-prices", head);
  const merge = git("rev-parse", "HEAD");
  git("update-ref", "refs/remotes/origin/main", base);
  return { folder, hashes: { base, head, merge } };
}

/** @typedef {ReturnType<typeof makeRepository>} Repository */

/** What actions/checkout does with `fetch-depth: 0`. @param {Repository} repository @param {string} to @param {string} ref */
export function checkOut({ folder }, to, ref) {
  const options = /** @type {const} */ ({ encoding: "utf8", stdio: "pipe" });
  execFileSync("git", ["clone", "--quiet", "--no-checkout", folder, to], options);
  execFileSync("git", ["fetch", "--quiet", "origin", "+refs/remotes/origin/main:refs/remotes/origin/main"], {
    ...options,
    cwd: to,
  });
  execFileSync("git", ["checkout", "--quiet", "--detach", ref], { ...options, cwd: to });
}

/**
 * An event of examples/events, about the commits of the repository.
 * @param {string} name
 * @param {Repository} repository
 */
export function eventOf(name, { hashes }) {
  let text = readFileSync(new URL(`../../examples/events/${name}.json`, import.meta.url), "utf8");
  for (const [which, hash] of Object.entries(SAMPLE)) {
    text = text.replaceAll(hash, hashes[/** @type {keyof typeof SAMPLE} */ (which)]);
  }
  return JSON.parse(text);
}
