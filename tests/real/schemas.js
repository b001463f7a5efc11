// @ts-check
/** Every example and workflow is one that its CI system can read, by the schemas of SchemaStore; the network is not used. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/run.mjs";
import { runCommand } from "../network/legs.js";
import { environment } from "./python.js";

/** @param {string} directory */
const filesIn = (directory) => readdirSync(join(root, directory)).map((name) => `${directory}/${name}`);

/** Which files each built-in schema is for. @type {Record<string, string[]>} */
const files = {
  "vendor.github-workflows": [...filesIn("examples/github"), ...filesIn(".github/workflows")],
  "vendor.github-actions": ["action.yml", "tests/real/act/checkout/action.yml"],
  "vendor.dependabot": [".github/dependabot.yml"],
  "vendor.gitlab-ci": ["examples/gitlab-ci.yml"],
  "vendor.azure-pipelines": ["examples/azure-pipelines.yml"],
  "vendor.bitbucket-pipelines": ["examples/bitbucket-pipelines.yml"],
  "vendor.circle-ci": ["examples/circleci.yml"],
};

/** How a file of that kind is to be read. @type {Record<string, string[]>} */
const more = {
  // Its patterns have escapes that are wrong by the stricter rules.
  "vendor.azure-pipelines": ["--data-transform", "azure-pipelines", "--regex-variant", "nonunicode"],
  "vendor.gitlab-ci": ["--data-transform", "gitlab-ci"],
};

/** @type {import("./report.js").Part} */
export const schemas = {
  name: "schemas",
  async run(check) {
    const program = join(await environment("schemas"), "check-jsonschema");
    for (const [schema, paths] of Object.entries(files)) {
      for (const path of paths) {
        await check(path, async () => {
          const { status, stdout, stderr } = await runCommand(
            program,
            ["--builtin-schema", schema, ...(more[schema] ?? []), path],
            { cwd: root },
          );
          assert.equal(status, 0, stdout + stderr);
        });
      }
    }
    await check("every example is among them", () => {
      const known = Object.values(files).flat();
      const all = [...filesIn("examples"), ...filesIn("examples/github")].filter((path) => path.endsWith(".yml"));
      assert.deepEqual(
        all.filter((path) => !known.includes(path)),
        [],
      );
    });
  },
};
