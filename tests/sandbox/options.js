// @ts-check
/**
 * What a stand-in can be told when it starts, and the values it takes when it is told nothing.
 * Only names, meanings and defaults: what they do stands where they are used.
 */

/**
 * @typedef {object} SandboxOptions
 * @property {number} port 0 takes any free port
 * @property {string} token the only API token that is accepted
 * @property {string} organization
 * @property {string[]} deployments names of the full deployments; the first is the default base
 * @property {AgentState[]} agents locations load only while one of them is RUNNING
 * @property {"HYBRID" | "SERVERLESS"} agentType who runs the agents of every deployment; a client may
 *   give SERVERLESS ones more time
 * @property {number} loadingPolls how many answers about a location say LOADING before LOADED
 * @property {number} stalePolls how many answers after an update still show the old version as
 *   LOADED, because no agent has picked the update up yet
 * @property {"reload" | "ignore"} unchangedDocument whether sending the same document again loads
 *   the location anew or changes nothing at all
 * @property {RegExp} brokenImage locations with such an image end with a load error
 * @property {number} branchDeploymentLimit a plan's cap; one more is a DeploymentLimitError
 * @property {"status" | "result"} unauthorized a wrong token is answered by HTTP status 401, or by
 *   an UnauthorizedError in the result, as for a user whose role does not suffice
 * @property {"redirect" | "not-found"} unknownDeployment the hosted service redirects without end
 * @property {"honoured" | "ignored"} idempotencyKey open-source Dagster ignores it: a launch that is sent again is
 *   another run
 * @property {string[]} withoutFields such as `WorkspaceLocationEntry.versionKey`: fields that this
 *   server does not know
 * @property {import("./misbehaviour.js").Misbehaviour[]} script
 * @property {import("node:https").ServerOptions | null} tls key and certificate, to speak HTTPS
 * @property {(line: string) => void} log is given one line for each request
 * @property {() => number} now unix milliseconds
 *
 * @typedef {{ label: string, status: "RUNNING" | "NOT_RUNNING" }} AgentState
 */

/** @type {SandboxOptions} */
const defaults = {
  port: 0,
  token: "sandbox-token",
  organization: "sandbox",
  deployments: ["prod"],
  agents: [{ label: "sandbox-agent", status: "RUNNING" }],
  agentType: "HYBRID",
  loadingPolls: 2,
  stalePolls: 1,
  unchangedDocument: "reload",
  brokenImage: /:broken$/,
  branchDeploymentLimit: Infinity,
  unauthorized: "status",
  unknownDeployment: "redirect",
  idempotencyKey: "honoured",
  withoutFields: [],
  script: [],
  tls: null,
  log: () => {},
  now: Date.now,
};

/**
 * Fills in the defaults. A misspelt option is refused, or a test would prove something else than
 * it says.
 * @param {Partial<SandboxOptions>} given
 * @returns {SandboxOptions}
 */
export function completeOptions(given) {
  const unknown = Object.keys(given).filter((name) => !(name in defaults));
  if (unknown.length > 0) {
    throw new Error(`unknown sandbox option ${unknown.join(", ")}: there are ${Object.keys(defaults).join(", ")}`);
  }
  return { ...defaults, ...given };
}
