// @ts-check
/** The messages to the directory until somebody is called at night, as objects and the router send them. */

const minute = 60_000;

/**
 * @param {number} now
 * @returns {Record<string, unknown>[]}
 */
export const messagesOf = (now) => [
  branch("main-fix", now - 3 * minute, {
    review: "118",
    tasks: [
      task("branch deployment", 41, {
        isDead: true,
        code: "dagster/unauthorized",
        reason: "Dagster+ refuses the token",
      }),
    ],
  }),
  branch("nightly-orders", now - 9 * minute, {
    review: "121",
    deployment: "https://acme.dagster.cloud/4f1c2a9be07d",
    tasks: [
      task("images", 4, {
        due: now + 95_000,
        code: "network/refused",
        reason: "connection refused by acme.agent.dagster.cloud",
      }),
    ],
    images: [{ location: "etl", reference: "ghcr.io/acme/etl:pr-121", isDeployed: false }],
  }),
  branch("faster-joins", now - 42 * minute, {
    review: "117",
    deployment: "https://acme.dagster.cloud/0b7de4a1c3f2",
    images: [
      { location: "etl", reference: `ghcr.io/acme/etl@sha256:${"9f86d081884c7d65".repeat(4)}`, isDeployed: true },
    ],
  }),
  branch("fork-7:patch-1", now - 26 * 60 * minute, { review: "7", state: "merged", takesImages: false }),
  {
    kind: "image",
    id: "i-1",
    image: { registry: "ghcr.io", repository: "acme/etl", tag: "pr-125", digest: `sha256:${"ab12cd34".repeat(8)}` },
  },
  delivery("ignored", { event: "issue_comment", action: "ignore", reason: "the event is no push and no review" }),
  delivery("accepted", { event: "push", branch: "nightly-orders", reason: "the branch was pushed" }),
  delivery("unauthorized", {
    sender: "gitlab",
    event: undefined,
    delivery: undefined,
    reason: "the signature is wrong",
  }),
  delivery("accepted", { event: "pull_request", branch: "main-fix", reason: "synchronize" }),
  work("update", { branch: "faster-joins", attempt: 1, milliseconds: 412, code: null, reason: null }),
  work("failed", {
    branch: "main-fix",
    attempt: 41,
    milliseconds: 97,
    code: "dagster/unauthorized",
    reason: "Dagster+ refuses the token",
  }),
];

/** @param {string} name @param {number} changedAt @param {object} fields */
export const branch = (name, changedAt, fields) => ({
  ...{ kind: "branch", object: `branch:acme/pipelines#${name}`, repository: "acme/pipelines", name, state: "open" },
  ...{ review: null, deployment: null, changedAt, takesImages: true, hashes: [], tasks: [], images: [], ...fields },
});

/** @param {string} what @param {number} attempts @param {object} fields */
export const task = (what, attempts, fields) => ({
  what,
  attempts,
  due: 0,
  isDead: false,
  code: null,
  reason: null,
  ...fields,
});

/** @param {string} outcome @param {object} fields */
const delivery = (outcome, fields) => ({
  ...{ count: outcome, delivery: "72d3162e-cc78-11e3-81ab-4c9367dc0958", sender: "github" },
  ...{ repository: "acme/pipelines", action: "update", outcome, milliseconds: 3, ...fields },
});

/** @param {string} count @param {object} fields */
const work = (count, fields) => ({ count, repository: "acme/pipelines", action: "update", ...fields });
