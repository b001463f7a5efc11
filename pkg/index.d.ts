/**
 * The types of the library, the same in every runtime. The text between the marks is generated from the flag table
 * and the error codes by tests/generated.rs; the rest is written by hand. `library.js` is the code.
 */

/** Options of every call that never reach the core. */
export interface CallControls {
  /** Rejects the call with the signal's reason. Requests that were sent before may take effect all the same. */
  signal?: AbortSignal;
  /** Receives the lines that the command line would print: progress, warnings and results. */
  onMessage?: (text: string, stream: "stdout" | "stderr") => void;
}

/**
 * One command as a function. It rejects with a {@link DeployError}, and prints nothing. Of the environment it reads only
 * the variables of proxies and certificates, and, if it reads the change, those of the CI system and of the images
 * (`IMAGE_TAG`, `LOCATION_REGISTRY_URL`): organization, token and all else are options.
 */
export interface Call<Options, Result> {
  (options: Options & CallControls & { dryRun?: false | null }): Promise<Result>;
  /** Sends nothing and resolves to the requests that would be sent. */
  (options: Options & CallControls & { dryRun: true }): Promise<DryRun>;
  (options: Options & CallControls & { dryRun?: boolean | null }): Promise<Result | DryRun>;
}

/** The same options with `readCiState`: none is required then. */
export type ReadingCiState<Options> = Partial<Options> & { readCiState: true };

/**
 * A command that sends nothing to Dagster+: options are optional, and there is no dry run. It may use GitHub's API, if
 * there is a `GITHUB_TOKEN`.
 */
export type OfflineCall<Options, Result> = (options?: Options & CallControls) => Promise<Result>;

/** Result of `branchDeployment.createOrUpdate` and `ci.branchDeployment`. */
export interface BranchDeployment {
  schema: 1;
  command: "branch-deployment create-or-update" | "ci branch-deployment";
  /** The name to pass to other commands as `deployment`. */
  deploymentName: string;
  /** Null if the server did not send it, and with `readOnly`. */
  deploymentId: number | null;
  /** The deployment's page; null if `url` was given, because then its address is not known. */
  deploymentUrl: string | null;
}

/** Result of `branchDeployment.delete`. */
export interface DeletedDeployment {
  schema: 1;
  command: "branch-deployment delete";
  deploymentName: string;
  deploymentId: number;
}

/** Result of `deploy`. Without a deployment if the branch was deleted and has no open branch deployment. */
export interface Deployed {
  schema: 1;
  command: "deploy";
  deploymentName: string | null;
  /** Null if the server did not send it. */
  deploymentId: number | null;
  /** The deployment's page. */
  deploymentUrl: string | null;
  isBranchDeployment: boolean | null;
  /** The status that was sent to the branch deployment; null for a full deployment. */
  pullRequestStatus: string | null;
  /** Empty if nothing was deployed: the review is over, nothing has changed, or the file has none. */
  locations: DeployedLocation[];
}

/** Result of `ci.imageTag`. */
export interface ImageTag {
  schema: 1;
  command: "ci image-tag";
  imageTag: string;
}

/**
 * The output `json` of the GitHub Action. Unknown values are null; later versions may add fields.
 */
export interface ActionResult {
  schema: 1;
  /**
   * `updated`: the branch deployment got the change, and no location was deployed; `skipped`: there was nothing to do, or
   * it was not allowed; `superseded`: a newer run deploys instead; `done`: another command succeeded.
   */
  result: "deployed" | "updated" | "closed" | "skipped" | "superseded" | "done" | "failed";
  /** Why nothing was deployed, if that is not a failure. */
  reason: string | null;
  deploymentName: string | null;
  deploymentId: number | null;
  deploymentUrl: string | null;
  isBranchDeployment: boolean | null;
  locations: ActionLocation[];
  /** Of the job that was launched. */
  runId: string | null;
  /** Of the command `ci image-tag`. */
  imageTag: string | null;
  /** Empty unless it failed. */
  errors: Mistake[];
  change: Change;
}

/** The result of a location, in the outputs `json` and `locations` of the GitHub Action. */
export interface ActionLocation {
  name: string;
  status: DeployedLocation["status"];
  /** The time from the change until the location had loaded, or until the wait ended. */
  seconds: number;
  /** Why the location did not load, if it did not. */
  error: string | null;
}

/** The change, which `ci.inspect` resolves to. Unknown values are null. It has no `schema` of its own. */
export interface Change extends Record<Exclude<ChangeField, "timestamp" | "isFork">, string | null> {
  /** The source: `github`, `gitlab`, `azure-devops` … or `git`. */
  provider: string;
  /** Time of the commit, in seconds since the Unix epoch. */
  timestamp: number | null;
  /** Whether the pull request comes from another repository; null if unknown or without a pull request. */
  isFork: boolean | null;
  /** Where each known field came from, such as `env:CI_COMMIT_SHA` or `event:pull_request.head.sha`. */
  sources: Partial<Record<ChangeField, string>>;
}

/** `repoName` is always the full path; `commitHash` of a pull request is that of its head; `pullRequestStatus` is OPEN, CLOSED or MERGED. */
export type ChangeField =
  | "repoName"
  | "branchName"
  | "branchUrl"
  | "baseBranch"
  | "defaultBranch"
  | "tag"
  | "commitHash"
  | "commitMessage"
  | "commitUrl"
  | "timestamp"
  | "authorName"
  | "authorEmail"
  | "authorAvatarUrl"
  | "pullRequestNumber"
  | "pullRequestUrl"
  | "pullRequestTitle"
  | "pullRequestStatus"
  | "gitUrl"
  | "isFork";

/** Result of `deployment.addLocation` and `deployment.updateLocation`. */
export interface DeployedLocations {
  schema: 1;
  command: "deployment add-location" | "deployment update-location";
  locations: DeployedLocation[];
  /** The deployment's page of its locations. */
  locationsUrl: string;
}

/** Result of `job.launch`. */
export interface LaunchedRun extends Run {
  command: "job launch";
  /** `SUCCESS` if the call waited for the run: any other end is an error. Otherwise null. */
  status: "SUCCESS" | null;
}

/** Result of `run.status`. */
export interface RunStatus extends Run {
  command: "run status";
  /** Such as `QUEUED`, `STARTED`, `SUCCESS`, `FAILURE` or `CANCELED`; Dagster+ may know others. */
  status: string;
}

export interface Run {
  schema: 1;
  runId: string;
  /** The run's page. */
  runUrl: string;
  /** Null if only a URL was given. */
  deploymentName: string | null;
}

export interface DeployedLocation {
  name: string;
  /**
   * `NOT_AWAITED` if `locationLoadTimeout` was 0. If the command failed, also `FAILED`, `TIMED_OUT`, and `UNKNOWN` if
   * Dagster+ could no longer be reached.
   */
  status: "LOADED" | "NOT_AWAITED" | "FAILED" | "TIMED_OUT" | "UNKNOWN";
  /**
   * Why the loaded version counts as the new one: the location did not exist before; its version has changed; it was
   * loading after the change; or nothing changed during `settleTimeout`.
   */
  evidence: "new" | "version-changed" | "seen-loading" | "settled" | null;
  /** The time from the change until the location had loaded, or until the wait ended. */
  milliseconds: number;
  /** Why the location did not load, if it did not. */
  loadError?: string;
}

/** Result of a call with `dryRun`. */
export interface DryRun {
  schema: 1;
  dryRun: true;
  requests: PlannedRequest[];
}

export interface PlannedRequest {
  /** The purpose as text. */
  purpose: string;
  /** The root field of the GraphQL operation. */
  operation: string;
  kind: "query" | "mutation";
  method: string;
  url: string;
  /** The token's value is `<redacted>`. */
  headers: Record<string, string>;
  query: string;
  variables: Record<string, unknown>;
}

/** One problem. */
export interface Mistake {
  code: ErrorCode;
  /** The problem and the value that caused it. */
  message: string;
  /** The next step, or null. */
  hint: string | null;
}

/** The fields of the result that were known when a command failed. */
export type Details = Partial<
  Omit<Deployed, "schema" | "command" | "deploymentName"> &
    Pick<DeployedLocations, "locationsUrl"> &
    Omit<Run, "schema"> & {
      /** The last known status of a run. */
      status: string | null;
      /** Why an awaited run failed, if that could be read: its first failed steps, or otherwise the run itself. */
      failures: RunFailure[];
    }
>;

/** One reason why a run failed. */
export interface RunFailure {
  /** The step that failed; null for the run itself. */
  step: string | null;
  /** The exceptions as Python would print them; cut if long. */
  error: string;
}

/**
 * Printed by `--output json` when a command fails: the first mistake, all mistakes, and the fields of the result that were
 * known, such as `locations`.
 */
export interface Failure extends Details {
  schema: 1;
  error: Mistake;
  errors: Mistake[];
}

/** Rejects a call; code and hint are those of the first mistake. */
export class DeployError extends Error implements Mistake {
  constructor(fields: Mistake & { errors?: Mistake[]; details?: object });
  name: "DeployError";
  /** Stable: a later version may add codes, but changes none. */
  code: ErrorCode;
  hint: string | null;
  /** Every mistake that was found. */
  errors: Mistake[];
  /** Empty if the command had done nothing. */
  details: Details;
}

// generated: codes (cargo test)
export type ErrorCode =
  /** No such command or group. */
  | "usage/unknown-command"
  /** No such flag for this command. */
  | "usage/unknown-flag"
  /** A flag that needs a value came last. */
  | "usage/missing-value"
  /** A value that the flag cannot take. */
  | "usage/invalid-value"
  /** A flag that the command needs is absent. */
  | "usage/missing-flag"
  /** More positional arguments than the command takes. */
  | "usage/unexpected-argument"
  /** The runtime lacks what the command needs. */
  | "usage/unsupported-runtime"
  /** A file named by a flag does not exist. */
  | "usage/file-not-found"
  /** A file could not be read, is not UTF-8, or is too large. */
  | "input/unreadable-file"
  /** Commit hash or timestamp are missing, or have no meaning. */
  | "input/invalid-commit"
  /** The facts of the change do not decide where it goes. */
  | "input/unclear-change"
  /** The branch deployment to act on was not named. */
  | "input/missing-deployment"
  /** No run was named. */
  | "input/missing-run"
  /** A configuration file or variable cannot be used. */
  | "config/invalid"
  /** The server of webhooks cannot listen, or cannot keep what comes in. */
  | "serve/failed"
  /** Two configuration files contradict each other. */
  | "config/conflict"
  /** No API token was given where one is needed. */
  | "auth/missing-token"
  /** The token cannot be sent in a header. */
  | "auth/invalid-token"
  /** Dagster+ refused the token or its role. */
  | "auth/unauthorized"
  /** Neither a URL nor what it is built from was given. */
  | "endpoint/missing"
  /** The URL cannot be used, contradicts the deployment, or would send the token unencrypted. */
  | "endpoint/invalid"
  /** git did not return the commit. */
  | "git/unreadable"
  /** The location has no name. */
  | "location/missing-name"
  /** The file has no location of that name. */
  | "location/not-found"
  /** The file names another location than the command. */
  | "location/name-mismatch"
  /** The location file is not YAML, or not the YAML of a location. */
  | "location/invalid-file"
  /** An image tag was given, but no registry to put before it. */
  | "location/missing-registry"
  /** A location has neither an image nor a PEX, and nothing allows that. */
  | "location/no-image"
  /** Dagster+ refused the location's configuration. */
  | "location/rejected"
  /** The location was deployed but its code did not load. */
  | "location/load-failed"
  /** The location did not load in time. */
  | "location/load-timeout"
  /** No agent is heartbeating. */
  | "agent/none-running"
  /** The deployment does not exist. */
  | "deployment/not-found"
  /** The deployment is no branch deployment. */
  | "deployment/not-a-branch"
  /** The deployment is a branch deployment where a full one is wanted. */
  | "deployment/not-full"
  /** The plan allows no more deployments or locations. */
  | "deployment/limit-reached"
  /** The location has no job of that name, or there is no such location. */
  | "job/not-found"
  /** Dagster+ refused the run's configuration. */
  | "job/invalid-config"
  /** The job has no such assets. */
  | "job/invalid-selection"
  /** There is no such run. */
  | "run/not-found"
  /** The run that was waited for failed or was canceled. */
  | "run/failed"
  /** The run did not finish in the time that was given for it; it goes on. */
  | "run/timeout"
  /** Dagster+ answered with another of its errors. */
  | "api/rejected"
  /** The answer has GraphQL errors. */
  | "api/graphql-errors"
  /** The answer is not what the API promises. */
  | "api/unexpected-response"
  /** The answer's HTTP status is an error. */
  | "api/http-status"
  /** Maintenance lasted longer than is waited for. */
  | "api/maintenance"
  /** A redirect that must not be followed. */
  | "api/redirect"
  /** Nothing listens at that address. */
  | "network/refused"
  /** The host name does not resolve. */
  | "network/unknown-host"
  /** The TLS handshake failed. */
  | "network/tls"
  /** The connection broke. */
  | "network/reset"
  /** No complete answer in time. */
  | "network/timeout"
  /** The answer is larger than 32 MiB. */
  | "network/response-too-large"
  /** The proxy setting cannot be used, or the proxy refused. */
  | "network/invalid-proxy"
  /** A network failure that the runtime did not explain. */
  | "network/failed"
  /** A bug in dagster-deploy ended the run. */
  | "internal/panic";
// /generated

// generated: commands (cargo test)
/** Options of every call that sends requests to Dagster+. */
export interface CommonOptions {
  /** Dagster+ organization, as in https://NAME.dagster.cloud. */
  organization?: string | null;
  /** Agent token or user token. */
  apiToken?: string | null;
  /** Where Dagster+ is, instead of the URL built from the organization. */
  url?: string | null;
  /** Send the token by plain http to a --url that is not this machine: anybody on the way can read it. */
  allowHttp?: boolean | null;
  /** Region of the organization: eu for Europe; leave it out for the United States. */
  dagsterEnv?: string | null;
  /** How long one try of a request may take. Default: 60. */
  requestTimeout?: number | string | null;
  /** How long all tries of a request may take together. Default: 300. */
  requestDeadline?: number | string | null;
}

/** Options of `deploy`. */
export interface DeployOptions extends CommonOptions {
  /** Docker image of the location NAME, or without NAME= of all; may be given several times. */
  image?: string | string[] | null;
  /**
   * Tag of the images: each location runs REGISTRY:TAG, where the registry is build.registry in the file or else
   * the variable LOCATION_REGISTRY_URL.
   */
  imageTag?: string | null;
  /** Deploy locations that have no image, too, as agents that run processes want them; without it they are refused. */
  allowNoImage?: boolean | null;
  /** Deploy only this location of the file; may be given several times. */
  locationName?: string | string[] | null;
  /** YAML file that describes the locations; without it dagster_cloud.yaml or dagster_cloud.yml. */
  locationFile?: string | null;
  /**
   * Deploy only locations whose build.directory differs from where this branch or commit was left, such as
   * origin/main; a change of the location file is one of all locations.
   */
  changedSince?: string | null;
  /** Full deployment, such as prod: the default branch is deployed to it, and branch deployments are based on it. */
  deployment?: string | null;
  /** Deploy to the full deployment, or to the branch deployment, whatever is built. */
  deploymentType?: "full" | "branch" | null;
  /** Page of the deployed code at the git host. */
  gitUrl?: string | null;
  /** The checkout: there git is asked, and `deploy` looks for dagster_cloud.yaml; without it the working directory. */
  projectDir?: string | null;
  /**
   * How a repository that was read is sent: acme/data/etl is etl in short. With the branch it identifies the
   * branch deployment; without this, GitLab's are short, as in dagster-cloud, and all others full.
   */
  repoNameStyle?: "short" | "full" | null;
  /** Full deployment to inherit variables from and to compare with; the server's default is prod. */
  baseDeploymentName?: string | null;
  /** When to take a snapshot of the base deployment to compare with; without it the base is compared as it is now. */
  snapshotBaseCondition?: "on-create" | "on-update" | null;
  /** How long to wait for the location to load; 0 does not wait. Default: 3600. */
  locationLoadTimeout?: number | string | null;
  /** How long to wait for a running agent before giving up; without it, as long as the load timeout. */
  agentHeartbeatTimeout?: number | string | null;
  /**
   * How long a location may stay loaded without any sign of the new version before that is accepted as the
   * result. Default: 15.
   */
  settleTimeout?: number | string | null;
  /** Repository that the branch belongs to, such as acme/etl. */
  gitRepoName?: string | null;
  /** Git branch; sent as it is. */
  branchName?: string | null;
  /** Hash of the commit that is deployed. */
  commitHash?: string | null;
  /** Time of the commit, in seconds since 1970-01-01 UTC. */
  timestamp?: number | string | null;
  /** Message of the commit. */
  commitMessage?: string | null;
  /** Name of the commit's author. */
  authorName?: string | null;
  /** Email address of the commit's author. */
  authorEmail?: string | null;
  /** Picture of the commit's author. */
  authorAvatarUrl?: string | null;
  /** Page of the branch at the git host. */
  branchUrl?: string | null;
  /** Page of the pull or merge request. */
  codeReviewUrl?: string | null;
  /** Number of the pull or merge request. */
  codeReviewId?: string | number | null;
  /** State of the pull or merge request: OPEN, CLOSED or MERGED. */
  pullRequestStatus?: string | null;
  /** Page of the commit at the git host. */
  commitUrl?: string | null;
  /** Branch that the pull or merge request is to be merged into. */
  baseBranch?: string | null;
  /** The repository's default branch, such as main. */
  defaultBranch?: string | null;
  /** Git tag that is built. */
  tag?: string | null;
  /** Title of the pull or merge request. */
  pullRequestTitle?: string | null;
  /** Where the repository can be cloned from, without credentials. */
  cloneUrl?: string | null;
  /** Whether the pull or merge request comes from another repository. */
  isFork?: boolean | "true" | "false" | null;
}

/** Options of `branchDeployment.createOrUpdate`. */
export interface CreateOrUpdateOptions extends CommonOptions {
  /**
   * Take repository, branch, commit and review from the CI system's variables, its event file and git; explicit
   * flags win.
   */
  readCiState?: boolean | null;
  /** Take hash, time, message and author of the checked-out commit from git; explicit flags win. */
  readGitState?: boolean | null;
  /** Repository that the branch belongs to, such as acme/etl. */
  gitRepoName: string;
  /** Git branch; sent as it is. */
  branchName: string;
  /** Hash of the commit that is deployed. */
  commitHash?: string | null;
  /** Time of the commit, in seconds since 1970-01-01 UTC. */
  timestamp?: number | string | null;
  /** Message of the commit. */
  commitMessage?: string | null;
  /** Name of the commit's author. */
  authorName?: string | null;
  /** Email address of the commit's author. */
  authorEmail?: string | null;
  /** Picture of the commit's author. */
  authorAvatarUrl?: string | null;
  /** Page of the branch at the git host. */
  branchUrl?: string | null;
  /** Page of the pull or merge request. */
  codeReviewUrl?: string | null;
  /** Number of the pull or merge request. */
  codeReviewId?: string | number | null;
  /** State of the pull or merge request: OPEN, CLOSED or MERGED. */
  pullRequestStatus?: string | null;
  /**
   * How a repository that was read is sent: acme/data/etl is etl in short. With the branch it identifies the
   * branch deployment; without this, GitLab's are short, as in dagster-cloud, and all others full.
   */
  repoNameStyle?: "short" | "full" | null;
  /** Full deployment to inherit variables from and to compare with; the server's default is prod. */
  baseDeploymentName?: string | null;
  /** When to take a snapshot of the base deployment to compare with; without it the base is compared as it is now. */
  snapshotBaseCondition?: "on-create" | "on-update" | null;
}

/** Options of `branchDeployment.delete`. */
export interface DeleteOptions extends CommonOptions {
  /** Branch deployment to delete: the name that create-or-update printed. */
  deployment?: string | null;
}

/** Options of `deployment.addLocation`. */
export interface AddLocationOptions extends CommonOptions {
  /** Name of the code location. */
  locationName?: string | null;
  /** YAML file that describes the location, or several of them (dagster_cloud.yaml). */
  locationFile?: string | null;
  /** Docker image that the location runs. */
  image?: string | null;
  /** Hash of the commit that is deployed. */
  commitHash?: string | null;
  /** Page of the deployed code at the git host. */
  gitUrl?: string | null;
  /** Python file with the definitions. */
  pythonFile?: string | null;
  /** Python package with the definitions. */
  packageName?: string | null;
  /** Python module with the definitions. */
  moduleName?: string | null;
  /** Python module whose definitions are found by themselves. */
  autoloadDefsModuleName?: string | null;
  /** Attribute of the module that holds the definitions. */
  attribute?: string | null;
  /** Python interpreter to load the code with. */
  executablePath?: string | null;
  /** How long to wait for the location to load; 0 does not wait. Default: 3600. */
  locationLoadTimeout?: number | string | null;
  /** How long to wait for a running agent before giving up; without it, as long as the load timeout. */
  agentHeartbeatTimeout?: number | string | null;
  /**
   * How long a location may stay loaded without any sign of the new version before that is accepted as the
   * result. Default: 15.
   */
  settleTimeout?: number | string | null;
  /** Full deployment, or the name that create-or-update printed. */
  deployment?: string | null;
  /** Directory to load the code from. */
  workingDirectory?: string | null;
}

/** Options of `deployment.updateLocation`. */
export type UpdateLocationOptions = AddLocationOptions;

/** Options of `job.launch`. */
export interface JobLaunchOptions extends CommonOptions {
  /** Code location that has the job. */
  location: string;
  /** Job to launch; __ASSET_JOB launches assets. */
  job: string;
  /** Repository of the code location that has the job. Default: __repository__. */
  repository?: string | null;
  /** Tags of the run, a JSON object. Values are texts; of other values the JSON is the text. */
  tags?: string | Record<string, unknown> | null;
  /** Configuration of the run, a JSON object. */
  configJson?: string | Record<string, unknown> | null;
  /** Asset to materialize, its parts joined by slashes; may be given several times. */
  assetKey?: string | string[] | null;
  /** Wait until the run has finished; one that fails or is canceled fails the command. */
  wait?: boolean | null;
  /** How long to wait before each look at the run's status; at least a second. Default: 30. */
  interval?: number | string | null;
  /** How long to wait for the run before giving up, which does not stop it; without it, as long as it takes. */
  waitTimeout?: number | string | null;
  /** How often to try again to launch the job; a key sent along keeps it from being launched twice. Default: 5. */
  launchRetries?: number | string | null;
  /** Full deployment, or the name that create-or-update printed. */
  deployment?: string | null;
}

/** Options of `run.status`. */
export interface RunStatusOptions extends CommonOptions {
  /** The run: the id that job launch printed. */
  runId?: string | null;
  /** Full deployment, or the name that create-or-update printed. */
  deployment?: string | null;
}

/** Options of `ci.inspect`. */
export interface CiInspectOptions {
  /** Repository that the branch belongs to, such as acme/etl. */
  gitRepoName?: string | null;
  /** Git branch; sent as it is. */
  branchName?: string | null;
  /** Hash of the commit that is deployed. */
  commitHash?: string | null;
  /** Time of the commit, in seconds since 1970-01-01 UTC. */
  timestamp?: number | string | null;
  /** Message of the commit. */
  commitMessage?: string | null;
  /** Name of the commit's author. */
  authorName?: string | null;
  /** Email address of the commit's author. */
  authorEmail?: string | null;
  /** Picture of the commit's author. */
  authorAvatarUrl?: string | null;
  /** Page of the branch at the git host. */
  branchUrl?: string | null;
  /** Page of the pull or merge request. */
  codeReviewUrl?: string | null;
  /** Number of the pull or merge request. */
  codeReviewId?: string | number | null;
  /** State of the pull or merge request: OPEN, CLOSED or MERGED. */
  pullRequestStatus?: string | null;
  /** Page of the commit at the git host. */
  commitUrl?: string | null;
  /** Branch that the pull or merge request is to be merged into. */
  baseBranch?: string | null;
  /** The repository's default branch, such as main. */
  defaultBranch?: string | null;
  /** Git tag that is built. */
  tag?: string | null;
  /** Title of the pull or merge request. */
  pullRequestTitle?: string | null;
  /** Where the repository can be cloned from, without credentials. */
  cloneUrl?: string | null;
  /** Whether the pull or merge request comes from another repository. */
  isFork?: boolean | "true" | "false" | null;
  /** The checkout: there git is asked, and `deploy` looks for dagster_cloud.yaml; without it the working directory. */
  projectDir?: string | null;
  /** How long one try of a request may take. Default: 60. */
  requestTimeout?: number | string | null;
  /** How long all tries of a request may take together. Default: 300. */
  requestDeadline?: number | string | null;
}

/** Options of `ci.imageTag`. */
export interface CiImageTagOptions {
  /**
   * The pattern of the tag: {branch}, {pr}, {tag}, {sha} and {sha12} stand for what was read. Without it
   * pr-{pr}-{sha12} for a pull or merge request, {tag} for a tag, else {branch}-{sha12}.
   */
  format?: string | null;
  /** Repository that the branch belongs to, such as acme/etl. */
  gitRepoName?: string | null;
  /** Git branch; sent as it is. */
  branchName?: string | null;
  /** Hash of the commit that is deployed. */
  commitHash?: string | null;
  /** Time of the commit, in seconds since 1970-01-01 UTC. */
  timestamp?: number | string | null;
  /** Message of the commit. */
  commitMessage?: string | null;
  /** Name of the commit's author. */
  authorName?: string | null;
  /** Email address of the commit's author. */
  authorEmail?: string | null;
  /** Picture of the commit's author. */
  authorAvatarUrl?: string | null;
  /** Page of the branch at the git host. */
  branchUrl?: string | null;
  /** Page of the pull or merge request. */
  codeReviewUrl?: string | null;
  /** Number of the pull or merge request. */
  codeReviewId?: string | number | null;
  /** State of the pull or merge request: OPEN, CLOSED or MERGED. */
  pullRequestStatus?: string | null;
  /** Page of the commit at the git host. */
  commitUrl?: string | null;
  /** Branch that the pull or merge request is to be merged into. */
  baseBranch?: string | null;
  /** The repository's default branch, such as main. */
  defaultBranch?: string | null;
  /** Git tag that is built. */
  tag?: string | null;
  /** Title of the pull or merge request. */
  pullRequestTitle?: string | null;
  /** Where the repository can be cloned from, without credentials. */
  cloneUrl?: string | null;
  /** Whether the pull or merge request comes from another repository. */
  isFork?: boolean | "true" | "false" | null;
  /** The checkout: there git is asked, and `deploy` looks for dagster_cloud.yaml; without it the working directory. */
  projectDir?: string | null;
  /** How long one try of a request may take. Default: 60. */
  requestTimeout?: number | string | null;
  /** How long all tries of a request may take together. Default: 300. */
  requestDeadline?: number | string | null;
}

/** Options of `ci.branchDeployment`. */
export interface CiBranchDeploymentOptions extends CommonOptions {
  /** Mark the branch deployment closed, whatever state the pull or merge request is in. */
  markClosed?: boolean | null;
  /** Only print the branch deployment's name; create and update nothing. */
  readOnly?: boolean | null;
  /** The checkout: there git is asked, and `deploy` looks for dagster_cloud.yaml; without it the working directory. */
  projectDir?: string | null;
  /**
   * How a repository that was read is sent: acme/data/etl is etl in short. With the branch it identifies the
   * branch deployment; without this, GitLab's are short, as in dagster-cloud, and all others full.
   */
  repoNameStyle?: "short" | "full" | null;
  /** Full deployment to inherit variables from and to compare with; the server's default is prod. */
  baseDeploymentName?: string | null;
  /** When to take a snapshot of the base deployment to compare with; without it the base is compared as it is now. */
  snapshotBaseCondition?: "on-create" | "on-update" | null;
  /** Repository that the branch belongs to, such as acme/etl. */
  gitRepoName?: string | null;
  /** Git branch; sent as it is. */
  branchName?: string | null;
  /** Hash of the commit that is deployed. */
  commitHash?: string | null;
  /** Time of the commit, in seconds since 1970-01-01 UTC. */
  timestamp?: number | string | null;
  /** Message of the commit. */
  commitMessage?: string | null;
  /** Name of the commit's author. */
  authorName?: string | null;
  /** Email address of the commit's author. */
  authorEmail?: string | null;
  /** Picture of the commit's author. */
  authorAvatarUrl?: string | null;
  /** Page of the branch at the git host. */
  branchUrl?: string | null;
  /** Page of the pull or merge request. */
  codeReviewUrl?: string | null;
  /** Number of the pull or merge request. */
  codeReviewId?: string | number | null;
  /** State of the pull or merge request: OPEN, CLOSED or MERGED. */
  pullRequestStatus?: string | null;
  /** Page of the commit at the git host. */
  commitUrl?: string | null;
  /** Branch that the pull or merge request is to be merged into. */
  baseBranch?: string | null;
  /** The repository's default branch, such as main. */
  defaultBranch?: string | null;
  /** Git tag that is built. */
  tag?: string | null;
  /** Title of the pull or merge request. */
  pullRequestTitle?: string | null;
  /** Where the repository can be cloned from, without credentials. */
  cloneUrl?: string | null;
  /** Whether the pull or merge request comes from another repository. */
  isFork?: boolean | "true" | "false" | null;
}

/** Deploy the locations of dagster_cloud.yaml to where the change belongs, and wait for them. */
export const deploy: Call<DeployOptions, Deployed>;

export const branchDeployment: {
  /** Create the branch deployment of a git branch, or update its metadata. */
  createOrUpdate: Call<CreateOrUpdateOptions | ReadingCiState<CreateOrUpdateOptions>, BranchDeployment>;
  /** Delete a branch deployment. */
  delete: Call<DeleteOptions, DeletedDeployment>;
};

export const deployment: {
  /** Add a code location to a deployment, or update it, and wait until it has loaded. */
  addLocation: Call<AddLocationOptions, DeployedLocations>;
  /** Update a code location of a deployment, or add it, and wait until it has loaded. */
  updateLocation: Call<UpdateLocationOptions, DeployedLocations>;
};

export const job: {
  /** Launch a run of a job, and wait for it if that is asked for. */
  launch: Call<JobLaunchOptions, LaunchedRun>;
};

export const run: {
  /** Print the status of a run. */
  status: Call<RunStatusOptions, RunStatus>;
};

export const ci: {
  /** Print what the CI system and git tell of the change, as JSON. */
  inspect: OfflineCall<CiInspectOptions, Change>;
  /** Print a tag for the change's Docker image: valid, and the same for the same change. */
  imageTag: OfflineCall<CiImageTagOptions, ImageTag>;
  /** Create or update the branch deployment of the change, and print its name. */
  branchDeployment: Call<CiBranchDeploymentOptions, BranchDeployment>;
};
// /generated
