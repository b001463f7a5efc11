// @ts-check
/**
 * What senders say of a change or an image, as little of it as they would never leave out. Every git host tells the same
 * three things: a review was opened or changed, commits were pushed, a review was closed.
 */
import { createHash } from "node:crypto";

/**
 * @typedef {object} Facts of a change
 * @property {string} repository
 * @property {string} branch
 * @property {string} sha
 * @property {string} [before] the commit that the branch was at before
 * @property {number} [number]
 * @property {string} [action] GitHub's word for what was done
 * @property {string} [updated] when the review was changed last
 * @property {string | null} [fork] the repository that the review comes from; null if it is gone
 * @property {boolean} [merged]
 * @property {string} [message]
 * @property {string} [base]
 *
 * @typedef {{ event: string, body: object }} Told
 * @typedef {{ review: (facts: Facts) => Told, push: (facts: Facts) => Told, close: (facts: Facts) => Told }} GitHost
 *
 * @typedef {{ repository: string, tag: string, digest: string }} Pushed an image
 */

export const zeros = "0".repeat(40);
export const author = { name: "Ada Lovelace", email: "ada@example.com", username: "ada" };
export const time = "2026-11-23T10:00:00Z";

/** A hash that nobody else has. @param {string} text */
export const shaOf = (text) => createHash("sha1").update(text).digest("hex");
/** @param {string} text */
export const digestOf = (text) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

/** @param {Facts} facts @param {object} [more] of the repository */
function githubReview({ repository, branch, sha, before, ...facts }, more = {}) {
  const { number = 7, action = "opened", updated = time, fork = repository, merged = false, base = "main" } = facts;
  const state = action === "closed" ? "closed" : "open";
  const home = {
    full_name: repository,
    clone_url: `https://github.com/${repository}.git`,
    default_branch: "main",
    ...more,
  };
  const head = { ref: branch, sha, repo: fork === null ? null : { full_name: fork } };
  const pull = {
    number,
    html_url: `https://github.com/${repository}/pull/${number}`,
    title: "Add it",
    state,
    merged,
    head,
  };
  return {
    ...{ action, number, ...(before && { before, after: sha }) },
    pull_request: { ...pull, updated_at: updated, user: { login: author.username }, base: { ref: base, repo: home } },
    ...{ repository: home, sender: { login: author.username } },
  };
}

/** @param {Facts} facts @param {object} [more] of the repository */
function githubPush({ repository, branch, sha, before = zeros, message = "Fix it" }, more = {}) {
  const url = `https://github.com/${repository}/commit/${sha}`;
  const commit = sha === zeros ? null : { id: sha, message, timestamp: time, url, author };
  const home = {
    full_name: repository,
    clone_url: `https://github.com/${repository}.git`,
    default_branch: "main",
    ...more,
  };
  const flags = { created: before === zeros, deleted: sha === zeros, forced: false };
  return {
    ref: `refs/heads/${branch}`,
    before,
    after: sha,
    ...flags,
    repository: home,
    head_commit: commit,
    commits: commit ? [commit] : [],
  };
}

/** @param {object} more of the repository @returns {GitHost} */
const likeGitHub = (more) => ({
  review: (facts) => ({ event: "pull_request", body: githubReview(facts, more) }),
  push: (facts) => ({ event: "push", body: githubPush(facts, more) }),
  close: (facts) => ({ event: "pull_request", body: githubReview({ action: "closed", merged: true, ...facts }, more) }),
});

/** @param {Facts} facts @param {string} action @param {string} state */
function gitlabReview({ repository, branch, sha, number = 7, updated = time }, action, state) {
  const project = {
    path_with_namespace: repository,
    git_http_url: `https://gitlab.com/${repository}.git`,
    default_branch: "main",
  };
  const last_commit = { id: sha, message: "Fix it", timestamp: time, url: `${project.git_http_url}/${sha}`, author };
  const ids = { source_project_id: 1, target_project_id: 1, source: project, target: project };
  const attributes = {
    iid: number,
    url: `https://gitlab.com/${repository}/-/merge_requests/${number}`,
    title: "Add it",
    state,
    action,
  };
  const branches = {
    source_branch: branch,
    target_branch: "main",
    updated_at: updated.replace("T", " ").replace("Z", " UTC"),
  };
  const object_attributes = { ...attributes, ...branches, ...ids, last_commit };
  return { object_kind: "merge_request", event_type: "merge_request", user: author, project, object_attributes };
}

/** @type {GitHost} */
const gitlab = {
  review: (facts) => ({ event: "Merge Request Hook", body: gitlabReview(facts, "open", "opened") }),
  close: (facts) => ({ event: "Merge Request Hook", body: gitlabReview(facts, "merge", "merged") }),
  push: ({ repository, branch, sha, before = zeros, message = "Fix it" }) => {
    const project = {
      path_with_namespace: repository,
      git_http_url: `https://gitlab.com/${repository}.git`,
      default_branch: "main",
    };
    const commits = [{ id: sha, message, timestamp: time, url: `${project.git_http_url}/${sha}`, author }];
    return {
      event: "Push Hook",
      body: {
        object_kind: "push",
        event_name: "push",
        before,
        after: sha,
        ref: `refs/heads/${branch}`,
        project,
        commits,
      },
    };
  },
};

/** @param {Facts} facts @param {string} state */
function bitbucketReview({ repository, branch, sha, number = 7, updated = time }, state) {
  const html = { href: `https://bitbucket.org/${repository}/pull-requests/${number}` };
  const home = { full_name: repository };
  const source = { branch: { name: branch }, commit: { hash: sha.slice(0, 12) }, repository: home };
  const destination = { branch: { name: "main" }, repository: home };
  const pullrequest = { id: number, title: "Add it", state, links: { html }, source, destination, updated_on: updated };
  return {
    repository: home,
    actor: { display_name: author.name },
    pullrequest: { ...pullrequest, author: { display_name: author.name } },
  };
}

/** @type {GitHost} */
const bitbucket = {
  review: (facts) => ({ event: "pullrequest:created", body: bitbucketReview(facts, "OPEN") }),
  close: (facts) => ({ event: "pullrequest:fulfilled", body: bitbucketReview(facts, "MERGED") }),
  push: ({ repository, branch, sha, message = "Fix it" }) => {
    const target = { hash: sha, message, date: time, author: { raw: `${author.name} <${author.email}>` } };
    const change = { old: null, new: { type: "branch", name: branch, target }, created: true, closed: false };
    return {
      event: "repo:push",
      body: { repository: { full_name: repository }, actor: {}, push: { changes: [change] } },
    };
  },
};

/** @param {Facts} facts such as `acme/shop/etl`: organization, project, repository */
function azureRepository({ repository }) {
  const [organization, project, name] = repository.split("/");
  const remoteUrl = `https://dev.azure.com/${organization}/${project}/_git/${name}`;
  return { id: "1", name, remoteUrl, project: { name: project }, defaultBranch: "refs/heads/main" };
}

/** @param {Facts} facts @param {string} status @param {string} eventType */
function azureReview(facts, status, eventType) {
  const { branch, sha, number = 7, updated = time } = facts;
  const refs = {
    sourceRefName: `refs/heads/${branch}`,
    targetRefName: "refs/heads/main",
    lastMergeSourceCommit: { commitId: sha },
  };
  const createdBy = { displayName: author.name, uniqueName: author.email };
  const resource = {
    repository: azureRepository(facts),
    pullRequestId: number,
    status,
    title: "Add it",
    ...refs,
    createdBy,
  };
  return { id: `${sha}-${eventType}`, eventType, publisherId: "tfs", createdDate: updated, resource };
}

/** @type {GitHost} */
const azureDevops = {
  review: (facts) => ({ event: "", body: azureReview(facts, "active", "git.pullrequest.created") }),
  close: (facts) => ({ event: "", body: azureReview(facts, "completed", "git.pullrequest.updated") }),
  push: (facts) => {
    const { branch, sha, before = zeros, message = "Fix it" } = facts;
    const refUpdates = [{ name: `refs/heads/${branch}`, oldObjectId: before, newObjectId: sha }];
    const commits = [{ commitId: sha, comment: message, author: { ...author, date: time } }];
    const resource = { repository: azureRepository(facts), refUpdates, commits };
    return {
      event: "",
      body: { id: `${sha}-push`, eventType: "git.push", publisherId: "tfs", createdDate: time, resource },
    };
  },
};

/** Of each git host, by the name of its sender. */
export const gitHosts = {
  github: likeGitHub({}),
  gitlab,
  bitbucket,
  gitea: likeGitHub({ empty: false }),
  forgejo: likeGitHub({ empty: false }),
  "azure-devops": azureDevops,
};

export const github = gitHosts.github;

/** Of each registry, by the name of its sender. The repository is without the host. */
export const registries = {
  /** @param {Pushed} image */
  ghcr: ({ repository, tag, digest }) => {
    const [namespace, name] = repository.split("/");
    const container_metadata = { tag: { name: tag, digest } };
    const package_version = { version: digest, package_url: `ghcr.io/${repository}:${tag}`, container_metadata };
    const registry_package = { name, namespace, package_type: "CONTAINER", package_version };
    return { event: "registry_package", body: { action: "published", registry_package } };
  },
  /** @param {Pushed} image */
  "docker-hub": ({ repository, tag }) => ({
    event: "",
    body: {
      push_data: { tag, pusher: "ada", pushed_at: 1 },
      repository: { repo_name: repository },
      callback_url: "https://x/",
    },
  }),
  /** @param {Pushed} image */
  ecr: ({ repository, tag, digest }) => {
    const image = { "repository-name": repository, "image-tag": tag, "image-digest": digest };
    const from = {
      version: "0",
      id: `ecr-${digest}`,
      source: "aws.ecr",
      account: "123456789012",
      region: "eu-central-1",
    };
    return {
      event: "",
      body: {
        ...from,
        "detail-type": "ECR Image Action",
        detail: { result: "SUCCESS", "action-type": "PUSH", ...image },
      },
    };
  },
  /** @param {Pushed} image */
  acr: ({ repository, tag, digest }) => {
    const target = { mediaType: "application/vnd.docker.distribution.manifest.v2+json", digest, repository, tag };
    return {
      event: "",
      body: {
        id: `acr-${digest}`,
        timestamp: time,
        action: "push",
        target,
        request: { host: "acme.azurecr.io", method: "PUT" },
      },
    };
  },
  /** @param {Pushed} image */
  "artifact-registry": ({ repository, tag, digest }) => {
    const image = `europe-docker.pkg.dev/${repository}`;
    const data = Buffer.from(
      JSON.stringify({ action: "INSERT", digest: `${image}@${digest}`, tag: `${image}:${tag}` }),
    );
    return {
      event: "",
      body: {
        message: { data: data.toString("base64"), messageId: digest },
        subscription: "projects/acme/subscriptions/images",
      },
    };
  },
};
