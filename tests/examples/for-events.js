// @ts-check
/**
 * Runs a workflow for one event after the other, against stand-ins for Dagster+ and GitHub that stay the same; GitHub's token
 * may do only what the workflow's `permissions` say. A step of ours that was refused something, or warns, is an error.
 */
import assert from "node:assert/strict";
import { commitsOf } from "../action/stand-ins.js";
import { startGitHub } from "../github/github.js";
import { startSandbox } from "../sandbox/dagster-plus.js";
import { LOCATION_FILE } from "./repository.js";
import { isStarted, permissionsOf, runWorkflow } from "./workflow.js";

/**
 * @param {import("./workflow.js").Workflow} workflow
 * @param {{ name: string, payload: any }[]} events the first is of the repository that the others are of
 * @param {import("./repository.js").Repository} repository
 */
export async function runForEvents(workflow, events, repository) {
  const sandbox = await startSandbox({ loadingPolls: 0, stalePolls: 0 });
  const github = await startGitHub({
    repositories: [heldOf(events, repository)],
    permissions: permissionsOf(workflow),
  });
  const secrets = { DAGSTER_CLOUD_API_TOKEN: sandbox.token, REGISTRY_USERNAME: "robot", REGISTRY_PASSWORD: "secret" };
  try {
    const jobs = [];
    for (const [index, event] of events.entries()) {
      assert.ok(isStarted(workflow, event), `it is not started by ${event.name} ${event.payload.action ?? ""}`);
      if (event.payload.pull_request) github.repositories[0].pulls = [pullOf(event.payload.pull_request)];
      const job = { token: github.token, apiUrl: github.url, runNumber: String(index + 1) };
      const done = await runWorkflow(workflow, {
        event,
        secrets,
        repository,
        job,
        env: { DAGSTER_CLOUD_URL: sandbox.url },
      });
      for (const { annotations, maskedLog } of done.actions) {
        assert.deepEqual(
          annotations.filter(({ message }) => !message.startsWith("skipped: ")),
          [],
        );
        // Who deploys only what has changed is told each time that runs cannot be put in order then.
        assert.doesNotMatch(maskedLog, /Not known whether(?!.*: only the locations that have changed)/);
      }
      jobs.push({ ...done, results: done.actions.map(({ outputs }) => outputs.result) });
    }
    return { jobs, sandbox: sandbox.state, github: github.repositories[0] };
  } finally {
    await Promise.all([github.stop(), sandbox.stop()]);
  }
}

/**
 * What GitHub holds before the first event.
 * @param {{ payload: any }[]} events
 * @param {import("./repository.js").Repository} repository
 */
function heldOf([{ payload }], { hashes }) {
  const named = [
    [hashes.head, "New prices"],
    [hashes.merge, "Merge pull request #42 from acme/new-prices"],
  ];
  const commits = named.flatMap(([id, message]) => commitsOf({ head_commit: { id, message } }));
  const files = Object.fromEntries(named.map(([sha]) => [sha, { "dagster_cloud.yaml": LOCATION_FILE }]));
  return { id: payload.repository.id, name: payload.repository.full_name, isPrivate: true, commits, files };
}

/** @param {any} pull */
function pullOf({ number, title, state, merged_at: mergedAt, head: { ref, sha, repo } }) {
  return { number, title, state, mergedAt, head: { ref, sha, repository: repo.full_name } };
}
