/**
 * The types of the library's webhook commands, on Node, Bun and Deno. The text between the marks is generated from the
 * flag table by tests/generated.rs; the rest is written by hand. `library.js` is the code.
 */
import type { Call, Change, OfflineCall } from "./index.js";

export { DeployError } from "./index.js";

/** The result of `webhook.explain`. */
export interface ExplainedDelivery extends ExplainedEvent {
  /** The other events, where a delivery tells of several branches. */
  more?: ExplainedEvent[];
}

export interface ExplainedEvent {
  provider: WebhookExplainOptions["provider"];
  /** The sender's name for it, such as `pull_request.synchronize`; empty if that is not known. */
  event: string;
  /** `reject`: it is no such delivery, or lacks what it must tell. */
  action: "update" | "close" | "image" | "push-facts" | "ignore" | "reject";
  /** Why, in a few words. */
  reason: string;
  change: Change | null;
  image: PushedImage | null;
  /** The branch deployment that is changed, or with a configuration the locations that run the image; null where none is. */
  target: ChangedBranchDeployment | WantedImage | null;
}

export interface ChangedBranchDeployment {
  repoName: string;
  branchName: string;
  pullRequestStatus: "OPEN" | "CLOSED" | "MERGED" | null;
  /** A fork's branch may have the name of one of the repository: who acts on it has to look at this. */
  isFork: boolean | null;
}

export interface WantedImage {
  /** An item for each entry of `images` that fits; what its tag tells of the branch is null where it tells nothing. */
  wanted: { locations: string[]; branch: string | null; pr: string | null; sha: string | null }[];
}

/** The result of `webhook.sign`. */
export interface SignedDelivery {
  schema: 1;
  command: "webhook sign";
  /** The headers to send with the body. */
  headers: Record<string, string>;
}

/** The result of `webhook.check`. */
export interface CheckedConfiguration {
  schema: 1;
  command: "webhook check";
  /** The paths that deliveries may be sent to. */
  routes: string[];
  /** The names of the variables that hold secrets. */
  variables: string[];
}

export interface PushedImage {
  /** Host of the registry. */
  registry: string;
  repository: string;
  tag: string;
  /** Null where the registry does not tell it. */
  digest: string | null;
  /** The reference that a location would be deployed with: by the digest if it is known, else by the tag. */
  reference: string;
}

// generated: commands (cargo test)
/** The options of `webhook.check`. */
export interface WebhookCheckOptions {
  /** File with the configuration; DAGSTER_DEPLOY_WEBHOOKS may hold its text instead. */
  config?: string | null;
}

/** The options of `webhook.explain`. */
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

/** The options of `webhook.sign`. */
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
