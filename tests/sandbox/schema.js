// @ts-check
/**
 * The stand-in's schema as graphql-js wants it. The SDL itself is schema.graphql and runs.graphql; nothing is said
 * about it here but how to read it and how to take fields away from it.
 */
import { readFileSync } from "node:fs";
import { buildASTSchema, extendSchema, parse, visit } from "graphql";

/** @param {string} name */
const sdl = (name) => parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const base = sdl("./schema.graphql");
/** Extends `base`, and the reference schema in the same way. */
export const runsExtension = sdl("./runs.graphql");

/**
 * Builds the schema, without the named fields: an older server does not know the newer ones, and a
 * single unknown field makes a whole operation invalid there.
 * @param {string[]} withoutFields such as `WorkspaceLocationEntry.versionKey`
 */
export function buildSchema(withoutFields = []) {
  const unknown = new Set(withoutFields);
  /** @template {import("graphql").ObjectTypeDefinitionNode | import("graphql").ObjectTypeExtensionNode} T @param {T} type */
  const known = (type) => ({
    ...type,
    fields: type.fields?.filter((field) => !unknown.delete(`${type.name.value}.${field.name.value}`)),
  });
  const [types, extension] = [base, runsExtension].map((document) =>
    visit(document, { ObjectTypeDefinition: known, ObjectTypeExtension: known }),
  );
  if (unknown.size > 0) {
    throw new Error(`the schema has no field ${[...unknown].join(", ")} that could be left out`);
  }
  return extendSchema(buildASTSchema(types), extension);
}
