// @ts-check
/**
 * What the library's types accept and refuse, for `tsc` and not to be run: each @ts-expect-error line must be a mistake,
 * and everything else must be none. And the code must be what its types say.
 */
import { DeployError, branchDeployment, ci, deploy, deployment, job, run } from "../../js/index.js";
import { webhook } from "../../js/webhook.js";

const where = { organization: "acme", apiToken: "token" };
const branch = { ...where, gitRepoName: "acme/shop", branchName: "new-prices" };

export async function good() {
  const created = await branchDeployment.createOrUpdate({
    ...branch,
    commitHash: "5f2c9e1b7a",
    timestamp: "1763900000",
    codeReviewId: 42,
    commitMessage: undefined,
    authorName: null,
    snapshotBaseCondition: "on-create",
    signal: AbortSignal.timeout(60_000),
    onMessage: (text, stream) => console.log(stream.toUpperCase(), text.trimEnd()),
  });
  /** @type {string} */
  const name = created.deploymentName;
  const added = await deployment.addLocation({ ...where, deployment: name, locationName: "prices", settleTimeout: 5 });
  /** @type {"new" | "version-changed" | "seen-loading" | "settled" | null} */
  const evidence = added.locations[0].evidence;
  const planned = await deployment.updateLocation({ ...where, deployment: name, locationName: "prices", dryRun: true });
  /** @type {string} */
  const query = planned.requests[0].query;
  return { evidence, query, deleted: await branchDeployment.delete({ ...where, deployment: name }) };
}

export async function whatIsRead() {
  await branchDeployment.createOrUpdate({ ...where, readCiState: true, dryRun: true });
  const { sources, timestamp, repoName } = await ci.inspect();
  /** @type {[string | undefined, number | null, string | null]} */
  const known = [sources.repoName, timestamp, repoName];
  const { imageTag } = await ci.imageTag({ format: "{branch}" });
  const { locations, pullRequestStatus } = await deploy({ ...where, deployment: "prod", image: ["a=b:1"], imageTag });
  return { known, locations, pullRequestStatus, ...(await ci.branchDeployment({ ...where, readOnly: true })) };
}

export async function whatIsRun() {
  const tags = { team: "pricing", attempt: 1 };
  const launched = await job.launch({
    ...where,
    location: "prices",
    job: "smoke_test",
    tags,
    assetKey: "a/b",
    wait: true,
  });
  /** @type {"SUCCESS" | null} */
  const status = launched.status;
  /** @type {string} */
  const seen = (await run.status({ ...where, runId: launched.runId })).status;
  return { status, seen, page: launched.runUrl };
}

export async function whatIsReceived() {
  const { more, target, image } = await webhook.explain({
    provider: "forgejo",
    headers: "headers.txt",
    body: "body.json",
  });
  /** @type {"OPEN" | "CLOSED" | "MERGED" | null | undefined} */
  const status = target && "branchName" in target ? target.pullRequestStatus : null;
  const { headers } = await webhook.sign({ provider: "github", body: "body.json", secret: "secret" });
  return { status, digest: image?.digest, others: more?.length, type: headers["Content-Type"] };
}

/** @param {unknown} error */
export function advice(error) {
  if (!(error instanceof DeployError)) throw error;
  /** @type {string | null | undefined} */
  const page = error.details.locationsUrl ?? error.details.deploymentUrl;
  if (page) return `${page}: ${error.details.locations?.map(({ status }) => status)}`;
  return error.code === "auth/unauthorized" ? error.hint : error.errors.map(({ message }) => message).join("\n");
}

/** @param {boolean} dryRun */
export async function mistakes(dryRun) {
  // @ts-expect-error a branch deployment belongs to a branch
  await branchDeployment.createOrUpdate({ ...where, gitRepoName: "acme/shop" });
  // @ts-expect-error nothing is read
  await branchDeployment.createOrUpdate({ ...where, readCiState: false });
  // @ts-expect-error what asks nothing of Dagster+ has no dry run
  await ci.inspect({ dryRun: true });
  // @ts-expect-error no job
  await job.launch({ ...where, location: "prices" });
  // @ts-expect-error a list is no object
  await job.launch({ ...where, location: "prices", job: "smoke_test", tags: ["team"] });
  // @ts-expect-error misspelt
  await branchDeployment.createOrUpdate({ ...branch, comitHash: "5f2c9e1b7a" });
  // @ts-expect-error the name of the API's enum is not the name of the option's value
  await branchDeployment.createOrUpdate({ ...branch, snapshotBaseCondition: "ON_CREATE" });
  // @ts-expect-error a form of output is for the command line
  await branchDeployment.createOrUpdate({ ...branch, output: "json" });
  // @ts-expect-error no such command
  await deployment.addLocations({ ...where });
  // @ts-expect-error a dry run creates nothing
  (await branchDeployment.createOrUpdate({ ...branch, dryRun: true })).deploymentName;
  // @ts-expect-error perhaps a dry run
  (await branchDeployment.createOrUpdate({ ...branch, dryRun })).deploymentName;
  // @ts-expect-error nothing is signed without a secret
  await webhook.sign({ provider: "github", body: "body.json" });
  // @ts-expect-error there is no such code
  return new DeployError({ code: "usage/nonsense", message: "", hint: null });
}
