// @ts-check
/**
 * Every GraphQL operation that the core sends is one that Dagster+ accepts, and asks for the message
 * of whatever error it may get. Nothing is sent here; only texts and schemas are compared.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import {
  TypeInfo,
  buildSchema as parseSchema,
  extendSchema,
  findBreakingChanges,
  getNamedType,
  isInterfaceType,
  isUnionType,
  parse,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { buildSchema, runsExtension } from "./sandbox/schema.js";

const OPERATIONS = new URL("../src/dagster/operations/", import.meta.url);
// A fuller transcription of the hosted service's schema, which not every checkout has beside it.
const REFERENCE = new URL("../../shared/reference/dagsterplus-deploy-subset.graphql", import.meta.url);

const operations = readdirSync(OPERATIONS)
  .filter((name) => name.endsWith(".graphql"))
  .map((name) => ({ name, document: parse(readFileSync(new URL(name, OPERATIONS), "utf8")) }));
const schema = buildSchema();
/** @type {unknown[]} */
const rootTypes = [schema.getQueryType(), schema.getMutationType()];

test("there are operations to check", () => {
  assert.notEqual(operations.length, 0);
});

for (const { name, document } of operations) {
  test(`${name} is valid`, () => {
    assert.deepEqual(messages(validate(schema, document)), []);
  });

  test(`${name} loses no error message`, () => {
    assert.deepEqual(selectionsWithoutMessage(document), []);
  });
}

test("a selection that would lose an error message is found", () => {
  const document = parse(`query Lossy {
    deploymentByName(name: "prod") { __typename ... on PythonError { message } }
    workspaceOrError {
      ... on Workspace {
        locationEntries {
          seen: locationOrLoadError { ... on PythonError { message } }
          lost: locationOrLoadError { ... on PythonError { className } }
        }
      }
      ... on Error { message }
    }
    agents { status }
  }`);
  assert.deepEqual(selectionsWithoutMessage(document), ["deploymentByName", "lost"]);
});

if (existsSync(REFERENCE)) {
  // What it lacks about runs is compared with open-source Dagster, by `npm run real`.
  const reference = extendSchema(parseSchema(readFileSync(REFERENCE, "utf8")), runsExtension);

  for (const { name, document } of operations) {
    test(`${name} is valid by the reference schema too`, () => {
      assert.deepEqual(messages(validate(reference, document)), []);
    });
  }

  test("the stand-in's schema says nothing that the reference schema does not", () => {
    assert.deepEqual(findBreakingChanges(schema, reference), []);
  });
} else {
  console.log("no reference schema beside this checkout: that extra check is left out");
}

/** @param {readonly { message: string }[]} errors */
function messages(errors) {
  return errors.map(({ message }) => message);
}

/**
 * The fields whose result may be an Error, but whose selection does not ask for its message.
 * @param {import("graphql").DocumentNode} document
 * @returns {string[]}
 */
function selectionsWithoutMessage(document) {
  const types = new TypeInfo(schema);
  /** @type {string[]} */
  const found = [];
  const Field = (/** @type {import("graphql").FieldNode} */ field) => {
    const isRoot = rootTypes.includes(types.getParentType());
    const asked = typesAskedForMessage(field);
    const lost = errorMembers(types.getType()).filter((name) => isRoot || !asked.includes(name));
    if (lost.length > 0 && !asked.includes("Error")) found.push((field.alias ?? field.name).value);
  };
  visit(document, visitWithTypeInfo(types, { Field }));
  return found;
}

/**
 * What a result may be that is an Error. At the root the interface must be asked for, since the
 * server may add an error there; further down its present members will do.
 * @param {import("graphql").GraphQLOutputType | null | undefined} type
 */
function errorMembers(type) {
  const named = type && getNamedType(type);
  const error = schema.getType("Error");
  if (!isUnionType(named) || !isInterfaceType(error)) return [];
  const members = named.getTypes().filter((member) => schema.isSubType(error, member));
  return members.map(({ name }) => name);
}

/** @param {import("graphql").FieldNode} field */
function typesAskedForMessage({ selectionSet }) {
  return (selectionSet?.selections ?? []).flatMap((one) =>
    one.kind === "InlineFragment" && one.selectionSet.selections.some(isMessage) ? [one.typeCondition?.name.value] : [],
  );
}

/** @param {import("graphql").SelectionNode} selection */
function isMessage(selection) {
  return selection.kind === "Field" && selection.name.value === "message";
}
