// @ts-check
/**
 * One code location's life: configured, picked up by an agent, loading, loaded. Time does not pass
 * by the clock here but by polls, the answers that tell somebody its load status, so that a test
 * always sees the same story.
 *
 * After an update the old version stays LOADED for some polls: nothing tells it from the new one
 * but its version key and timestamp. Whoever stops at the first LOADED has waited for nothing.
 */
import { isDeepStrictEqual } from "node:util";

/**
 * @typedef {object} Location
 * @property {string} name
 * @property {any} document what was sent last
 * @property {number} metadataTimestamp when that was, in unix seconds
 * @property {string} versionKey of the version that is loaded, or of the first while it loads
 * @property {number} updatedTimestamp unix seconds, likewise
 * @property {any} loadedDocument null until it has loaded for the first time
 * @property {string | null} loadError of the version that is loaded
 * @property {number} stalePollsLeft
 * @property {number} loadingPollsLeft
 *
 * @typedef {object} Conditions
 * @property {import("./organization.js").Organization} organization
 * @property {import("./options.js").SandboxOptions} options
 */

/**
 * @param {import("./organization.js").Deployment} deployment
 * @param {any} document a valid one
 * @param {Conditions} conditions
 * @returns {{ location: Location, what: "added" | "updated" | "left alone the unchanged" }}
 */
export function addOrUpdateLocation(deployment, document, conditions) {
  const { loadingPolls, stalePolls, unchangedDocument } = conditions.options;
  const location = deployment.locations.find(({ name }) => name === document.location_name);
  if (!location) {
    const added = newLocation(document, conditions);
    deployment.locations.push(added);
    return { location: added, what: "added" };
  }
  if (unchangedDocument === "ignore" && isDeepStrictEqual(location.document, document)) {
    return { location, what: "left alone the unchanged" };
  }
  Object.assign(location, {
    document,
    metadataTimestamp: seconds(conditions),
    stalePollsLeft: location.loadedDocument === null ? 0 : stalePolls,
    loadingPollsLeft: loadingPolls,
  });
  return { location, what: "updated" };
}

/** @param {any} document @param {Conditions} conditions @returns {Location} */
function newLocation(document, conditions) {
  return {
    name: document.location_name,
    document,
    metadataTimestamp: seconds(conditions),
    versionKey: nextVersionKey(conditions),
    updatedTimestamp: seconds(conditions),
    loadedDocument: null,
    loadError: null,
    stalePollsLeft: 0,
    loadingPollsLeft: conditions.options.loadingPolls,
  };
}

/**
 * The load status as of now, which lands a load that is due.
 * @param {Location} location
 * @param {Conditions} conditions
 * @returns {"LOADED" | "LOADING"}
 */
export function loadStatus(location, conditions) {
  if (location.document === location.loadedDocument) return "LOADED";
  if (location.stalePollsLeft > 0) return "LOADED";
  if (location.loadingPollsLeft > 0 || !hasRunningAgent(conditions)) return "LOADING";
  land(location, conditions);
  return "LOADED";
}

/**
 * The version key changes when the new version is there, and not before.
 * @param {Location} location
 * @param {Conditions} conditions
 */
function land(location, conditions) {
  if (location.loadedDocument !== null) {
    location.versionKey = nextVersionKey(conditions);
    location.updatedTimestamp = seconds(conditions);
  }
  const { image } = location.document;
  const broken = conditions.options.brokenImage.test(String(image));
  location.loadError = broken ? `the image ${image} has no code that can be loaded` : null;
  location.loadedDocument = location.document;
}

/**
 * Somebody was told the load status: the story goes on, unless there is no agent to act in it.
 * @param {Location} location
 * @param {Conditions} conditions
 */
export function countPoll(location, conditions) {
  if (!hasRunningAgent(conditions)) return;
  if (location.stalePollsLeft > 0) location.stalePollsLeft -= 1;
  else if (location.loadingPollsLeft > 0) location.loadingPollsLeft -= 1;
}

/** @param {Conditions} conditions */
function hasRunningAgent({ organization }) {
  return organization.agents.some((agent) => agent.status === "RUNNING");
}

/** @param {Conditions} conditions */
function nextVersionKey({ organization }) {
  organization.counters.versions += 1;
  return `version-${organization.counters.versions}`;
}

/** @param {Conditions} conditions */
function seconds({ options }) {
  return options.now() / 1000;
}
