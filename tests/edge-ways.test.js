// @ts-check
/** What the configuration says of a repository is what happens to its branches, in every runtime. */
import assert from "node:assert/strict";
import test from "node:test";
import { author, github, shaOf, time, zeros } from "./edge/payloads.js";
import { onEveryRuntime } from "./edge/stage.js";
import { startGitHub } from "./github/github.js";

const asked = shaOf("asked");
const commit = {
  sha: asked,
  message: "Told by GitHub",
  author: { name: author.name, email: author.email, date: time },
};
const gitHub = await startGitHub({
  token: "it-is-known-to-github",
  repositories: [{ id: 1, name: "acme/asked", commits: [commit] }],
});
test.after(() => gitHub.stop());
const variables = { GITHUB_API_URL: gitHub.url, GITHUB_TOKEN: gitHub.token };

const config = `
senders:
  github: {secrets: HEX_SECRET}
  gitlab: {secrets: HEX_SECRET}
repositories:
  - {name: acme/deletes, when_over: delete}
  - {name: acme/pushes, push_without_review: update, branches: ["!main"]}
  - {name: acme/all-pushes, push_without_review: update}
  - {name: acme/based, base_deployment: staging, snapshot_base_condition: on-create}
  - {name: acme/bases, base_branches: [main, "release/*"], branches: ["*", "!bot/*"]}
  - {name: acme/no-forks, forks: ignore}
  - {name: [acme/asked, acme/usual]}
`;

onEveryRuntime({ config, variables, sandbox: { deployments: ["prod", "staging"] } }, (stage) => {
  /** @param {string} repository @param {string} branch @param {Partial<import("./edge/payloads.js").Facts>} [more] */
  const facts = (repository, branch, more) => ({ repository, branch, sha: shaOf(branch), ...more });
  /** @param {import("./edge/payloads.js").Told} said @param {RegExp} reason */
  const passedOver = async (said, reason) => {
    const { status, json } = await stage.deliver("github", said);
    assert.equal(status, 200);
    assert.match(json.events[0].reason, reason);
  };

  test("what is over is deleted where that is said", async () => {
    const one = facts("acme/deletes", "x");
    await stage.accepted("github", github.review(one));
    await stage.until("it is there", () => stage.deployment("acme/deletes", "x"));
    await stage.accepted("github", github.close({ ...one, updated: "2026-11-23T10:00:01Z" }));
    await stage.until("it is deleted", () => stage.deployment("acme/deletes", "x") === undefined);
  });

  test("a branch without a review has a branch deployment where that is said, until it is deleted", async () => {
    const one = facts("acme/pushes", "x");
    await stage.accepted("github", github.push(one));
    await stage.until("it is there", () => stage.deployment("acme/pushes", "x"));
    assert.equal(stage.told("acme/pushes", "x")[0].commit.commitMessage, "Fix it");
    await passedOver(github.push(facts("acme/pushes", "main")), /`branches` does not take/);
    await stage.accepted("github", github.push({ ...one, before: one.sha, sha: zeros }));
    await stage.until("it is closed", () => stage.status("acme/pushes", "x") === "CLOSED");
  });

  test("the default branch has no branch deployment without a review, and that is no failure", async () => {
    await stage.accepted("github", github.push(facts("acme/all-pushes", "main")));
    await stage.accepted("github", github.push(facts("acme/all-pushes", "other")));
    await stage.until("the other is told", () => stage.deployment("acme/all-pushes", "other"));
    await stage.settled();
    assert.equal(stage.deployment("acme/all-pushes", "main"), undefined);
    assert.deepEqual(
      stage.logged("failed").filter(({ repository }) => repository === "acme/all-pushes"),
      [],
    );
    await stage.accepted("github", github.review(facts("acme/all-pushes", "main", { base: "release" })));
    await stage.until("its review has one", () => stage.status("acme/all-pushes", "main") === "OPEN");
  });

  test("a push without a review is only remembered where nothing is said", async () => {
    await stage.accepted("github", github.push(facts("acme/usual", "x")));
    await stage.settled();
    assert.equal(stage.told("acme/usual", "x").length, 0);
    await stage.accepted("github", github.review(facts("acme/usual", "x")));
    const { commit } = await stage.until("it is told", () => stage.told("acme/usual", "x")[0]);
    assert.deepEqual([commit.commitMessage, commit.authorEmail], ["Fix it", author.email]);
  });

  test("the base deployment and when its snapshot is taken are told", async () => {
    await stage.accepted("github", github.review(facts("acme/based", "x")));
    await stage.until("it is there", () => stage.deployment("acme/based", "x"));
    const { base, snapshotBaseCondition } = stage.deployment("acme/based", "x") ?? assert.fail();
    assert.deepEqual([base, snapshotBaseCondition], ["staging", "ON_CREATE"]);
  });

  test("reviews for other branches, of branches left out, of forks and of other repositories are passed over", async () => {
    await passedOver(github.review(facts("acme/bases", "x", { base: "develop" })), /`base_branches` does not take/);
    await passedOver(github.review(facts("acme/bases", "bot/x")), /`branches` does not take/);
    await passedOver(github.review(facts("acme/no-forks", "x", { fork: "eve/etl" })), /comes from a fork/);
    await passedOver(github.review(facts("acme/no-forks", "x", { fork: null })), /comes from a fork/);
    await passedOver(github.review(facts("acme/others", "x")), /`repositories`/);
    await stage.accepted("github", github.review(facts("acme/bases", "y", { base: "release/1" })));
    await stage.until("the other is told", () => stage.status("acme/bases", "y") === "OPEN");
    await stage.settled();
    for (const repository of ["acme/bases", "acme/no-forks", "acme/others"]) {
      assert.equal(stage.deployment(repository, "x"), undefined);
    }
  });

  test("GitHub is asked for the facts of a commit that no push has told", async () => {
    await stage.accepted("github", github.review({ repository: "acme/asked", branch: "x", sha: asked }));
    const { commit } = await stage.until("it is told", () => stage.told("acme/asked", "x")[0]);
    assert.deepEqual([commit.commitMessage, commit.authorName], ["Told by GitHub", author.name]);
    await stage.settled();
    assert.equal(stage.told("acme/asked", "x").length, 1);
  });
});
