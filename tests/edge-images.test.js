// @ts-check
/**
 * Images find the branch that they were built from, in every runtime: whichever comes first, only the newest, and nobody's who
 * is not to be trusted.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { digestOf, github, registries, shaOf } from "./edge/payloads.js";
import { onEveryRuntime } from "./edge/stage.js";
import { startGitHub } from "./github/github.js";

const sha = shaOf("file");
const file = "locations:\n  - location_name: etl\n    code_source: {package_name: etl_of_the_commit}\n";
const gitHub = await startGitHub({
  token: "it-is-known-to-github",
  repositories: [{ id: 1, name: "acme/file", files: { [sha]: { "deploy/dagster_cloud.yaml": file } } }],
});
test.after(() => gitHub.stop());

const inline = "locations: [{location_name: etl, code_source: {package_name: etl}}]";
const config = `
senders:
  github: {secrets: HEX_SECRET}
  ghcr: {secrets: HEX_SECRET}
repositories:
  - name: acme/file
    location_file: deploy/dagster_cloud.yaml
    images: [{image: "ghcr.io/acme/file:pr-{pr}", location: etl}]
  - name: acme/open
    forks: images
    ${inline}
    images: [{image: "ghcr.io/acme/open:pr-{pr}-{sha12}", location: etl}]
  - name: acme/etl
    ${inline}
    images:
      - {image: "ghcr.io/acme/etl:pr-{pr}-{sha12}", location: etl}
      - {image: "ghcr.io/acme/of-branch:{branch}-{sha12}", location: etl}
`;
const variables = { GITHUB_API_URL: gitHub.url, GITHUB_TOKEN: gitHub.token };

/** An image of a review. @param {string} name @param {number} number @param {string} sha */
const imageOf = (name, number, sha) => {
  const image = { repository: name, tag: `pr-${number}-${sha.slice(0, 12)}`, digest: digestOf(sha) };
  return { said: registries.ghcr(image), reference: `ghcr.io/${name}@${image.digest}` };
};

onEveryRuntime({ config, variables, sandbox: { loadingPolls: 0, stalePolls: 0 } }, (stage) => {
  /** @param {string} branch @param {string} [repository] */
  const image = (branch, repository = "acme/etl") => stage.deployment(repository, branch)?.locations[0]?.document.image;

  test("an image joins its review whichever comes first", async () => {
    const facts = ["before", "after"].map((branch, index) => ({
      repository: "acme/etl",
      branch,
      number: 1 + index,
      sha: shaOf(branch),
    }));
    const images = facts.map(({ number, sha }) => imageOf("acme/etl", number, sha));
    await stage.accepted("ghcr", images[0].said);
    await stage.accepted("github", github.review(facts[1]));
    await stage.until("the review is told", () => stage.status("acme/etl", "after") === "OPEN");
    await stage.accepted("github", github.review(facts[0]));
    await stage.accepted("ghcr", images[1].said);
    await stage.until("both are deployed", () =>
      images.every(({ reference }, index) => image(facts[index].branch) === reference),
    );
    assert.equal(stage.deployment("acme/etl", "after")?.locations[0].document.git.commit_hash, facts[1].sha);
  });

  test("an image is known by its branch where its tag tells that", async () => {
    const facts = { repository: "acme/etl", branch: "feat/Ünï", number: 3, sha: shaOf("named") };
    const pushed = { repository: "acme/of-branch", tag: `feat-n-${facts.sha.slice(0, 12)}`, digest: digestOf("named") };
    await stage.accepted("github", github.review(facts));
    await stage.accepted("ghcr", registries.ghcr(pushed));
    await stage.until("it is deployed", () => image(facts.branch) === `ghcr.io/acme/of-branch@${pushed.digest}`);
  });

  test("the image of an older commit is not deployed after that of a newer one", async () => {
    const [first, second] = [shaOf("older"), shaOf("newer")];
    const facts = { repository: "acme/etl", branch: "older", number: 4, sha: second };
    await stage.accepted("github", github.review({ ...facts, sha: first }));
    await stage.accepted(
      "github",
      github.review({ ...facts, action: "synchronize", before: first, updated: "2026-11-23T10:00:01Z" }),
    );
    await stage.accepted("ghcr", imageOf("acme/etl", 4, second).said);
    await stage.until("the newer is deployed", () => image("older") === imageOf("acme/etl", 4, second).reference);
    await stage.accepted("ghcr", imageOf("acme/etl", 4, first).said);
    await stage.settled();
    assert.equal(image("older"), imageOf("acme/etl", 4, second).reference);
  });

  test("a fork's image is not deployed, unless the configuration says so", async () => {
    const facts = { branch: "feat", number: 5, sha: shaOf("fork"), fork: "eve/etl" };
    for (const repository of ["acme/etl", "acme/open"]) {
      await stage.accepted("github", github.review({ ...facts, repository }));
      await stage.accepted("ghcr", imageOf(repository, 5, facts.sha).said);
    }
    const name = "fork-5:feat";
    await stage.until("where it is allowed it is deployed", () => image(name, "acme/open") !== undefined);
    await stage.settled();
    assert.deepEqual([stage.status("acme/etl", name), stage.deployment("acme/etl", name)?.locations], ["OPEN", []]);
  });

  test("an image that no entry is for is passed over", async () => {
    const answer = await stage.deliver("ghcr", imageOf("acme/unknown", 1, sha).said);
    assert.deepEqual([answer.status, answer.json.events[0].outcome], [200, "ignored"]);
  });

  test("locations are those of the commit's own file", async () => {
    const facts = { repository: "acme/file", branch: "x", number: 6, sha };
    await stage.accepted("github", github.review(facts));
    await stage.accepted("ghcr", registries.ghcr({ repository: "acme/file", tag: "pr-6", digest: digestOf("file") }));
    await stage.until("it is deployed", () => image("x", "acme/file") !== undefined);
    const { document } = stage.deployment("acme/file", "x")?.locations[0] ?? assert.fail();
    assert.deepEqual(document.code_source.package_name, "etl_of_the_commit");
  });
});

test("no token was shown to GitHub but its own", () => {
  assert.ok(gitHub.requests.length > 0);
  assert.ok(gitHub.requests.every(({ headers }) => headers.authorization === `Bearer ${gitHub.token}`));
});
