// @ts-check
/**
 * Texts that strangers write (titles, branches, messages, names, load errors) stay texts: no command of the runner's, no
 * output, no mention, no link. And a token stays secret, whoever repeats it.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { nodes, opened, startWorld } from "./world.js";

const EVIL = [
  "x",
  "::error title=forged::forged",
  "##[error]forged",
  "::set-output name=result::forged",
  "::stop-commands::forged",
  "END",
  "END_",
  "result=forged",
  "result<<E\nforged\nE",
  "--> <img src=x onerror=alert(1)> @acme/everyone [x](https://evil.example) ```",
  "%0A::error::forged \u202e\u2066 \u2028 é 🚀",
].join("\n");
/** For what has one line only. */
const TITLE = EVIL.replaceAll("\n", " ").replace(/[\u202e\u2066\u2028]/g, "");
const BRANCH = "x'$(id)`id`<b>|;&@ada#1--><img/src=x>%0A::error::é🚀";

/** Commands that the action itself has reason for, but for annotations. */
const OWN = ["add-mask", "group", "endgroup"];

/** What is left of Markdown when all that is code is taken away. @param {string} markdown */
function prose(markdown) {
  const withoutBlocks = markdown.replace(/^(`{3,})[^]*?^\1$/gm, "");
  return withoutBlocks.replace(/(`+)(?!`)[^]*?[^`]\1(?!`)/g, "");
}

/** @param {string} markdown */
function assertHarmless(markdown) {
  const own = /^<!-- dagster-deploy [^\n]*-->$|https:\/\/github\.com\/acme\/shop[^) ]*/gm;
  const left = prose(markdown).replace(own, "");
  assert.doesNotMatch(left, /@acme|@ada|evil\.example|<img|<b>|#1\b|[\u202e\u2066\u2028]/, left);
}

for (const [name, node] of Object.entries(nodes)) {
  test(`on ${name} what strangers write in a pull request stays text, and the outputs have it byte for byte`, async (t) => {
    const event = opened((pull) => {
      Object.assign(pull, { title: TITLE });
      pull.head.ref = BRANCH;
    });
    const { run, repository } = await startWorld(t, { event });
    Object.assign(repository.commits[0], { message: EVIL });
    Object.assign(repository.commits[0].author, { name: TITLE });
    const ended = await run({ node });
    assert.deepEqual([ended.status, ended.runnerFailed, ended.outputs.result], [0, false, "deployed"]);
    assert.deepEqual(ended.annotations, []);
    assert.deepEqual([...new Set(ended.commands.map((one) => one.name))], OWN);
    assert.equal(Object.keys(ended.outputs).length, Object.keys(ended.manifest.outputs).length);
    const { change } = JSON.parse(ended.outputs.json);
    assert.deepEqual([change.branchName, change.pullRequestTitle], [BRANCH, TITLE]);
    assert.deepEqual([change.commitMessage, change.authorName], [EVIL, TITLE]);
    for (const told of [ended.summary, repository.comments[0].body]) assertHarmless(told);
  });

  test(`on ${name} names and load errors from the server stay text, and are told byte for byte`, async (t) => {
    const options = { locations: null, dagster: { brokenImage: /broken/ } };
    const { run, repository, workspace, dagster } = await startWorld(t, options);
    const image = `broken ${EVIL}`;
    const location = {
      location_name: `p@ada ${TITLE.replaceAll("##", "#1")}`,
      code_source: { module_name: "shop" },
      image,
    };
    writeFileSync(join(workspace, "dagster_cloud.yaml"), JSON.stringify({ locations: [location] }));
    const ended = await run({ node, inputs: { "image-tag": "" } });
    assert.deepEqual([ended.status, ended.runnerFailed, ended.outputs.result], [1, false, "failed"], ended.log);
    assert.deepEqual(
      ended.annotations.map(({ kind }) => kind),
      ["error"],
    );
    assert.deepEqual([...new Set(ended.commands.map((one) => one.name))].sort(), [...OWN, "error"].sort());
    const [told] = JSON.parse(ended.outputs.locations);
    assert.equal(told.name, location.location_name);
    assert.match(told.error, /::error title=forged::forged\n/);
    assert.ok(told.error.includes(String(dagster.state.deployments[1].locations[0].loadError)));
    for (const markdown of [ended.summary, repository.comments[0].body]) assertHarmless(markdown);
  });
}

test("tokens are in no log, output, summary or comment, also if a server repeats them", async (t) => {
  const token = 'agent:acme:s3cr3t"\\0123456789';
  const { run, dagster, github, repository } = await startWorld(t, { dagster: { token } });
  github.misbehave({ operation: "pulls", status: 403, json: { message: `no ${github.token} here` } });
  dagster.misbehave([
    {
      operation: "workspaceLocationEntryOrError",
      json: { errors: [{ message: `${token} is unknown` }] },
      times: "forever",
    },
    { operation: "deployLocations", json: { errors: [{ message: `${token} may not, ${github.token}` }] } },
  ]);
  const inputs = { "api-token": token, "commit-message": `by ${token}`, "settle-timeout": "0" };
  const env = { DAGSTER_CLOUD_API_TOKEN: "agent:acme:another-s3cr3t" };
  for (const [isDebug, result] of /** @type {[boolean, string][]} */ ([
    [true, "failed"],
    [false, "deployed"],
  ])) {
    const ended = await run({ isDebug, inputs, env, secrets: [] });
    assert.equal(ended.outputs.result, result, ended.log);
    const log = ended.log.replace(/^::add-mask::.*$/gm, "");
    for (const secret of ["s3cr3t", github.token]) {
      assert.ok(!log.includes(secret), log);
      assert.ok(!ended.summary.includes(secret), ended.summary);
      assert.ok(!JSON.stringify(JSON.parse(ended.outputs.json).errors).includes(secret));
      for (const { body } of repository.comments) assert.ok(!body.includes(secret), body);
    }
    for (const secret of [token, "another-s3cr3t", github.token])
      assert.ok(ended.masks.some((mask) => mask.includes(secret)));
  }
});
