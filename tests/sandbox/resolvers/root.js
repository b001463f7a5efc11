// @ts-check
/**
 * All root fields together, and what stands before each of them: the question whether the request
 * may ask for it at all.
 */
import { GraphQLError, getNamedType, isUnionType } from "graphql";
import { failure, quoted } from "./context.js";
import { deploymentFields } from "./deployments.js";
import { locationFields } from "./locations.js";
import { runFields } from "./runs.js";

const fields = { version: () => "sandbox", ...deploymentFields, ...locationFields, ...runFields };

/**
 * The value that graphql-js takes its root fields from.
 * @type {Record<string, import("graphql").GraphQLFieldResolver<any, any>>}
 */
export const root = Object.fromEntries(Object.entries(fields).map(([name, resolve]) => [name, guarded(resolve)]));

/** @param {(args: any, context: any) => any} resolve */
function guarded(resolve) {
  /**
   * @param {any} args
   * @param {import("./context.js").Context} context
   * @param {import("graphql").GraphQLResolveInfo} info
   */
  return (args, context, info) => {
    const result = context.authorized ? resolve(args, context) : refuse(info);
    if (typeof result?.message === "string") {
      context.happened.push(`refused, ${result.__typename}: ${quoted(result.message)}`);
    }
    return result;
  };
}

/**
 * Where the result has a place for it, the refusal is a result.
 * @param {import("graphql").GraphQLResolveInfo} info
 */
function refuse({ returnType, fieldName }) {
  const message = `the token does not allow ${fieldName}`;
  const type = getNamedType(returnType);
  const members = isUnionType(type) ? type.getTypes().map(({ name }) => name) : [];
  if (members.includes("UnauthorizedError")) return failure("UnauthorizedError", message);
  throw new GraphQLError(message);
}
