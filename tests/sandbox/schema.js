// @ts-check
/**
 * The stand-in's schema as graphql-js wants it. The SDL itself is schema.graphql; nothing is said
 * about it here but how to read it and how to take fields away from it.
 */
import { readFileSync } from "node:fs";
import { buildASTSchema, parse, visit } from "graphql";

const sdl = readFileSync(new URL("./schema.graphql", import.meta.url), "utf8");

/**
 * Builds the schema, without the named fields: an older server does not know the newer ones, and a
 * single unknown field makes a whole operation invalid there.
 * @param {string[]} withoutFields such as `WorkspaceLocationEntry.versionKey`
 */
export function buildSchema(withoutFields = []) {
  const unknown = new Set(withoutFields);
  const document = visit(parse(sdl), {
    ObjectTypeDefinition: (type) => ({
      ...type,
      fields: type.fields?.filter(
        (field) => !unknown.delete(`${type.name.value}.${field.name.value}`),
      ),
    }),
  });
  if (unknown.size > 0) {
    throw new Error(`the schema has no field ${[...unknown].join(", ")} that could be left out`);
  }
  return buildASTSchema(document);
}
