// @ts-check
/**
 * What every sender tells reaches Dagster+, in every runtime: a review with its commit's facts and its end, and an image of
 * each registry in the location that it is for.
 */
import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import test from "node:test";
import { author, digestOf, gitHosts, registries, shaOf, time } from "./edge/payloads.js";
import { onEveryRuntime, secrets } from "./edge/stage.js";

const audience = "https://edge.example.com/webhooks/artifact-registry";
const account = "pubsub@acme.iam.gserviceaccount.com";

const config = `
senders:
  github: {secrets: HEX_SECRET}
  gitlab: {secrets: HEX_SECRET}
  gitlab/signed: {secrets: STANDARD_SECRET}
  bitbucket: {secrets: HEX_SECRET}
  gitea: {secrets: HEX_SECRET}
  forgejo: {secrets: HEX_SECRET}
  azure-devops: {secrets: SHARED_SECRET}
  standard-webhooks: {secrets: STANDARD_SECRET}
  ghcr: {secrets: HEX_SECRET}
  docker-hub: {secrets: URL_SECRET}
  ecr: {secrets: SHARED_SECRET}
  acr: {secrets: SHARED_SECRET}
  artifact-registry: {audience: "${audience}", service_account: "${account}"}
repositories:
  - name: acme/images
    locations:
      - {location_name: ghcr, code_source: {package_name: etl}}
      - {location_name: docker-hub, code_source: {package_name: etl}}
      - {location_name: ecr, code_source: {package_name: etl}}
      - {location_name: acr, code_source: {package_name: etl}}
      - {location_name: own, code_source: {package_name: etl}}
      - {location_name: google, code_source: {package_name: etl}}
    images:
      - {image: "ghcr.io/acme/etl:pr-{pr}-{sha12}", location: ghcr}
      - {image: "docker.io/acme/etl:pr-{pr}", location: docker-hub}
      - {image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/etl:pr-{pr}", location: ecr}
      - {image: "acme.azurecr.io/etl:{branch}", location: acr}
      - {image: "registry.example.com/etl:pr-{pr}", location: own}
      - {image: "europe-docker.pkg.dev/acme/images/etl:pr-{pr}", location: google}
  - {name: "*", repo_name_style: full}
`;

/** Google's key, whose other half only this file has. */
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwk = { ...publicKey.export({ format: "jwk" }), kid: "key-1", alg: "RS256", use: "sig" };

function googleToken() {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: "https://accounts.google.com",
    aud: audience,
    email: account,
    email_verified: true,
    iat: now,
    exp: now + 3600,
  };
  const parts = [{ alg: "RS256", kid: "key-1", typ: "JWT" }, claims];
  const message = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${message}.${sign("RSA-SHA256", Buffer.from(message), privateKey).toString("base64url")}`;
}

/** @param {Request} request */
async function outside(request) {
  if (new URL(request.url).host === "www.googleapis.com") return Response.json({ keys: [jwk] });
  const { method, url, headers } = request;
  return fetch(url, { method, headers: [...headers], body: await request.text() });
}

onEveryRuntime({ config, sandbox: { loadingPolls: 0, stalePolls: 0 }, outside }, (stage, runtime) => {
  for (const [provider, host] of Object.entries(gitHosts)) {
    const isAzure = provider === "azure-devops";
    const facts = {
      repository: isAzure ? "acme/shop/etl" : `acme/${provider}`,
      branch: "feat/x",
      sha: shaOf(provider),
    };
    // Azure Pipelines names a repository without its organization.
    const repository = isAzure ? "shop/etl" : facts.repository;

    test(`a review of ${provider} becomes a branch deployment with its commit's facts, and is closed with it`, async () => {
      await stage.accepted(provider, host.review(facts));
      await stage.accepted(provider, host.push({ ...facts, message: `Fix ${provider}` }));
      // GitLab's reviews tell of their commit themselves.
      const message = provider === "gitlab" ? "Fix it" : `Fix ${provider}`;
      const { branchData, commit } = await stage.until("it is told with the commit", () => {
        return stage.told(repository, facts.branch).find(({ commit }) => commit.commitMessage === message);
      });
      assert.deepEqual([branchData.pullRequestStatus, branchData.pullRequestNumber], ["OPEN", "7"]);
      assert.match(branchData.pullRequestUrl, /^https:.*7$/);
      assert.deepEqual([commit.commitHash, commit.timestamp], [facts.sha, Date.parse(time) / 1000]);
      assert.deepEqual([commit.authorName, commit.authorEmail], [author.name, author.email]);
      await stage.accepted(provider, host.close({ ...facts, updated: "2026-11-23T11:00:00Z" }));
      await stage.until("it is closed", () => stage.status(repository, facts.branch) === "MERGED");
    });
  }

  for (const [provider, host] of Object.entries(gitHosts)) {
    test(`the end of a review of ${provider} that names no commit closes its branch deployment`, async () => {
      const repository = provider === "azure-devops" ? "shop/etl" : `acme/${provider}`;
      const facts = {
        repository: provider === "azure-devops" ? `acme/${repository}` : repository,
        branch: "end",
        number: 8,
      };
      await stage.accepted(provider, host.review({ ...facts, sha: shaOf(`end of ${provider}`) }));
      await stage.until("it is open", () => stage.status(repository, "end") === "OPEN");
      await stage.accepted(provider, host.close({ ...facts, sha: "", updated: "2026-11-23T11:00:00Z" }));
      await stage.until("it is closed", () => stage.status(repository, "end") === "MERGED");
    });
  }

  test("GitLab's signing token proves as much as its secret token", async () => {
    const facts = { repository: "acme/signed", branch: "x", sha: shaOf("signed") };
    const said = { ...gitHosts.gitlab.review(facts), name: "signed" };
    assert.equal((await stage.deliver("gitlab", said, secrets.STANDARD_SECRET)).status, 202);
    await stage.until("it is told", () => stage.status("acme/signed", "x") === "OPEN");
  });

  test("a sender of one's own tells of a branch by Standard Webhooks", async () => {
    const data = {
      repoName: "acme/own",
      branchName: "x",
      commitHash: shaOf("own"),
      commitMessage: "Fix it",
      authorName: "Ada",
    };
    await stage.accepted("standard-webhooks", { body: { type: "branch.updated", timestamp: time, data } });
    const { commit } = await stage.until("it is told", () => stage.told("acme/own", "x")[0]);
    assert.deepEqual([commit.commitHash, commit.commitMessage, commit.authorName], [shaOf("own"), "Fix it", "Ada"]);
  });

  test("an image of every registry is deployed to the location that it is for", async () => {
    const [repository, branch, sha] = ["acme/images", "feat", shaOf("images")];
    await stage.accepted("github", gitHosts.github.review({ repository, branch, sha }));
    const tag = "pr-7";
    const image = (/** @type {string} */ name) => ({ repository: name, tag, digest: digestOf(name) });
    await stage.accepted("ghcr", registries.ghcr({ ...image("acme/etl"), tag: `pr-7-${sha.slice(0, 12)}` }));
    await stage.accepted("docker-hub", registries["docker-hub"](image("acme/etl")));
    await stage.accepted("ecr", registries.ecr(image("etl")));
    await stage.accepted("acr", registries.acr({ ...image("etl"), tag: "feat" }));
    const pushed = { image: "registry.example.com/etl:pr-7", digest: digestOf("own") };
    await stage.accepted("standard-webhooks", { body: { type: "image.pushed", timestamp: time, data: pushed } });
    const wanted = [
      ["acr", `acme.azurecr.io/etl@${digestOf("etl")}`],
      ["docker-hub", "docker.io/acme/etl:pr-7"],
      ["ecr", `123456789012.dkr.ecr.eu-central-1.amazonaws.com/etl@${digestOf("etl")}`],
      ["ghcr", `ghcr.io/acme/etl@${digestOf("acme/etl")}`],
      ["own", `registry.example.com/etl@${digestOf("own")}`],
    ];
    // Google's keys can be had here only where what is sent to Google can be caught.
    if (runtime === "workerd") {
      const said = registries["artifact-registry"](image("acme/images/etl"));
      assert.equal((await stage.deliver("artifact-registry", said, googleToken())).status, 202);
      wanted.splice(3, 0, ["google", `europe-docker.pkg.dev/acme/images/etl@${digestOf("acme/images/etl")}`]);
      wanted.sort(([one], [other]) => (one < other ? -1 : 1));
    }
    const images = () => {
      const locations = stage.deployment(repository, branch)?.locations ?? [];
      return locations
        .map(({ name, document }) => [name, document.image])
        .sort(([one], [other]) => (one < other ? -1 : 1));
    };
    await stage.until("all are deployed", () => images().length === wanted.length);
    assert.deepEqual(images(), wanted);
  });
});
