/**
 * The types of the library's webhook commands, on Node, Bun and Deno. The text between the marks is generated from the
 * flag table by tests/generated.rs; the rest is written by hand. `library.js` is the code.
 */
import type { Call, Change, OfflineCall } from "./index.js";

export { DeployError } from "./index.js";

/** Result of `webhook.explain`. */
export interface ExplainedDelivery extends ExplainedEvent {
  /** The other events, if a delivery is about several branches. */
  more?: ExplainedEvent[];
}

export interface ExplainedEvent {
  provider: WebhookExplainOptions["provider"];
  /** The sender's name of the event, such as `pull_request.synchronize`; empty if unknown. */
  event: string;
  /** `reject`: the delivery is not from this sender, or lacks a required field. */
  action: "update" | "close" | "image" | "push-facts" | "ignore" | "reject";
  /** Why, in a few words. */
  reason: string;
  change: Change | null;
  image: PushedImage | null;
  /** The branch deployment to change, or with a configuration the locations that run the image; null if there is none. */
  target: ChangedBranchDeployment | WantedImage | null;
}

export interface ChangedBranchDeployment {
  repoName: string;
  branchName: string;
  pullRequestStatus: "OPEN" | "CLOSED" | "MERGED" | null;
  /** A fork's branch may have the name of a branch of the repository: check this before you act on it. */
  isFork: boolean | null;
}

export interface WantedImage {
  /** An item for each entry of `images` that matches; `branch`, `pr` and `sha` are null if the tag does not contain them. */
  wanted: { locations: string[]; branch: string | null; pr: string | null; sha: string | null }[];
}

/** Result of `webhook.sign`. */
export interface SignedDelivery {
  schema: 1;
  command: "webhook sign";
  /** The headers to send with the body. */
  headers: Record<string, string>;
}

/** Result of `webhook.check`. */
export interface CheckedConfiguration {
  schema: 1;
  command: "webhook check";
  /** The paths that take deliveries. */
  routes: string[];
  /** The names of the variables that hold secrets. */
  variables: string[];
}

export interface PushedImage {
  /** Host of the registry. */
  registry: string;
  repository: string;
  tag: string;
  /** Null if the registry does not send it. */
  digest: string | null;
  /** The image reference to deploy: by the digest if it is known, otherwise by the tag. */
  reference: string;
}

// generated: commands (cargo test)
/** Options of `webhook.check`. */
export interface WebhookCheckOptions {
  /** File with the configuration; DAGSTER_DEPLOY_WEBHOOKS may hold its text instead. */
  config?: string | null;
}

/** Options of `webhook.explain`. */
export interface WebhookExplainOptions {
  /** Who sent it. */
  provider: "github" | "gitlab" | "bitbucket" | "gitea" | "forgejo" | "azure-devops" | "standard-webhooks" | "ghcr" | "docker-hub" | "ecr" | "artifact-registry" | "acr";
  /** File with the headers: a JSON object, or lines `Name: value`. Without it the body must tell what it is. */
  headers?: string | null;
  /** File with the body, as it was sent. */
  body: string;
  /** File with the configuration; DAGSTER_DEPLOY_WEBHOOKS may hold its text instead. */
  config?: string | null;
  /** Secret that deliveries are signed with. */
  secret?: string | null;
}

/** Options of `webhook.sign`. */
export interface WebhookSignOptions {
  /** Who sent it. */
  provider: "github" | "gitlab" | "bitbucket" | "gitea" | "forgejo" | "azure-devops" | "standard-webhooks" | "ghcr" | "docker-hub" | "ecr" | "artifact-registry" | "acr";
  /** File with the body, as it was sent. */
  body: string;
  /** Event, as the sender names it in its header; without it, that of a change. */
  event?: string | null;
  /** Secret that deliveries are signed with. */
  secret: string;
}

export const webhook: {
  /** Check the configuration of webhooks; sends nothing. */
  check: OfflineCall<WebhookCheckOptions, CheckedConfiguration>;
  /** Print what a webhook's delivery means, as JSON; sends nothing. */
  explain: Call<WebhookExplainOptions, ExplainedDelivery>;
  /** Print the headers that a sender would send with a body; sends nothing. */
  sign: Call<WebhookSignOptions, SignedDelivery>;
};
// /generated
