// @ts-check
/** Repositories made by git itself, and what `deploy --changed-since` would deploy of them. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { packageDirectory } from "../pkg-directory.js";

/** No variable of a CI system, and no configuration of the machine. */
const env = {
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.com",
};

const root = realpathSync(mkdtempSync(join(tmpdir(), "dagster-deploy-changed-")));
after(() => rmSync(root, { recursive: true }));

export class Repository {
  /** @param {string} folder absolute; made here unless git has made it */
  constructor(folder) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** @param {...string} args */
  git(...args) {
    const options = /** @type {const} */ ({ cwd: this.folder, encoding: "utf8", stdio: "pipe", env });
    return execFileSync("git", ["-c", "protocol.file.allow=always", ...args], options).trim();
  }

  /** Writes files, adds all that is new or gone, and commits. @param {Record<string, string>} files */
  commit(files = {}) {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", "Work");
    return this.git("rev-parse", "HEAD");
  }

  /** @param {string} target @param {string} path */
  link(target, path) {
    symlinkSync(target, join(this.folder, path));
  }

  /** @param {...string} options */
  clone(...options) {
    const folder = mkdtempSync(join(root, "clone-"));
    execFileSync("git", ["clone", "--quiet", ...options, `file://${this.folder}`, folder], { env });
    return new Repository(folder);
  }

  /**
   * Runs `deploy --dry-run` at the branch deployment of what is checked out.
   * @param {string} since
   * @param {{ cwd?: string, args?: string[] }} [how] `cwd` is inside the repository
   */
  deploy(since, { cwd = "", args = [] } = {}) {
    const facts = ["--deployment-type", "branch", "--git-repo-name", "acme/etl", "--branch-name", "work"];
    const where = ["--url", "http://127.0.0.1:9", "--api-token", "token", "--image-tag", "1"];
    const argv = ["deploy", "--dry-run", "--changed-since", since, ...facts, ...where, ...args];
    const options = /** @type {const} */ ({ cwd: join(this.folder, cwd), encoding: "utf8", env });
    return spawnSync(process.execPath, [join(packageDirectory, "cli.cjs"), ...argv], options);
  }

  /** The names of the locations that would be deployed, and what is said of them. @param {Parameters<Repository["deploy"]>} how */
  changed(...how) {
    const { status, stdout, stderr } = this.deploy(...how);
    if (status !== 0) throw new Error(stderr);
    const { requests } = JSON.parse(stdout);
    const documents = requests.map((/** @type {any} */ { variables }) => variables.document?.locations ?? []);
    const names = documents.flat().map((/** @type {any} */ document) => document.location_name);
    return { names, stderr };
  }
}

export function makeRepository() {
  const repository = new Repository(mkdtempSync(join(root, "repository-")));
  repository.git("init", "--quiet", "--initial-branch=main");
  return repository;
}

/** The text of a location file: a location for each directory, named by it. @param {...string} directories */
export const locationFile = (...directories) => {
  const locations = directories.map((directory) => ({
    location_name: directory,
    code_source: { module_name: "etl" },
    build: { directory, registry: "registry.example.com/etl" },
  }));
  return JSON.stringify({ locations });
};
