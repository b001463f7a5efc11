// @ts-check
/**
 * The stand-in's own paths, under `/__sandbox/`, for tests in another process than the stand-in.
 * They are no part of what it stands in for, are not recorded and never misbehave.
 *
 *   POST   /__sandbox/misbehave   adds an entry, or a list of them, to the end of the script
 *   DELETE /__sandbox/misbehave   forgets the script
 *   GET    /__sandbox/state       the organization: deployments, locations, agents, runs
 *   GET    /__sandbox/requests    every request so far
 */
import { checkedScript } from "./misbehaviour.js";
import { json } from "./operation.js";
import { text } from "./answer.js";

export const CONTROL_PREFIX = "/__sandbox/";

/**
 * @typedef {object} Controlled
 * @property {import("./organization.js").Organization} organization
 * @property {import("./misbehaviour.js").Misbehaviour[]} script
 * @property {import("./answer.js").RecordedRequest[]} requests
 */

/**
 * @param {{ method: string, path: string, body: string }} request
 * @param {Controlled} controlled
 * @returns {import("./operation.js").Answer}
 */
export function control({ method, path, body }, { organization, script, requests }) {
  switch (`${method} ${path.slice(CONTROL_PREFIX.length)}`) {
    case "GET state":
      return json(200, organization);
    case "GET requests":
      return json(200, requests);
    case "DELETE misbehave":
      script.length = 0;
      return json(200, script);
    case "POST misbehave":
      return addToScript(script, body);
    default:
      return text(404, "there are state, requests and misbehave");
  }
}

/** @param {import("./misbehaviour.js").Misbehaviour[]} script @param {string} body */
function addToScript(script, body) {
  try {
    script.push(...checkedScript(JSON.parse(body)));
  } catch (error) {
    return text(400, /** @type {Error} */ (error).message);
  }
  return json(200, script);
}
