// @ts-check
/**
 * Webhook payloads that other projects have collected, and what drone/go-scm makes of those that it has a `.golden` file for:
 * the second opinion. Event headers are not kept with the payloads; they follow from the names of folders and files.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

/**
 * @typedef {object} Case
 * @property {string} path below the corpus
 * @property {string} provider
 * @property {Record<string, string>} headers
 * @property {Expected | null} expected
 */
/** @typedef {Record<string, string | boolean | null>} Expected what is not in it was not said */

/** The folders, each with the provider whose payloads it holds. */
const folders = /** @type {const} */ ({
  github: "github",
  gitlab: "gitlab",
  bitbucket: "bitbucket",
  gitea: "gitea",
  azuredevops: "azure-devops",
  docker: "docker-hub",
  "registry/github": "ghcr",
  "registry/docker-hub": "docker-hub",
  "registry/aws-ecr": "ecr",
  "registry/gar-pubsub": "artifact-registry",
  "registry/azure": "acr",
});

/** @param {string} corpus @returns {Case[]} */
export function casesOf(corpus) {
  return Object.entries(folders).flatMap(([folder, provider]) => {
    return payloadsIn(corpus, folder).map((path) => {
      const golden = join(corpus, `${path}.golden`);
      const expected = existsSync(golden) ? expectedOf(readFileSync(golden, "utf8"), path) : null;
      return { path, provider, headers: headersOf(path, provider), expected };
    });
  });
}

/** @param {string} corpus @param {string} folder @returns {string[]} */
function payloadsIn(corpus, folder) {
  if (!existsSync(join(corpus, folder))) return [];
  return readdirSync(join(corpus, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return payloadsIn(corpus, path);
    return entry.name.endsWith(".json") ? [path] : [];
  });
}

/** How drone/go-scm's files begin, with the event of each provider that names it in a header. */
const events = /** @type {[RegExp, Record<string, string>][]} */ ([
  [/^pr_review/, { github: "pull_request_review" }],
  [/comment/, { github: "issue_comment", gitea: "issue_comment", bitbucket: "pullrequest:comment_created" }],
  [/^pr_created/, { bitbucket: "pullrequest:created" }],
  [/^pr_updated/, { bitbucket: "pullrequest:updated" }],
  [/^pr_declined/, { bitbucket: "pullrequest:rejected" }],
  [/^pr_fulfilled/, { bitbucket: "pullrequest:fulfilled" }],
  [/^(pr_|pull_request)/, { github: "pull_request", gitea: "pull_request" }],
  [/^push/, { github: "push", gitea: "push", bitbucket: "repo:push" }],
  [/^(branch|tag)_create/, { github: "create", gitea: "create" }],
  [/^(branch|tag)_delete/, { github: "delete", gitea: "delete" }],
]);

const names = /** @type {Record<string, string>} */ ({
  github: "X-GitHub-Event",
  gitea: "X-Gitea-Event",
  bitbucket: "X-Event-Key",
});

/** @param {string} path @param {string} provider @returns {Record<string, string>} */
function headersOf(path, provider) {
  const name = names[provider];
  if (name === undefined) return {};
  const octokit = /\/octokit-webhooks\/[^/]+\/([^/]+)\//.exec(path);
  if (octokit) return { [name]: octokit[1] };
  if (!path.includes("/drone-go-scm/")) return { [name]: spelled(basename(path, ".json"), provider) };
  const event = events.find(([pattern]) => pattern.test(basename(path)))?.[1][provider];
  return { [name]: event ?? basename(path, ".json") };
}

/** The event of a file such as `pull-request-created.json`. @param {string} file @param {string} provider */
function spelled(file, provider) {
  const words = file.replace(/-event$/, "").split("-");
  if (provider !== "bitbucket") return words.join("_");
  return file.startsWith("pull-request-")
    ? `pullrequest:${words.slice(2).join("_")}`
    : `${words[0]}:${words.slice(1).join("_")}`;
}

/** What is expected of a golden file; null where it is about nothing that is deployed. @param {string} text @param {string} path */
export function expectedOf(text, path) {
  /** @type {any} */
  let golden;
  try {
    golden = JSON.parse(text);
  } catch {
    return null;
  }
  if (golden.Comment || golden.Issue || golden.Review || /deployment/.test(path)) return null;
  // Of a tag that is deleted go-scm tells only the name.
  if (/tag/.test(basename(path))) return { action: "ignore" };
  const { Namespace: space, Name: name } = golden.Repo ?? {};
  const repoName = space && name ? `${space}/${name}` : undefined;
  if (golden.PullRequest) return ofReview(golden, repoName);
  return golden.Ref ? ofBranch(golden, repoName) : null;
}

/** @param {any} golden @param {string | undefined} repoName */
function ofReview({ Action: action, PullRequest: pull }, repoName) {
  const isOver = pull.Closed || pull.Merged || action === "closed" || action === "merged";
  const isNoise = !/^(opened|created|reopened|synchronized|updated|review_ready|closed|merged)$/.test(action ?? "");
  if (isNoise) return { action: "ignore" };
  return {
    action: isOver ? "close" : "update",
    repoName: repoName ?? null,
    branchName: pull.Source || null,
    baseBranch: pull.Target || null,
    commitHash: pull.Sha || null,
    pullRequestNumber: String(pull.Number),
    pullRequestUrl: pull.Link || null,
    pullRequestTitle: pull.Title || null,
    ...(pull.Fork && repoName ? { isFork: pull.Fork !== repoName } : {}),
    pullRequestStatus: pull.Merged || action === "merged" ? "MERGED" : isOver ? "CLOSED" : "OPEN",
  };
}

/** @param {any} golden @param {string | undefined} repoName */
function ofBranch({ Ref: ref, After: after, Action: action, Deleted: deleted }, repoName) {
  const name = typeof ref === "string" ? ref : ref.Path || ref.Name;
  const isTag = name.startsWith("refs/tags/");
  if (isTag) return { action: "ignore" };
  const isDeleted = action === "deleted" || deleted === true || /^0+$/.test(after ?? "");
  if (action === "created") return { action: "ignore" };
  return {
    ...{ repoName: repoName ?? null, branchName: name.replace(/^refs\/heads\//, "") },
    ...(isDeleted ? { action: "close" } : { action: "push-facts", ...(after && { commitHash: after }) }),
  };
}
