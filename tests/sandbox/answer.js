// @ts-check
/**
 * How the stand-in answers a request when nobody told it to misbehave: path, method, token,
 * deployment, and only then the GraphQL operation. It knows no sockets.
 */
import { findDeployment } from "./organization.js";
import { executeOperation } from "./operation.js";
import { quoted } from "./resolvers/context.js";

/**
 * @typedef {import("./operation.js").Answer} Answer
 *
 * @typedef {object} RecordedRequest what a test can look at afterwards
 * @property {string} method
 * @property {string} path
 * @property {import("node:http").IncomingHttpHeaders} headers names in lower case
 * @property {string} body
 * @property {string[]} rootFields of the GraphQL operation; empty when there is none
 * @property {Record<string, any> | null} variables of it
 * @property {number | null} status that was answered; null when there was no answer (yet)
 * @property {string[]} happened what the stand-in did or told, in words
 *
 * @typedef {object} Server
 * @property {import("./organization.js").Organization} organization
 * @property {import("./options.js").SandboxOptions} options
 * @property {import("graphql").GraphQLSchema} schema
 */

/**
 * @param {RecordedRequest} request
 * @param {import("./operation.js").Operation | null} operation
 * @param {Server} server
 * @returns {Promise<Answer>}
 */
export async function answer(request, operation, server) {
  const path = /^(?:\/([^?]*))?\/graphql(?:\?.*)?$/.exec(request.path);
  if (!path) return text(404, "Not Found");
  const authorized = request.headers["dagster-cloud-api-token"] === server.options.token;
  if (!authorized && server.options.unauthorized === "status") {
    request.happened.push("refused the token, or there was none");
    return text(401, "Unauthorized");
  }
  const name = deploymentNamed(request, path[1]);
  const deployment = name === null ? null : findDeployment(server.organization, name);
  if (deployment === undefined) {
    request.happened.push(`knew no deployment ${quoted(String(name))}`);
    return unknownDeployment(request, server);
  }
  if (request.method !== "POST") return text(405, "Method Not Allowed");
  if (!operation) return text(400, "No GraphQL query found in the request");
  const idempotencyKey = first(request.headers["idempotency-key"]);
  const { organization, options, schema } = server;
  const context = { organization, options, deployment, idempotencyKey, authorized };
  return executeOperation(operation, schema, { ...context, happened: request.happened });
}

/**
 * The header wins over the path: the vendor's own Action once deployed to the wrong place because
 * it does so.
 * @param {RecordedRequest} request
 * @param {string | undefined} segment of the path
 */
function deploymentNamed(request, segment) {
  const header = first(request.headers["dagster-cloud-deployment"]);
  if (header) return header;
  return segment ? decoded(segment) : null;
}

/** @param {string} segment */
function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** @param {string | string[] | undefined} value */
function first(value) {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** @param {RecordedRequest} request @param {Server} server @returns {Answer} */
function unknownDeployment(request, { options }) {
  if (options.unknownDeployment === "not-found") return text(404, "Not Found");
  // The hosted service sends a client round in circles until it gives up.
  return { status: 302, headers: { location: request.path }, body: "" };
}

/** @param {number} status @param {string} body @returns {Answer} */
export function text(status, body) {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body };
}
