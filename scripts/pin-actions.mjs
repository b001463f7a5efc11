// @ts-check
/**
 * Pins the actions of the workflows to commits, so that a moved tag changes nothing: `uses: owner/name@v1.2.3` becomes
 * `uses: owner/name@COMMIT # v1.2.3`. Existing commits are compared with their tags. Needs git and network.
 *
 *     node scripts/pin-actions.mjs [--check] [--from PREFIX] [FOLDER]
 *
 * --check: writes nothing, and fails if something is not pinned. PREFIX: begins the address of each repository (if none is
 * given: https://github.com/). FOLDER: .github/workflows if none is given.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { main, outputOf, root } from "./run.mjs";

/** The commit of each repository's tag, so that an action that is used ten times is looked up once. @type {Map<string, Promise<string>>} */
const commits = new Map();

/** Matches `uses:` of an action in a repository, but not `./…` and `docker:…`. */
const use = /(\buses:\s+)(?<repository>[\w.-]+\/[\w.-]+)(?<path>\/\S+)?@(?<ref>[^\s#]+)(?:[ \t]+#[ \t]*(?<tag>\S+))?/g;

await main(async () => {
  const options = /** @type {const} */ ({
    check: { type: "boolean" },
    from: { type: "string", default: "https://github.com/" },
  });
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const folder = resolve(root, positionals[0] ?? ".github/workflows");
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(folder, name));
  // Everything is looked up before anything is written.
  const pinned = await Promise.all(files.map((file) => pin(readFileSync(file, "utf8"), values.from)));
  const problems = [...new Set(pinned.flatMap(({ problems }) => problems))];
  if (problems.length > 0) throw new Error(problems.join("\n"));
  for (const [index, file] of files.entries()) {
    if (pinned[index].text === readFileSync(file, "utf8")) continue;
    if (values.check) throw new Error(`${file} has actions that are not pinned: run node scripts/pin-actions.mjs`);
    writeFileSync(file, pinned[index].text);
    console.error(`pinned ${file}`);
  }
});

/**
 * @param {string} text of a workflow
 * @param {string} prefix
 * @returns {Promise<{ text: string, problems: string[] }>}
 */
async function pin(text, prefix) {
  /** @type {string[]} */
  const problems = [];
  let result = text;
  for (const { 0: whole, 1: begin, groups = {} } of text.matchAll(use)) {
    const { repository, path = "", ref, tag } = groups;
    const isCommit = /^[0-9a-f]{40}$/.test(ref);
    const version = isCommit ? tag : ref;
    if (!/^v\d+\.\d+\.\d+$/.test(version ?? "")) {
      problems.push(
        `${whole}: an action is named by a version such as v1.2.3, or by a commit with the version as its comment`,
      );
      continue;
    }
    const commit = await knownCommitOf(prefix + repository, version).catch(
      (error) => void problems.push(error.message),
    );
    if (commit && isCommit && commit !== ref)
      problems.push(`${repository} ${version} is ${commit} now, and ${ref} in the workflow`);
    result = result.replaceAll(whole, `${begin}${repository}${path}@${commit} # ${version}`);
  }
  return { text: result, problems };
}

/** @param {string} repository @param {string} tag */
function knownCommitOf(repository, tag) {
  const known = commits.get(`${repository} ${tag}`) ?? commitOf(repository, tag);
  commits.set(`${repository} ${tag}`, known);
  return known;
}

/**
 * Asks a repository for the commit of a tag. An annotated tag is an object of its own; the line with `^{}` has its commit.
 * @param {string} repository
 * @param {string} tag
 */
async function commitOf(repository, tag) {
  const names = [`refs/tags/${tag}`, `refs/tags/${tag}^{}`];
  const listed = await outputOf("git", ["ls-remote", repository, ...names], {
    env: { GIT_TERMINAL_PROMPT: "0" },
  }).catch(() => {
    throw new Error(`${repository} cannot be asked for ${tag}: is there network? Nothing was changed`);
  });
  const found = new Map(listed.split("\n").map((line) => /** @type {[string, string]} */ (line.split("\t").reverse())));
  const commit = found.get(names[1]) ?? found.get(names[0]);
  if (!commit) throw new Error(`${repository} has no tag ${tag}`);
  return commit;
}
