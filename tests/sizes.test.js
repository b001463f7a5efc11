// @ts-check
/**
 * The memory of a whole process with a large location file. Not here: what a run allocates for each byte that it handles
 * (`sizes.rs`).
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { runIn } from "./network/legs.js";
import { packageDirectory } from "./pkg-directory.js";

const MIB = 1 << 20;
const cli = join(packageDirectory, "cli.cjs");
const tellMemory = ["--import", new URL("./process/tell-memory.js", import.meta.url).href];

/** @param {number} number */
const location = (number) => {
  const name = `location-${String(number).padStart(5, "0")}`;
  return `  - location_name: ${name}
    image: ghcr.io/acme/${name}:v1
    code_source:
      module_name: acme.${name.replace("-", "_")}.definitions
    working_directory: services/${name}
    build:
      directory: services/${name}
`;
};

test("a dry run of 10,000 locations stays under 150 MiB on Node 24", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-sizes-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "dagster_cloud.yaml");
  const text = `locations:\n${Array.from({ length: 10_000 }, (_, number) => location(number)).join("")}`;
  assert.ok(text.length > 2 * MIB);
  writeFileSync(file, text);
  const args = ["deploy", "--dry-run", "--location-file", file, "--organization", "acme", "--deployment", "prod"];
  args.push(
    "--deployment-type",
    "full",
    "--commit-hash",
    `${"c0ffee0".repeat(5)}c0ffe`,
    "--api-token",
    "agent:acme:t0p",
  );
  const env = { DAGSTER_CLOUD_CLI_CONFIG: join(folder, "none"), DG_CLI_CONFIG: join(folder, "none") };
  const { status, stdout, stderr } = await runIn("node24", [cli, ...args], { flags: tellMemory, env });
  assert.equal(status, 0, stderr);
  // The deployment's id, all versions, the change, and the two that wait.
  assert.equal(JSON.parse(stdout).requests.length, 5);
  assert.ok(stdout.includes("location-09999"));
  const bytes = Number(/^peak of memory: (\d+) bytes$/m.exec(stderr)?.[1]);
  assert.ok(bytes > 30 * MIB && bytes < 150 * MIB, `${bytes / MIB} MiB`);
});
