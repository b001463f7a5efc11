// @ts-check
/** A delivery as GitHub sends it: the event of a pull request with the fields and the size that real ones have. */
import { createHmac } from "node:crypto";

export const secret = "0123456789abcdef0123456789abcdef";
/** The size that other measurements of this project had. */
const BYTES = 17_883;
const API = "https://api.github.com";

const userLinks = [
  "followers",
  "following{/other_user}",
  "gists{/gist_id}",
  "starred{/owner}{/repo}",
  "subscriptions",
].concat(["orgs", "repos", "events{/privacy}", "received_events"]);
const repositoryLinks = ["forks", "keys{/key_id}", "collaborators{/collaborator}", "teams", "hooks", "events", "tags"]
  .concat(["issues/events{/number}", "assignees{/user}", "branches{/branch}", "git/blobs{/sha}", "git/tags{/sha}"])
  .concat([
    "git/refs{/sha}",
    "git/trees{/sha}",
    "statuses/{sha}",
    "languages",
    "stargazers",
    "contributors",
    "subscribers",
  ])
  .concat(["subscription", "commits{/sha}", "git/commits{/sha}", "comments{/number}", "issues/comments{/number}"])
  .concat([
    "contents/{+path}",
    "compare/{base}...{head}",
    "merges",
    "{archive_format}{/ref}",
    "downloads",
    "issues{/number}",
  ])
  .concat(["pulls{/number}", "milestones{/number}", "notifications{?since,all,participating}", "labels{/name}"])
  .concat(["releases{/id}", "deployments"]);

/** @param {string} base @param {string[]} paths */
function links(base, paths) {
  return Object.fromEntries(
    paths.map((path) => [`${path.replace(/[^a-z].*/, "") || "archive"}_url`, `${base}/${path}`]),
  );
}

/** @param {string} login @param {string} type */
function user(login, type) {
  const page = {
    avatar_url: "https://avatars.githubusercontent.com/u/21031067?v=4",
    html_url: `https://github.com/${login}`,
  };
  const id = { login, id: 21_031_067, node_id: "MDQ6VXNlcjIxMDMxMDY3", gravatar_id: "", type, site_admin: false };
  return { ...id, ...page, url: `${API}/users/${login}`, ...links(`${API}/users/${login}`, userLinks) };
}

/** @param {string} name */
function repository(name) {
  const [owner, short] = name.split("/");
  const counts = { size: 412, stargazers_count: 3, watchers_count: 3, forks_count: 0, open_issues_count: 2, forks: 0 };
  const switches = {
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    archived: false,
    disabled: false,
    private: true,
  };
  const times = {
    created_at: "2024-05-15T15:19:25Z",
    updated_at: "2026-05-15T15:20:41Z",
    pushed_at: "2026-05-15T15:20:33Z",
  };
  return {
    ...{ id: 186_853_002, node_id: "MDEwOlJlcG9zaXRvcnkxODY4NTMwMDI=", name: short, full_name: name, fork: false },
    ...{ owner: user(owner, "Organization"), description: "Orders, events and their assets", homepage: null },
    ...{
      html_url: `https://github.com/${name}`,
      url: `${API}/repos/${name}`,
      ...links(`${API}/repos/${name}`, repositoryLinks),
    },
    ...{
      git_url: `git://github.com/${name}.git`,
      ssh_url: `git@github.com:${name}.git`,
      language: "Python",
      license: null,
    },
    ...{ ...times, ...counts, ...switches, default_branch: "main", visibility: "private", topics: [] },
  };
}

/** What differs from one delivery to the next, at its place in the text. */
const marks = { branch: "@branch@", head: "@head@", before: "@before@", time: "@time@" };

/** @param {string} name the repository's */
function pullRequest(name) {
  const author = user("ada-lovelace", "User");
  const url = `${API}/repos/${name}/pulls/12`;
  const side = (/** @type {string} */ ref, /** @type {string} */ sha) => {
    return { label: `acme:${ref}`, ref, sha, user: user("acme", "Organization"), repo: repository(name) };
  };
  return {
    ...{ url, id: 279_147_437, number: 12, state: "open", locked: false, title: "Add the orders asset", user: author },
    ...{ html_url: `https://github.com/${name}/pull/12`, diff_url: `https://github.com/${name}/pull/12.diff` },
    ...{ body: "", created_at: "2026-05-15T15:20:33Z", updated_at: marks.time, closed_at: null, merged_at: null },
    ...{ merge_commit_sha: null, assignee: author, assignees: [], requested_reviewers: [], labels: [] },
    ...{ head: side(marks.branch, marks.head), base: side("main", "f95f852bd8fca8fcc58a9a2d6c842781e32a215e") },
    ...{ author_association: "CONTRIBUTOR", draft: false, merged: false, mergeable: null, comments: 1, commits: 3 },
    ...links(url, ["commits", "comments{/number}", "statuses", "issue"]),
    ...{ additions: 120, deletions: 4, changed_files: 6, maintainer_can_modify: false },
  };
}

/** @param {string} name the repository's */
function template(name) {
  const pull = pullRequest(name);
  const common = { repository: repository(name), sender: user("ada-lovelace", "User") };
  const event = {
    action: "synchronize",
    number: 12,
    pull_request: pull,
    before: marks.before,
    after: marks.head,
    ...common,
  };
  const missing = BYTES - fill(JSON.stringify(event).split(/(@\w+@)/), 0, 0, 0).length;
  if (missing < 0) throw new Error(`the payload has ${-missing} bytes too much`);
  pull.body = "The orders of a day as one asset. ".repeat(missing).slice(0, missing);
  return JSON.stringify(event).split(/(@\w+@)/);
}

/**
 * @param {string[]} pieces
 * @param {number} branch
 * @param {number} number of the delivery, and of the commit it tells
 * @param {number} before the number of the commit that was the branch's last
 */
function fill(pieces, branch, number, before) {
  const hash = (/** @type {number} */ number) => number.toString(16).padStart(40, "4f2a9c1d");
  /** @type {Record<string, string>} */
  const values = {
    [marks.branch]: `feature/orders-${String(branch).padStart(8, "0")}`,
    [marks.head]: hash(number),
    [marks.before]: hash(before),
    [marks.time]: new Date(1.8e12 + number * 1000).toISOString().replace(".000", ""),
  };
  return Buffer.from(pieces.map((piece) => values[piece] ?? piece).join(""));
}

/**
 * Makes deliveries of one repository.
 * @param {string} name
 */
export function deliveries(name) {
  const pieces = template(name);
  /** @type {(branch: number, number: number, before: number) => { body: Buffer, headers: Record<string, string> }} */
  return (...which) => {
    const body = fill(pieces, ...which);
    const code = createHmac("sha256", secret).update(body).digest("hex");
    return { body, headers: headers(which[1], code, body.length) };
  };
}

/** @param {number} number @param {string} code @param {number} length */
function headers(number, code, length) {
  return {
    ...{ "Content-Type": "application/json", "Content-Length": String(length), Accept: "*/*" },
    ...{ "User-Agent": "GitHub-Hookshot/0123abc", "X-GitHub-Event": "pull_request" },
    "X-GitHub-Delivery": `72d3162e-cc78-11e3-81ab-${number.toString(16).padStart(12, "0")}`,
    ...{ "X-GitHub-Hook-ID": "109948940", "X-GitHub-Hook-Installation-Target-ID": "186853002" },
    ...{ "X-GitHub-Hook-Installation-Target-Type": "repository", "X-Hub-Signature-256": `sha256=${code}` },
    "X-Hub-Signature": `sha1=${code.slice(0, 40)}`,
  };
}
