// @ts-check
/**
 * What a resolver is handed besides its arguments, and the few things that most resolvers do with
 * it. No resolver is here.
 */
import { GraphQLError } from "graphql";

/**
 * @typedef {object} Context
 * @property {import("../organization.js").Organization} organization
 * @property {import("../options.js").SandboxOptions} options
 * @property {import("../organization.js").Deployment | null} deployment that the request names
 * @property {string | null} idempotencyKey
 * @property {boolean} authorized
 * @property {string[]} happened what was done or told, in words, for whoever watches
 */

/**
 * The deployment that the request names. The hosted service may take a default one when none is
 * named; a tool that counts on that would deploy to production by mistake, so it fails here.
 * @param {Context} context
 */
export function requireDeployment(context) {
  if (context.deployment) return context.deployment;
  throw new GraphQLError(
    "this field belongs to a deployment, and the request names none: post to " +
      "/{deployment}/graphql or send the header Dagster-Cloud-Deployment",
  );
}

/**
 * A result that is an error.
 * @param {string} typename
 * @param {string} message
 * @param {object} more
 */
export function failure(typename, message, more = {}) {
  return { __typename: typename, message, ...more };
}

/**
 * Quotes a text from outside, so that it cannot write control characters to a terminal.
 * @param {string} text
 */
export function quoted(text) {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
