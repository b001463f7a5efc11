// @ts-check
/**
 * What does not prove who sent it is refused in every runtime, and nobody is told of it; and deliveries that prove it once
 * have one effect, however often they come.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { signed } from "./edge/deliver.js";
import { gitHosts, github, registries, shaOf, time } from "./edge/payloads.js";
import { onEveryRuntime, secrets } from "./edge/stage.js";

const config = `
senders:
  github: {secrets: [HEX_SECRET, OLD_SECRET]}
  github/other: {secrets: OTHER_SECRET}
  gitlab: {secrets: HEX_SECRET}
  gitlab/signed: {secrets: STANDARD_SECRET}
  bitbucket: {secrets: HEX_SECRET}
  gitea: {secrets: HEX_SECRET}
  forgejo: {secrets: HEX_SECRET}
  azure-devops: {secrets: SHARED_SECRET}
  azure-devops/own: {secrets: HEX_SECRET, header: X-Own}
  standard-webhooks: {secrets: STANDARD_SECRET}
  ghcr: {secrets: HEX_SECRET}
  docker-hub: {secrets: URL_SECRET}
  ecr: {secrets: SHARED_SECRET}
  acr: {secrets: SHARED_SECRET}
  artifact-registry: {audience: here, service_account: a@example.com}
repositories:
  - name: "*"
`;
const variables = { OTHER_SECRET: "it-is-known-to-nobody-else" };
const other = "it-is-no-secret-of-anybody";
const image = { repository: "acme/etl", tag: "pr-7", digest: "" };

/**
 * What each sender might send, without its proof.
 * @type {[provider: string, secret: string, said: import("./edge/deliver.js").Said][]}
 */
const deliveries = [
  ...Object.entries(gitHosts).map(([provider, host]) => {
    const said = host.review({ repository: "acme/refused/etl", branch: provider, sha: shaOf(provider) });
    const secret = provider === "azure-devops" ? secrets.SHARED_SECRET : secrets.HEX_SECRET;
    return /** @type {[string, string, typeof said]} */ ([provider, secret, said]);
  }),
  [
    "gitlab",
    secrets.STANDARD_SECRET,
    {
      ...gitHosts.gitlab.review({ repository: "a/b", branch: "x", sha: shaOf("x") }),
      name: "signed",
    },
  ],
  ["standard-webhooks", secrets.STANDARD_SECRET, { body: { type: "branch.updated", timestamp: time, data: {} } }],
  ["ghcr", secrets.HEX_SECRET, registries.ghcr(image)],
  ["docker-hub", secrets.URL_SECRET, registries["docker-hub"](image)],
  ["ecr", secrets.SHARED_SECRET, registries.ecr(image)],
  ["acr", secrets.SHARED_SECRET, registries.acr(image)],
];

/** Where a proof is. */
const proof = /signature|token|authorization/i;
const otherSecret = (/** @type {string} */ secret) =>
  secret.startsWith("whsec_") ? `whsec_${Buffer.from(other).toString("base64")}` : other;

onEveryRuntime({ config, variables }, (stage) => {
  /**
   * @param {import("./edge/deliver.js").Delivery} delivery
   * @param {(name: string, value: string) => [string, string][]} change
   */
  const changed = (delivery, change) => {
    const headers = Object.entries(delivery.headers).flatMap(([name, value]) =>
      proof.test(name) ? change(name, value) : [[name, value]],
    );
    return { ...delivery, headers: Object.fromEntries(headers) };
  };

  for (const [provider, secret, said] of deliveries) {
    const way = said.name ? `${provider}/${said.name}` : provider;
    test(`a delivery of ${way} with a proof that is missing, empty, cut short or of another secret is refused`, async () => {
      const good = signed(provider, secret, said);
      /** @param {string} query */
      const inUrl = (query) => ({ ...good, path: good.path.replace(/\?.*/, query) });
      const last = (/** @type {string} */ text) => (text.endsWith("A") ? "B" : "A");
      const wrong =
        provider === "docker-hub"
          ? ["", "?secret=", "?secret", "?secret=x", `?Secret=${secret}`, `?x=1#secret=${secret}`].map(inUrl)
          : [
              changed(good, () => []),
              changed(good, (name) => [[name, ""]]),
              changed(good, (name, value) => [[name, value.slice(0, -1)]]),
              changed(good, (name, value) => [[name, value.slice(0, -1) + last(value)]]),
              changed(good, (name, value) => [[name, `x${value}`]]),
            ];
      for (const delivery of [...wrong, signed(provider, otherSecret(secret), said)]) {
        const answer = await stage.post(delivery);
        assert.equal(answer.status, 401, `${JSON.stringify(delivery.headers)} ${answer.text}`);
        assert.match(answer.json.error, /\w/);
      }
    });
  }

  test("a body that was changed on the way is refused", async () => {
    for (const [provider, secret, said] of deliveries.filter(([, secret]) => secret !== secrets.SHARED_SECRET)) {
      if (provider === "docker-hub" || (provider === "gitlab" && !said.name)) continue;
      const good = signed(provider, secret, said);
      assert.equal((await stage.post({ ...good, body: `${good.body} ` })).status, 401, provider);
    }
  });

  test("an old delivery is refused where its time is signed, and one of a time to come", async () => {
    const now = Math.floor(Date.now() / 1000);
    const said = { body: { type: "branch.updated", data: {} } };
    for (const seconds of [now - 400, now + 400, 0]) {
      const answer = await stage.deliver("standard-webhooks", { ...said, seconds });
      assert.deepEqual([answer.status, /webhook-timestamp/.test(answer.text)], [401, true]);
    }
    const good = signed("standard-webhooks", secrets.STANDARD_SECRET, { ...said, seconds: now - 400 });
    const renewed = { ...good, headers: { ...good.headers, "webhook-timestamp": String(now) } };
    assert.equal((await stage.post(renewed)).status, 401);
  });

  test("a token that Google has not signed is refused", async () => {
    const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = {
      iss: "https://accounts.google.com",
      aud: "here",
      email: "a@example.com",
      email_verified: true,
      iat: 0,
      exp: 2 ** 33,
    };
    const said = registries["artifact-registry"](image);
    for (const head of [{ alg: "none", kid: "k" }, { alg: "HS256", kid: "k" }, { alg: "RS256" }]) {
      assert.equal((await stage.deliver("artifact-registry", said, `${part(head)}.${part(claims)}.AAAA`)).status, 401);
    }
    const ofAnother = { ...claims, aud: "there" };
    const token = `${part({ alg: "RS256", kid: "k" })}.${part(ofAnother)}.AAAA`;
    assert.match((await stage.deliver("artifact-registry", said, token)).text, /audience/);
  });

  test("while a secret is exchanged both count, and each route has its own", async () => {
    const review = (/** @type {string} */ branch) =>
      github.review({ repository: "acme/exchange", branch, sha: shaOf(branch) });
    assert.equal((await stage.deliver("github", review("new"), secrets.HEX_SECRET)).status, 202);
    assert.equal((await stage.deliver("github", review("old"), secrets.OLD_SECRET)).status, 202);
    assert.equal((await stage.deliver("github", review("no"), variables.OTHER_SECRET)).status, 401);
    assert.equal(
      (await stage.deliver("github", { ...review("own"), name: "other" }, variables.OTHER_SECRET)).status,
      202,
    );
    assert.equal((await stage.deliver("github", { ...review("no"), name: "other" }, secrets.HEX_SECRET)).status, 401);
    const branches = ["new", "old", "own"];
    await stage.until("all are told", () =>
      branches.every((branch) => stage.status("acme/exchange", branch) === "OPEN"),
    );
  });

  test("a secret may be in a header of one's own choice", async () => {
    const said = gitHosts["azure-devops"].review({ repository: "acme/header/etl", branch: "x", sha: shaOf("header") });
    const { headers, ...good } = signed("azure-devops", "", { ...said, name: "own" });
    assert.equal(
      (await stage.post({ ...good, headers: { ...headers, Authorization: secrets.HEX_SECRET } })).status,
      401,
    );
    assert.equal((await stage.post({ ...good, headers: { ...headers, "X-Own": secrets.HEX_SECRET } })).status, 202);
  });

  test("what was refused is told to nobody, and the log tells why", async () => {
    const refusals = () => stage.logged("delivery").filter(({ outcome }) => outcome === "unauthorized");
    await stage.until("all are refused", () => refusals().length >= 91);
    await stage.settled();
    const repositories = stage.sandbox.requests.map((request) => request.variables?.branchData?.repoName);
    const expected = new Set(["acme/exchange", "header/etl"]);
    assert.deepEqual(
      repositories.filter((name) => name && !expected.has(name)),
      [],
    );
    assert.ok(refusals().every(({ reason, sender }) => reason && sender));
  });
});
