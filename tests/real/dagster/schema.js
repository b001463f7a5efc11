// @ts-check
/** Every operation that open-source Dagster has is valid there and is answered; the stand-in's types are its types. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import {
  buildASTSchema,
  buildClientSchema,
  findBreakingChanges,
  getIntrospectionQuery,
  parse,
  printSchema,
  validate,
} from "graphql";
import { buildSchema, runsExtension } from "../../sandbox/schema.js";
import { ask } from "./server.js";

const folder = new URL("../../../src/dagster/operations/", import.meta.url);
/** What open-source Dagster has, and variables for what only reads. @type {Record<string, object | null>} */
const shared = {
  "launch_run.graphql": null,
  "launched_runs.graphql": { filter: { tags: [{ key: "dagster-deploy/launch", value: "none" }] } },
  "location_version.graphql": { name: "prices" },
  "location_versions.graphql": {},
  "locations.graphql": {},
  "run_failures.graphql": { runId: "none", afterCursor: null },
  "run_status.graphql": { runId: "none" },
};

/** @param {import("../report.js").Check} check @param {string} url */
export async function checkSchema(check, url) {
  const schema = buildClientSchema(await ask(url, getIntrospectionQuery()));
  const operations = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));

  await check("it has the operations that are known to be shared, and no other", () => {
    const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    const has = (/** @type {string} */ text) => roots.includes(/[{]\s*(\w+)/.exec(text)?.[1] ?? "");
    assert.deepEqual(
      operations.filter(({ text }) => has(text)).map(({ name }) => name),
      Object.keys(shared),
    );
  });

  for (const { name, text } of operations.filter(({ name }) => name in shared)) {
    await check(`${name} is valid${shared[name] ? " and answered" : ""}`, async () => {
      assert.deepEqual(
        validate(schema, parse(text)).map(({ message }) => message),
        [],
      );
      if (shared[name]) await ask(url, text, shared[name] ?? {});
    });
  }

  await check("the stand-in's types about runs are its types", () => {
    const ours = parse(
      printSchema(buildSchema()).replaceAll("CloudQuery", "Query").replaceAll("CloudMutation", "Mutation"),
    );
    const names = runsExtension.definitions.flatMap((node) => ("name" in node && node.name ? [node.name.value] : []));
    const about = new RegExp(
      `^(The |An? )?(\\w+ )*'?(${names.filter((name) => name !== "CloudQuery").join("|")})\\b|Query\\.runsOrError`,
    );
    const changes = findBreakingChanges(buildASTSchema(ours), schema).map(({ description }) => description);
    assert.deepEqual(
      changes.filter((description) => about.test(description)),
      [],
    );
  });
}
