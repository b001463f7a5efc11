// @ts-check
/** The same commands of `dagster-cloud`: the same is sent, but for the listed differences, and the same run comes of it. */
import assert from "node:assert/strict";
import { launch } from "./commands.js";
import { ask } from "./server.js";

const RUN =
  "query ($id: ID!) { runOrError(runId: $id) { ... on Run { status jobName runConfigYaml tags { key value } } } }";
const flags = ["--tags", '{"team": "core", "owner": "ada"}'];
const config = ["--config-json", '{"ops": {"strict": {"config": {"day": "2026-11-30"}}}}'];
/** @type {[string, string[]][]} */
const launches = [
  ["a job", launch("prices", "good")],
  ["a job with tags and configuration", [...launch("prices", "needs_config"), ...flags, ...config]],
  ["a selection of assets", [...launch("prices", "assets_job"), "--asset-key", "shop/prices"]],
];

/** @param {import("../report.js").Check} check @param {import("./part.js").World} world */
export async function comparePeer(check, { url, proxy, ours, theirs }) {
  /** @param {(...args: string[]) => Promise<import("./part.js").Ended>} program @param {string[]} args */
  const launched = async (program, args) => {
    proxy.seen.length = 0;
    const { status, stdout, stderr } = await program(...args);
    assert.equal(status, 0, stdout + stderr);
    const sent = proxy.seen.filter(({ body }) => body?.query.includes("launchRun"));
    assert.equal(sent.length, 1);
    const id = stdout.trim();
    return {
      id,
      run: (await ask(url, RUN, { id })).runOrError,
      variables: sent[0].body.variables,
      key: sent[0].headers["idempotency-key"],
    };
  };

  for (const [what, args] of launches) {
    await check(`${what} is launched as by dagster-cloud, with one tag more`, async () => {
      const [we, they] = [await launched(ours, args), await launched(theirs, args)];
      const tag = { key: "dagster-deploy/launch", value: we.key };
      const expected = structuredClone(they.variables);
      expected.executionParams.executionMetadata.tags.push(tag);
      assert.deepEqual(we.variables, expected);
      assert.deepEqual([we.run.jobName, we.run.runConfigYaml], [they.run.jobName, they.run.runConfigYaml]);
      // A server adds tags of its own.
      const said = (/** @type {any} */ { tags }) =>
        tags.filter((/** @type {any} */ { key }) => /^(team|owner|dagster-deploy)/.test(key));
      assert.deepEqual(sorted(said(we.run)), sorted([...said(they.run), tag]));
    });
  }

  await check("run status prints what dagster-cloud prints", async () => {
    const { id } = await launched(ours, [...launch("prices", "good"), "--wait", "--interval", "1"].slice(0, 6));
    const seen = await Promise.all([ours("run", "status", id), theirs("run", "status", id)]);
    assert.deepEqual(
      seen.map(({ status }) => status),
      [0, 0],
    );
    for (const { stdout } of seen) assert.match(stdout, /^(QUEUED|NOT_STARTED|STARTING|STARTED|SUCCESS)\n$/);
  });
}

/** @param {{ key: string }[]} tags */
const sorted = (tags) => [...tags].sort((one, other) => one.key.localeCompare(other.key));
