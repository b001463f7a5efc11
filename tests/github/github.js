// @ts-check
/**
 * A stand-in for GitHub's REST API on this machine, for tests: as particular about headers as the real one, and it
 * misbehaves on demand. It listens on the loopback address only.
 *
 *   const github = await startGitHub({ repositories: [{ id: 1, name: "acme/shop", commits: [{ sha, … }] }] });
 *   // … GET github.url + "/repos/acme/shop/commits/SHA" with github.token …
 *   assert.equal(github.requests[0].headers["user-agent"], "…");
 *   await github.stop();
 *
 * What it holds is in repository.js, what every request must have in answer.js; each resource has a file in resources/, and
 * its place in resources/index.js. Every request is compared with GitHub's OpenAPI description, and what that does not
 * allow is a problem: `stop` fails while there are any, so that no test passes whose program asks what GitHub would not
 * understand. Misbehaviour is that of the stand-in for Dagster+, with a resource's name (`commits`) as the operation; what
 * GitHub is known to say when it refuses is in faults.js.
 */
import { checkedScript, ownAnswer, replacesAnswer, takeMisbehaviour } from "../sandbox/misbehaviour.js";
import { startServer } from "../sandbox/server.js";
import { closedBeforeHeaders, pause, send } from "../sandbox/wire.js";
import { answer } from "./answer.js";
import { problemsOfAnswer } from "./description.js";
import { find } from "./find.js";
import { held } from "./repository.js";

/**
 * @typedef {import("../sandbox/misbehaviour.js").Misbehaviour} Misbehaviour
 *
 * @typedef {import("./repository.js").Repository} Repository
 * @typedef {import("./repository.js").HeldRepository} HeldRepository
 * @typedef {"read" | "write" | "none"} Level
 *
 * @typedef {object} GitHubOptions
 * @property {number} port 0 takes any free port
 * @property {string} token the only one that is accepted
 * @property {string} prefix of every path: `/api/v3` on a GitHub Enterprise Server
 * @property {string} website that `html_url`s lead to
 * @property {Repository[]} repositories
 * @property {Partial<Record<import("./resources/index.js").Permission, Level>>} permissions of the token; `write` for
 *   those left out
 * @property {Misbehaviour[]} script
 * @property {import("node:https").ServerOptions | null} tls key and certificate, to speak HTTPS
 *
 * @typedef {import("../sandbox/server.js").Received & { resource: string | null, status: number | null }} RecordedRequest
 *   `resource`: what it was about; `status`: null when there was no answer (yet)
 *
 * @typedef {object} GitHub
 * @property {string} url what GITHUB_API_URL would say: without a slash at its end
 * @property {string} token
 * @property {RecordedRequest[]} requests
 * @property {HeldRepository[]} repositories can be changed
 * @property {string[]} problems what GitHub's description does not allow; a test that wants some takes them out
 * @property {(script: Misbehaviour | Misbehaviour[]) => void} misbehave adds to the script
 * @property {() => Promise<void>} stop drops every connection, and then fails if there are problems
 */

/** @type {GitHubOptions} */
const defaults = {
  port: 0,
  token: "github-token",
  prefix: "",
  website: "https://github.com",
  repositories: [],
  permissions: {},
  script: [],
  tls: null,
};

/**
 * @param {Partial<GitHubOptions>} given
 * @returns {Promise<GitHub>}
 */
export async function startGitHub(given = {}) {
  const unknown = Object.keys(given).filter((name) => !(name in defaults));
  if (unknown.length > 0) throw new Error(`unknown option ${unknown.join(", ")}: there are ${Object.keys(defaults)}`);
  const options = { ...defaults, ...given };
  const script = checkedScript(options.script);
  const repositories = options.repositories.map(held);
  /** @type {RecordedRequest[]} */
  const requests = [];
  /** @type {string[]} */
  const problems = [];
  const server = await startServer(options, async (received, response, stopping) => {
    const found = find(received, { prefix: options.prefix, repositories });
    const request = { ...received, resource: found?.resource.name ?? null, status: null };
    requests.push(request);
    const note = (/** @type {string} */ said) => problems.push(`${received.method} ${received.path}: ${said}`);
    for (const said of found?.asked.problems ?? ["the stand-in for GitHub has no such operation"]) note(said);
    const entry = takeMisbehaviour(script, request.resource === null ? [] : [request.resource]) ?? {};
    const proper = () => {
      const given = answer(received, found, { ...options, url: server.url + options.prefix });
      if (found) problemsOfAnswer(found.asked.operation, given).forEach(note);
      return given;
    };
    await reply(request, response, entry, proper, stopping);
  });
  return {
    url: server.url + options.prefix,
    token: options.token,
    requests,
    repositories,
    problems,
    misbehave: (more) => void script.push(...checkedScript(more)),
    async stop() {
      await server.stop();
      if (problems.length > 0) throw new Error(`GitHub would not understand:\n${problems.join("\n")}`);
    },
  };
}

/**
 * @param {RecordedRequest} request
 * @param {import("node:http").ServerResponse} response
 * @param {Misbehaviour} entry
 * @param {() => import("./answer.js").Answer} proper
 * @param {AbortSignal} stopping
 */
async function reply(request, response, entry, proper, stopping) {
  if (entry.delayMilliseconds) await pause(entry.delayMilliseconds, stopping);
  const isReplaced = replacesAnswer(entry);
  const properAnswer = !isReplaced || entry.execute ? proper() : null;
  const given = isReplaced || !properAnswer ? ownAnswer(entry) : properAnswer;
  if (closedBeforeHeaders(response, entry)) return;
  request.status = given.status;
  await send(response, given, entry, stopping);
}
