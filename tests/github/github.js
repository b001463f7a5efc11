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
 * What every request must have is in answer.js; each resource has a file in resources/, and its place in
 * resources/index.js. Misbehaviour is that of the stand-in for Dagster+, with a resource's name (`commits`) as the
 * operation; what GitHub is known to say when it refuses is in faults.js.
 */
import { checkedScript, ownAnswer, replacesAnswer, takeMisbehaviour } from "../sandbox/misbehaviour.js";
import { startServer } from "../sandbox/server.js";
import { closedBeforeHeaders, pause, send } from "../sandbox/wire.js";
import { answer } from "./answer.js";
import { find } from "./resources/index.js";

/**
 * @typedef {import("../sandbox/misbehaviour.js").Misbehaviour} Misbehaviour
 *
 * @typedef {object} Person
 * @property {string} name
 * @property {string} email
 * @property {string} date such as `2026-11-23T08:00:00Z`
 *
 * @typedef {object} Commit
 * @property {string} sha
 * @property {string} message
 * @property {Person} author
 * @property {Person} [committer] the author when left out
 * @property {string | null} [login] of the author's account; null or left out when GitHub knows none
 * @property {string[]} [parents]
 *
 * @typedef {object} Repository
 * @property {number} id
 * @property {string} name such as `acme/shop`
 * @property {string[]} [formerNames] by which it is still found, by way of a redirect
 * @property {boolean} [isPrivate] there is no such thing for who shows no token
 * @property {Commit[]} commits
 *
 * @typedef {object} GitHubOptions
 * @property {number} port 0 takes any free port
 * @property {string} token the only one that is accepted
 * @property {string} prefix of every path: `/api/v3` on a GitHub Enterprise Server
 * @property {string} website that `html_url`s lead to
 * @property {Repository[]} repositories
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
 * @property {Repository[]} repositories can be changed
 * @property {(script: Misbehaviour | Misbehaviour[]) => void} misbehave adds to the script
 * @property {() => Promise<void>} stop drops every connection
 */

/** @type {GitHubOptions} */
const defaults = {
  port: 0,
  token: "github-token",
  prefix: "",
  website: "https://github.com",
  repositories: [],
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
  /** @type {RecordedRequest[]} */
  const requests = [];
  const server = await startServer(options, async (received, response, stopping) => {
    const url = server.url + options.prefix;
    const found = find(received, options);
    const request = { ...received, resource: found?.resource.name ?? null, status: null };
    requests.push(request);
    const entry = takeMisbehaviour(script, request.resource === null ? [] : [request.resource]) ?? {};
    await reply(request, response, entry, () => answer(received, found, { ...options, url }), stopping);
  });
  return {
    url: server.url + options.prefix,
    token: options.token,
    requests,
    repositories: options.repositories,
    misbehave: (more) => void script.push(...checkedScript(more)),
    stop: server.stop,
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
