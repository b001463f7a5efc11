// @ts-check
/**
 * SECURITY.md is what firewalls are configured by: it lists each host that the sources name and that a transcript asks, and
 * no others. The Action must not pull in what is not in pkg/.
 */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { readManifest } from "./action/manifest.js";
import { resolve } from "./replay/fixtures.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const document = readFileSync(join(root, "SECURITY.md"), "utf8");

/** @param {string} folder @param {RegExp} name @returns {string[]} */
const filesIn = (folder, name) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => name.test(path))
    .map((path) => join(root, folder, path));

/** The hosts in the first column of the table of contacted hosts. */
const listed = [...document.matchAll(/^\| ((?:`[\w.]+\.\w+`)[^|]*) \|(?=.*\|.*\|.*\|)/gm)].flatMap(([, cell]) =>
  [...cell.matchAll(/`([\w.]+\.[a-z]+)`/g)].map((found) => found[1]),
);

/** Hosts that the sources only write into what they tell, or compare with what they are told. */
const neverContacted = new Map([
  ["accounts.google.com", "the issuer that a token of Google's must name"],
  ["dev.azure.com", "begins the page of a repository"],
  ["bitbucket.org", "begins the address of a repository"],
  ["github.com", "begins the address of a repository"],
  ["git", "the user in an address that Semaphore sets"],
  ["acme.dagster.cloud", "an example in a hint"],
  ["NAME.dagster.cloud", "an example in a hint"],
]);

/** Text of the core without its comments and tests. @param {string} path */
const code = (path) =>
  readFileSync(path, "utf8")
    .replace(/^#\[cfg\(test\)\]\n(pub\(\w+\) )?mod \w+ \{[^]*/m, "")
    .replace(/^\s*\/\/.*$/gm, "");

/** Each host that a URL in a string of the sources names, as SECURITY.md writes it. */
function namedHosts() {
  const paths = [...filesIn("src", /\.rs$/), ...filesIn("js", /\.js$/)].filter(
    (path) => !/[\\/]tests([\\/]|\.rs$)|texts\.js$/.test(path),
  );
  const hosts = paths.flatMap((path) =>
    [...code(path).matchAll(/\b(?:https?|wss?):\/\/([^\s"'`/\\)]+)/g)].map((found) => found[1]),
  );
  const isWhole = (/** @type {string} */ host) => /^[{\w]/.test(host) && !/^((\$?\{[^}]*\})+|x)$/.test(host);
  return [
    ...new Set(
      hosts.filter(isWhole).map((host) =>
        host
          .replace("{organization}", "ORGANIZATION")
          .replace("{region}", ".REGION")
          .replace(/[;,.@]+$/, ""),
      ),
    ),
  ];
}

test("every host that the sources name is in SECURITY.md, or is never contacted for a reason", () => {
  const hosts = namedHosts();
  assert.ok(hosts.includes("www.googleapis.com") && hosts.includes("ORGANIZATION.REGION.dagster.cloud"), String(hosts));
  assert.deepEqual(
    hosts.filter((host) => !listed.includes(host) && !neverContacted.has(host)),
    [],
  );
  assert.deepEqual(
    [...neverContacted.keys()].filter((host) => !hosts.includes(host)),
    [],
    "a reason without a host",
  );
});

test("SECURITY.md lists no host that the sources do not name", () => {
  const named = [...namedHosts(), "ORGANIZATION.dagster.cloud"];
  assert.ok(listed.length >= 4, String(listed));
  assert.deepEqual(
    listed.filter((host) => !named.includes(host)),
    [],
  );
});

/** Whether a host fits a name with ORGANIZATION and REGION in it. @param {string} host @param {string} name */
const fits = (host, name) => new RegExp(`^${name.replaceAll(".", "\\.").replace(/[A-Z]+/g, "[\\w-]+")}$`).test(host);

test("no transcript asks a host that is neither in SECURITY.md nor told by the user, the CI system or a redirect", () => {
  let asked = 0;
  const strange = filesIn("tests/transcripts", /\.json$/).flatMap((path) => {
    const { calls = [], ...given } = resolve(JSON.parse(readFileSync(path, "utf8")));
    let known = JSON.stringify(given);
    return calls.flatMap((/** @type {any} */ call) => {
      const url = call.fetch?.url && new URL(call.fetch.url);
      const isStrange = url && !listed.some((name) => fits(url.hostname, name)) && !known.includes(url.hostname);
      if (url) asked += 1;
      known += JSON.stringify(call.reply ?? "");
      return isStrange ? [`${path}: ${url}`] : [];
    });
  });
  assert.ok(asked > 300, String(asked));
  assert.deepEqual(strange, []);
});

test("the Action uses no other action: it runs files of pkg/ that import nothing from elsewhere", () => {
  const manifest = readManifest(join(root, "action.yml"));
  const runs = /** @type {Record<string, string>} */ (/** @type {any} */ (manifest).runs);
  assert.match(runs.using, /^node\d+$/);
  assert.deepEqual([runs.main, runs.post], ["pkg/action.cjs", "pkg/action-post.cjs"]);
  assert.deepEqual(Object.keys(runs).sort(), ["main", "post", "post-if", "using"]);
});
