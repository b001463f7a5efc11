// @ts-check
/**
 * The examples in README.md and examples/ do what they say: each block under a `tested:` mark is run as it stands,
 * against the stand-in Dagster+ and the package. Not here: what the commands do in detail.
 */
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import test, { after, afterEach, before, beforeEach } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { runForEvents } from "./examples/for-events.js";
import { eventOf, makeRepository } from "./examples/repository.js";
import { readWorkflow } from "./examples/workflow.js";
import { workerdLibrary } from "./network/legs.js";
import { packageModules } from "./package-modules.js";
import { packageDirectory } from "./pkg-directory.js";
import { deno, node24, runtimesRequire } from "./runtimes/paths.js";
import { startSandbox } from "./sandbox/dagster-plus.js";

/** @param {string} path */
const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const blocks = [...read("README.md").matchAll(/^<!-- tested: ([\w-]+) -->\n```\w+\n([^]*?)^```$/gm)];
const examples = new Map(blocks.map(([, name, text]) => [name, text]));
const run = new Set();
/** The one commit of the project. */
let commit = "";

const project = mkdtempSync(join(tmpdir(), "dagster-deploy-readme-"));
/** @type {import("./sandbox/dagster-plus.js").Sandbox} */
let sandbox;

before(async () => {
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(project, "dagster_cloud.yaml"),
    "locations: [{ location_name: prices, code_source: { module_name: shop }, build: { registry: registry.example.com/shop } }]\n",
  );
  mkdirSync(join(project, "node_modules"));
  symlinkSync(packageDirectory, join(project, "node_modules", "dagster-deploy"), "junction");
  program("dagster-deploy", `exec "${process.execPath}" "${join(packageDirectory, "cli.cjs")}" "$@"`);
  program("npx", '[ "$1" = --yes ] && shift; [ "$1" = dagster-deploy ] && exec "$@"');
  program("deno", `exec "${deno}" "$@"`);
  await shell('git init --quiet && git add . && git commit --quiet --message "Round the new prices"', {
    ...{ GIT_AUTHOR_NAME: "Ada", GIT_AUTHOR_EMAIL: "ada@example.com" },
    ...{ GIT_COMMITTER_NAME: "Ada", GIT_COMMITTER_EMAIL: "ada@example.com" },
  });
  commit = (await shell("git rev-parse HEAD")).trim();
});

beforeEach(async () => {
  sandbox = await startSandbox({ loadingPolls: 0, stalePolls: 0 });
});

afterEach(() => sandbox.stop());
after(() => rmSync(project, { recursive: true }));

/** Puts a shell script on the examples' PATH. @param {string} name @param {string} text @param {string} [folder] */
function program(name, text, folder = "bin") {
  mkdirSync(join(project, folder), { recursive: true });
  writeFileSync(join(project, folder, name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(project, folder, name), 0o755);
}

/** @param {string} name */
function example(name) {
  run.add(name);
  return examples.get(name) ?? assert.fail(`README.md has no example ${name}`);
}

/**
 * Runs a script as a CI system does; nothing but what is given reaches it from outside.
 * @param {string} script
 * @param {Record<string, string>} [variables]
 */
async function shell(script, variables = {}) {
  const given = {
    HOME: project,
    PATH: `${join(project, "bin")}${delimiter}${process.env.PATH}`,
    DENO_NO_UPDATE_CHECK: "1",
  };
  const account = sandbox && { DAGSTER_CLOUD_URL: sandbox.url, DAGSTER_CLOUD_API_TOKEN: sandbox.token };
  const env = { ...given, ...account, ...variables };
  return (await promisify(execFile)("sh", ["-e", "-c", script], { cwd: project, env })).stdout;
}

/** The script inside a CI system's YAML: what is indented more than the line that ends with `|`. @param {string} yaml */
function scriptIn(yaml) {
  const [line] = /^.*\|\n/m.exec(yaml) ?? assert.fail("there is no script");
  const indent = line.replace("- script", "  script").search(/\S/);
  const rest = yaml.slice(yaml.indexOf(line) + line.length).split("\n");
  const end = rest.findIndex((line) => line.search(/\S/) <= indent);
  return rest.slice(0, end).join("\n");
}

/** A library call has the stand-in's address as an option, not in a variable. @param {string} text */
const redirected = (text) => text.replaceAll('organization: "acme"', `url: "${sandbox.url}"`);

/** The branch deployment that an example has made, as far as it is of interest. */
function made() {
  const [deployment, ...others] = sandbox.state.deployments.filter(({ type }) => type === "BRANCH");
  assert.deepEqual(others, []);
  const { branch, commits, locations } = deployment;
  const images = locations.map(({ name, loadedDocument }) => `${name} ${loadedDocument?.image}`);
  return { branch: branch?.branchName, status: branch?.pullRequestStatus, message: commits[0]?.commitMessage, images };
}

const gitMessage = "Round the new prices";

/** What GitHub gives the job of a pull request. @param {object} [more] of the pull request */
function githubJob(more = {}) {
  const repository = { full_name: "acme/shop", default_branch: "main" };
  const head = { ref: "new-prices", sha: commit, repo: repository };
  const url = "https://github.com/acme/shop/pull/42";
  const review = {
    number: 42,
    html_url: url,
    state: "open",
    merged: false,
    head,
    base: { ref: "main", repo: repository },
    ...more,
  };
  writeFileSync(join(project, "event.json"), JSON.stringify({ repository, pull_request: review }));
  return {
    ...{ GITHUB_ACTIONS: "true", GITHUB_REPOSITORY: "acme/shop", GITHUB_SERVER_URL: "https://github.com" },
    ...{
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: join(project, "event.json"),
      DAGSTER_CLOUD_ORGANIZATION: "acme",
    },
  };
}

test("the first example deploys a pull request with an image tag of its own", async () => {
  await shell(example("intro"), githubJob());
  const images = [`prices registry.example.com/shop:pr-42-${commit.slice(0, 12)}`];
  assert.deepEqual(made(), { branch: "new-prices", status: "OPEN", message: gitMessage, images });
});

test("the two commands of the documentation deploy a branch with all its metadata", async () => {
  await shell(example("docs"), {
    ...{ ORGANIZATION_NAME: "acme", REPOSITORY_NAME: "acme/shop", BRANCH_NAME: "a b; 'c'", COMMIT_SHA: "5f2c9e1" },
    ...{ TIMESTAMP: "1763900000", PR_URL: "https://git.example.com/1", INPUT_PR: "1", PR_STATUS: "OPEN" },
    ...{ MESSAGE: "two\nlines", NAME: "Ada", EMAIL: "a@example.com", AVATAR_URL: "", BASE_DEPLOYMENT_NAME: "prod" },
    ...{ LOCATION_FILE: "dagster_cloud.yaml", LOCATION_NAME: "prices", GIT_URL: "https://git.example.com" },
    ...{ LOCATION_REGISTRY_URL: "registry.example.com/shop", IMAGE_TAG: "1" },
  });
  const images = ["prices registry.example.com/shop:1"];
  assert.deepEqual(made(), { branch: "a b; 'c'", status: "OPEN", message: "two\nlines", images });
});

test("the GitHub workflow deploys a pull request, marks it merged, and deploys main to prod", async () => {
  const repository = makeRepository(mkdtempSync(join(project, "repository-")));
  const [opened, closed, push] = ["pull_request-opened", "pull_request-closed", "push"].map((name) => {
    return { name: name.replace(/-.*/, ""), payload: eventOf(name, repository) };
  });
  const done = await runForEvents(readWorkflow(example("github")), [opened, closed, push], repository);
  assert.deepEqual(
    done.jobs.map(({ results }) => results),
    [["deployed"], ["closed"], ["deployed"]],
  );
  assert.deepEqual(
    done.sandbox.deployments.map(({ name, branch, locations }) => {
      return [branch?.pullRequestStatus ?? name, locations[0].loadedDocument?.image];
    }),
    [
      ["prod", `registry.example.com/prices:${repository.hashes.merge}`],
      ["MERGED", `registry.example.com/prices:${repository.hashes.head}`],
    ],
  );
});

test("the script for everywhere else deploys a pull request, and deploys nothing once it is merged", async () => {
  const tag = `pr-42-${commit.slice(0, 12)}`;
  await shell(example("anywhere"), githubJob());
  const open = { branch: "new-prices", status: "OPEN", message: gitMessage };
  assert.deepEqual(made(), { ...open, images: [`prices registry.example.com/shop:${tag}`] });
  const before = sandbox.requests.length;
  await shell(example("anywhere"), githubJob({ state: "closed", merged: true }));
  assert.equal(made().status, "MERGED");
  assert.equal(sandbox.requests.length, before + 1);
});

test("the record that is shown is the record that is printed", async () => {
  const shown = example("inspect").match(/"(\w+)": "[^"]+"/g) ?? [];
  const printed = JSON.parse(await shell(example("inspect"), githubJob()));
  const flat = JSON.stringify(printed).replaceAll('":"', '": "');
  assert.ok(shown.length > 3);
  for (const pair of shown) assert.ok(flat.includes(pair), pair);
});

const pullRequests = {
  "gitlab-ci.yml": {
    ...{ GITLAB_CI: "true", CI_PROJECT_PATH: "acme/shop", CI_PROJECT_URL: "https://gitlab.com/acme/shop" },
    ...{ CI_MERGE_REQUEST_PROJECT_URL: "https://gitlab.com/acme/shop", CI_MERGE_REQUEST_IID: "42" },
    ...{ CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: "new-prices", CI_REGISTRY_IMAGE: "registry.example.com/shop" },
    ...{ CI_DEFAULT_BRANCH: "main", DAGSTER_DEPLOY_REPO_NAME_STYLE: "full" },
  },
  "circleci.yml": {
    ...{
      CIRCLECI: "true",
      CIRCLE_PROJECT_USERNAME: "acme",
      CIRCLE_PROJECT_REPONAME: "shop",
      CIRCLE_BRANCH: "new-prices",
    },
    ...{ CIRCLE_PULL_REQUEST: "https://github.com/acme/shop/pull/42", DAGSTER_DEPLOY_DEFAULT_BRANCH: "main" },
  },
  "azure-pipelines.yml": {
    ...{ TF_BUILD: "True", BUILD_REPOSITORY_PROVIDER: "GitHub", BUILD_REPOSITORY_NAME: "acme/shop" },
    ...{ SYSTEM_PULLREQUEST_SOURCEBRANCH: "new-prices", SYSTEM_PULLREQUEST_PULLREQUESTNUMBER: "42" },
    ...{ BUILD_REPOSITORY_URI: "https://github.com/acme/shop", DAGSTER_DEPLOY_DEFAULT_BRANCH: "main" },
  },
  "bitbucket-pipelines.yml": {
    ...{ BITBUCKET_BUILD_NUMBER: "1", BITBUCKET_REPO_FULL_NAME: "acme/shop", BITBUCKET_BRANCH: "new-prices" },
    ...{ BITBUCKET_PR_ID: "42", BITBUCKET_PR_DESTINATION_BRANCH: "main" },
  },
};
/** How each system tells the commit. @type {Record<string, string>} */
const commitVariables = {
  "gitlab-ci.yml": "CI_COMMIT_SHA",
  "circleci.yml": "CIRCLE_SHA1",
  "azure-pipelines.yml": "SYSTEM_PULLREQUEST_SOURCECOMMITID",
  "bitbucket-pipelines.yml": "BITBUCKET_COMMIT",
};

for (const [file, variables] of Object.entries(pullRequests)) {
  test(`${file} deploys a pull request to its branch deployment`, async () => {
    const told = { DAGSTER_CLOUD_ORGANIZATION: "acme", [commitVariables[file]]: commit, ...variables };
    await shell(scriptIn(read(`examples/${file}`)), told);
    const images = [`prices registry.example.com/shop:pr-42-${commit.slice(0, 12)}`];
    assert.deepEqual(made(), { branch: "new-prices", status: "OPEN", message: gitMessage, images });
    const review = sandbox.state.deployments.at(-1)?.branch;
    assert.deepEqual([review?.pullRequestNumber, review?.repoName], ["42", "acme/shop"]);
  });
}

test("gitlab-ci.yml closes the branch deployment when its environment is stopped", async () => {
  const yaml = read("examples/gitlab-ci.yml");
  const told = { ...pullRequests["gitlab-ci.yml"], DAGSTER_CLOUD_ORGANIZATION: "acme", CI_COMMIT_SHA: commit };
  await shell(scriptIn(yaml), told);
  await shell(scriptIn(yaml.slice(yaml.indexOf("\nclose-review:"))), told);
  assert.equal(made().status, "CLOSED");
});

test("the JSON that is shown is the JSON that is printed", async () => {
  const text = example("json");
  const shown = JSON.parse(text.slice(text.indexOf("# {")).replace(/^# */gm, ""));
  const printed = JSON.parse(await shell(text, { NAME: "prod" }));
  const [location] = printed.locations;
  assert.equal(typeof location.milliseconds, "number");
  printed.locations = [{ ...location, milliseconds: shown.locations[0].milliseconds }];
  assert.deepEqual({ ...printed, locationsUrl: shown.locationsUrl }, shown);
});

test("the job that is launched is waited for, and one that fails fails the script", async () => {
  await shell(example("json"), { NAME: "prod" });
  const soon = example("job").replace("--interval 10", "--interval 1");
  assert.match(await shell(soon, { NAME: "prod" }), /^Run \S+ launched[^]*\nRun \S+ finished successfully\.\n$/);
  const [{ jobName, configuration, tags, idempotencyKey }] = sandbox.state.runs;
  assert.deepEqual(
    { jobName, configuration, tags },
    {
      ...{ jobName: "smoke_test", configuration: '{"ops":{"check":{"config":{"limit":100}}}}' },
      tags: [
        { key: "team", value: "pricing" },
        { key: "attempt", value: "1" },
        { key: "dagster-deploy/launch", value: idempotencyKey },
      ],
    },
  );
  await assert.rejects(
    shell(soon.replace("smoke_test", "broken_test"), { NAME: "prod" }),
    /failed with status 'FAILURE'/,
  );
});

test("the command line for Deno creates a branch deployment", async () => {
  const path = pathToFileURL(join(packageDirectory, "deno.js")).href;
  await shell(example("deno-cli").replace("npm:dagster-deploy/deno.js", path));
  assert.equal(made().message, gitMessage);
});

test("the library's example deploys on Node", async () => {
  writeFileSync(join(project, "example.js"), redirected(example("node")));
  assert.equal(await shell("node example.js"), "prices is LOADED\n");
  assert.deepEqual(made().images, ["prices registry.example.com/shop:5f2c9e1"]);
});

test("the library's example creates a branch deployment on Deno with the permissions that it names", async () => {
  writeFileSync(join(project, "example.js"), redirected(example("deno")));
  const index = pathToFileURL(join(packageDirectory, "index.deno.js")).href;
  writeFileSync(join(project, "imports.json"), JSON.stringify({ imports: { "npm:dagster-deploy": index } }));
  const printed = await shell("deno run --allow-net --allow-env --allow-read --import-map imports.json example.js");
  assert.match(printed, /^[0-9a-f]{40}\n$/);
  assert.equal(made().branch, "new-prices");
});

test("the Worker's example deploys in workerd when it is scheduled", async () => {
  const { Miniflare } = runtimesRequire("miniflare");
  const entry = redirected(example("worker")).replace('"dagster-deploy"', '"./index.workerd.js"');
  const library = packageModules(...workerdLibrary).map((name) => ({
    type: name.endsWith(".wasm") ? "CompiledWasm" : "ESModule",
    path: name,
    contents: readFileSync(join(packageDirectory, name)),
  }));
  const worker = new Miniflare({
    modules: [{ type: "ESModule", path: "worker.js", contents: entry }, ...library],
    compatibilityDate: "2026-01-01",
    bindings: { DAGSTER_CLOUD_API_TOKEN: sandbox.token },
    cf: false, // else it asks Cloudflare where it is
  });
  try {
    const { outcome } = await (await worker.getWorker()).scheduled({ cron: "0 3 * * *" });
    assert.equal(outcome, "ok");
    const [prod] = sandbox.state.deployments;
    assert.deepEqual(
      prod.locations.map(({ name, document }) => `${name} ${document.image}`),
      ["prices registry.example.com/shop:nightly"],
    );
  } finally {
    await worker.dispose();
  }
});

test("the configurations of webhooks are right", async () => {
  for (const name of ["webhooks-config", "webhooks-all"]) {
    writeFileSync(join(project, "webhooks.yaml"), example(name));
    assert.match(await shell("npx dagster-deploy webhook check --config webhooks.yaml"), /^ {2}\/webhooks\/github$/m);
  }
});

test("the server of webhooks creates a branch deployment for a delivery, and ends when it is told to", async () => {
  writeFileSync(join(project, "webhooks.yaml"), example("webhooks-config"));
  const script = example("serve")
    .replace("DAGSTER_CLOUD_API_TOKEN=…", `DAGSTER_CLOUD_API_TOKEN=${sandbox.token}`)
    .replace("GITHUB_WEBHOOK_SECRET=…", "GITHUB_WEBHOOK_SECRET=secret")
    .replace("GITHUB_TOKEN=…", "GITHUB_TOKEN=")
    .replace("/var/lib/dagster-deploy", "kept --port 0");
  // This Node may have no SQLite.
  program("dagster-deploy", `exec "${node24}" "${join(packageDirectory, "cli.cjs")}" "$@"`, "serving");
  const path = ["serving", "bin"]
    .map((name) => join(project, name))
    .concat(process.env.PATH ?? "")
    .join(delimiter);
  const env = { HOME: project, PATH: path, DAGSTER_CLOUD_URL: sandbox.url };
  const server = spawn("sh", ["-e", "-c", script], { cwd: project, env, detached: true });
  try {
    const url = await new Promise((resolve, reject) => {
      server.stderr.on(
        "data",
        (text) => /listening on (\S+)/.exec(text)?.[1] && resolve(/listening on (\S+)/.exec(text)?.[1]),
      );
      server.on("exit", reject);
    });
    const body = read("examples/events/pull_request-opened.json");
    const signature = `sha256=${createHmac("sha256", "secret").update(body).digest("hex")}`;
    const headers = { "X-GitHub-Event": "pull_request", "X-GitHub-Delivery": "1", "X-Hub-Signature-256": signature };
    const answer = await fetch(`${url}/webhooks/github`, { method: "POST", headers, body });
    assert.equal(answer.status, 202, await answer.text());
    for (let tries = 0; sandbox.state.deployments.length < 2 && tries < 200; tries++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(made().branch, "new-prices");
  } finally {
    const ended = once(server, "exit");
    process.kill(-(/** @type {number} */ (server.pid)), "SIGTERM");
    await ended;
  }
});

test("the headers that are signed for a delivery are those that explain takes, and what curl would send", async () => {
  const payload = readFileSync(new URL("../examples/events/pull_request-opened.json", import.meta.url));
  writeFileSync(join(project, "body.json"), payload);
  program("curl", 'test "$1 $2" = "-H @headers.txt" && cat headers.txt');
  const env = { DAGSTER_DEPLOY_WEBHOOK_SECRET: "It's a Secret to Everybody" };
  const code = createHmac("sha256", env.DAGSTER_DEPLOY_WEBHOOK_SECRET).update(payload).digest("hex");
  const sent = await shell(example("sign"), env);
  assert.match(sent, new RegExp(`^X-GitHub-Event: pull_request\\nX-Hub-Signature-256: sha256=${code}$`, "m"));
  writeFileSync(join(project, "webhooks.yaml"), example("webhooks-config"));
  const explained = JSON.parse(await shell(example("explain"), env));
  assert.deepEqual([explained.event, explained.action], ["pull_request.opened", "update"]);
  assert.equal(explained.target.branchName, "new-prices");
  writeFileSync(join(project, "body.json"), `${payload} `);
  assert.equal(JSON.parse(await shell(example("explain"), env)).action, "reject");
});

test("every example that is marked as tested has been run", () => {
  assert.deepEqual(
    [...examples.keys()].filter((name) => !run.has(name)),
    [],
  );
});
