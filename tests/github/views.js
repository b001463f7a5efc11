// @ts-check
/** How GitHub shows accounts and repositories, wherever they appear in an answer. */

/** @typedef {import("./answer.js").Context} Context */

/** What follows a repository's own address in each of its `…_url`s, where that is not simply the name. */
const PLACES = {
  ...{ archive: "/{archive_format}{/ref}", assignees: "/assignees{/user}", blobs: "/git/blobs{/sha}" },
  ...{ branches: "/branches{/branch}", collaborators: "/collaborators{/collaborator}", comments: "/comments{/number}" },
  ...{ commits: "/commits{/sha}", compare: "/compare/{base}...{head}", contents: "/contents/{+path}" },
  ...{ contributors: "/contributors", deployments: "/deployments", downloads: "/downloads", events: "/events" },
  ...{ forks: "/forks", git_commits: "/git/commits{/sha}", git_refs: "/git/refs{/sha}", git_tags: "/git/tags{/sha}" },
  ...{ hooks: "/hooks", issue_comment: "/issues/comments{/number}", issue_events: "/issues/events{/number}" },
  ...{ issues: "/issues{/number}", keys: "/keys{/key_id}", labels: "/labels{/name}", languages: "/languages" },
  ...{ merges: "/merges", milestones: "/milestones{/number}", pulls: "/pulls{/number}", releases: "/releases{/id}" },
  ...{ notifications: "/notifications{?since,all,participating}", stargazers: "/stargazers", tags: "/tags" },
  ...{ statuses: "/statuses/{sha}", subscribers: "/subscribers", subscription: "/subscription", teams: "/teams" },
  ...{ trees: "/git/trees{/sha}" },
};

/** @param {string} kind @param {string | number} key */
export const nodeId = (kind, key) => Buffer.from(`${kind}:${key}`).toString("base64");

/** @param {string} login an app's ends in `[bot]` @param {Context} context */
export function account(login, { url, website }) {
  const isBot = login.endsWith("[bot]");
  const api = `${url}/users/${encodeURIComponent(login)}`;
  const page = isBot ? `apps/${login.replace("[bot]", "")}` : login;
  const lists = ["followers", "subscriptions", "organizations", "repos", "received_events"];
  return {
    ...{ login, id: 1, node_id: nodeId(isBot ? "Bot" : "User", login), gravatar_id: "" },
    avatar_url: `https://avatars.githubusercontent.com/${encodeURIComponent(login)}?v=4`,
    url: api,
    html_url: `${website}/${page}`,
    ...Object.fromEntries(lists.map((name) => [`${name}_url`, `${api}/${name}`])),
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    events_url: `${api}/events{/privacy}`,
    ...{ type: isBot ? "Bot" : "User", user_view_type: "public", site_admin: false },
  };
}

/**
 * @param {{ id: number, name: string, isPrivate: boolean, isFork: boolean, defaultBranch: string }} repository
 * @param {Context} context
 */
export function repositoryView({ id, name, isPrivate, isFork, defaultBranch }, context) {
  const [owner, short] = name.split("/");
  const api = `${context.url}/repos/${name}`;
  const web = `${context.website}/${name}`;
  const host = new URL(web).host;
  const time = "2020-01-01T00:00:00Z";
  return {
    ...{ id, node_id: nodeId("Repository", id), name: short, full_name: name, private: isPrivate, fork: isFork },
    owner: account(owner, context),
    ...Object.fromEntries(Object.entries(PLACES).map(([key, place]) => [`${key}_url`, api + place])),
    ...{ url: api, html_url: web, clone_url: `${web}.git`, svn_url: web, mirror_url: null, homepage: null },
    ...{ git_url: `git://${host}/${name}.git`, ssh_url: `git@${host}:${name}.git` },
    ...{ description: null, language: null, license: null, default_branch: defaultBranch, topics: [] },
    ...{ forks: 0, forks_count: 0, open_issues: 0, open_issues_count: 0, size: 0, stargazers_count: 0 },
    ...{
      watchers: 0,
      watchers_count: 0,
      archived: false,
      disabled: false,
      visibility: isPrivate ? "private" : "public",
    },
    ...{ has_downloads: true, has_issues: true, has_projects: true, has_wiki: true, has_pages: false },
    ...{ has_discussions: false, allow_forking: true, is_template: false, web_commit_signoff_required: false },
    ...{ created_at: time, updated_at: time, pushed_at: time },
  };
}
