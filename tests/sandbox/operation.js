// @ts-check
/**
 * One GraphQL operation: read from a request's body, checked against the schema, executed. The
 * statuses and shapes of what goes wrong are those of Dagster's own open source webserver.
 */
import { GraphQLError, execute, parse, validate } from "graphql";
import { root } from "./resolvers/root.js";

/**
 * @typedef {object} Operation
 * @property {string} query
 * @property {Record<string, any> | null} variables
 * @property {string | null} operationName
 * @property {string[]} rootFields the names of the fields that it asks for at the top
 *
 * @typedef {{ status: number, headers: import("node:http").OutgoingHttpHeaders, body: string | Buffer }} Answer
 */

/**
 * Reads the body as far as it can be read; it is not yet known to be valid.
 * @param {string} body
 * @returns {Operation | null} nothing when it is no GraphQL request at all
 */
export function readOperation(body) {
  let json;
  try {
    json = JSON.parse(body);
  } catch {
    return null;
  }
  if (typeof json?.query !== "string") return null;
  const { query, variables = null, operationName = null } = json;
  return { query, variables, operationName, rootFields: rootFieldsOf(query) };
}

/** @param {string} query */
function rootFieldsOf(query) {
  try {
    return parse(query).definitions.flatMap((definition) =>
      definition.kind === "OperationDefinition" ? fieldNames(definition.selectionSet) : [],
    );
  } catch {
    // A syntax error is reported when the operation is executed.
    return [];
  }
}

/** @param {import("graphql").SelectionSetNode} selectionSet */
function fieldNames({ selections }) {
  return selections.flatMap((one) => (one.kind === "Field" ? [one.name.value] : []));
}

/**
 * @param {Operation} operation
 * @param {import("graphql").GraphQLSchema} schema
 * @param {import("./resolvers/context.js").Context} context
 * @returns {Promise<Answer>}
 */
export async function executeOperation(operation, schema, context) {
  let document;
  try {
    document = parse(operation.query);
  } catch (error) {
    return json(400, { data: null, errors: [error] });
  }
  const problems = validate(schema, document);
  if (problems.length > 0) return json(400, { data: null, errors: problems });
  const { data = null, errors } = await execute({
    schema,
    document,
    rootValue: root,
    contextValue: context,
    variableValues: operation.variables,
    operationName: operation.operationName,
  });
  return errors ? json(statusOf(errors), { data, errors }) : json(200, { data });
}

/**
 * A resolver that broke is the server's fault; a wrong variable, or what a resolver refuses, is the
 * client's.
 * @param {readonly GraphQLError[]} errors
 */
function statusOf(errors) {
  const broke = errors.some(({ originalError: cause }) => cause && !(cause instanceof GraphQLError));
  return broke ? 500 : 400;
}

/** @param {number} status @param {object} value @returns {Answer} */
export function json(status, value) {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}
