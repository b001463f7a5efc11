// @ts-check
/**
 * The root fields about code locations and the agents that load them, all of one deployment: the
 * one that the request names.
 */
import { addOrUpdateLocation, countPoll, loadStatus } from "../location.js";
import { problemsOfLocation, problemsOfLocations } from "../location-document.js";
import { failure, quoted, requireDeployment } from "./context.js";
import { agentView, configuredLocationView, loadedLocationView, pythonError } from "./views.js";

/** @typedef {import("./context.js").Context} Context */

export const locationFields = {
  /** @param {{}} _ @param {Context} context */
  workspaceOrError: (_, context) => ({
    __typename: "Workspace",
    id: requireDeployment(context).name,
    locationEntries: showAll(context),
  }),

  /** @param {{}} _ @param {Context} context */
  locationStatusesOrError: (_, context) => ({
    __typename: "WorkspaceLocationStatusEntries",
    entries: showAll(context),
  }),

  /** @param {{ name: string }} args @param {Context} context */
  workspaceLocationEntryOrError({ name }, context) {
    const location = requireDeployment(context).locations.find((one) => one.name === name);
    if (location) return show(location, context);
    context.happened.push(`showed that there is no location ${quoted(name)}`);
    return null;
  },

  /** @param {{ document: any }} args @param {Context} context */
  addOrUpdateLocationFromDocument({ document }, context) {
    requireDeployment(context);
    const problems = problemsOfLocation(document);
    if (problems.length > 0) return invalidLocation(problems);
    return takeLocation(document, context);
  },

  /**
   * One invalid document refuses all: none is taken before every one was looked at.
   * @param {{ document: any }} args
   * @param {Context} context
   */
  deployLocations({ document }, context) {
    requireDeployment(context);
    const problems = problemsOfLocations(document);
    if (problems.length > 0) return invalidLocation(problems);
    const locations = document.locations.map((/** @type {any} */ location) => takeLocation(location, context));
    return { __typename: "DeployLocationsSuccess", locations };
  },

  /** @param {{ locationName: string }} args @param {Context} context */
  deleteLocation({ locationName }, context) {
    const { name: deployment, locations } = requireDeployment(context);
    const index = locations.findIndex(({ name }) => name === locationName);
    if (index === -1) return pythonError("Exception", `no location named ${locationName}`);
    locations.splice(index, 1);
    context.happened.push(`deleted location ${quoted(locationName)} of ${deployment}`);
    return { __typename: "DeleteLocationSuccess", locationName };
  },

  /** @param {{}} _ @param {Context} context */
  agents(_, { organization, options, happened }) {
    const { agents } = organization;
    const isRunning = agents.some(({ status }) => status === "RUNNING");
    happened.push(`showed that ${isRunning ? "an" : "no"} agent is running`);
    return agents.map((agent) => agentView(agent, options.now()));
  },
};

/** @param {Context} context */
function showAll(context) {
  const { locations } = requireDeployment(context);
  if (locations.length === 0) context.happened.push("showed that there is no location yet");
  return locations.map((location) => show(location, context));
}

/** @param {import("../location.js").Location} location @param {Context} context */
function show(location, context) {
  const status = loadStatus(location, context);
  context.happened.push(`showed location ${quoted(location.name)}: ${status}, ${location.versionKey}`);
  return loadedLocationView(location, status, () => countPoll(location, context));
}

/** @param {any} document a valid one @param {Context} context */
function takeLocation(document, context) {
  const deployment = requireDeployment(context);
  const { location, what } = addOrUpdateLocation(deployment, document, context);
  context.happened.push(`${what} location ${quoted(location.name)} of ${deployment.name}`);
  return configuredLocationView(location);
}

/** @param {string[]} errors */
function invalidLocation(errors) {
  return failure("InvalidLocationError", "the location is not valid", { errors });
}
