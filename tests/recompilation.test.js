// @ts-check
/**
 * V8 compiles a function of the module at its first call, and once more, with all its optimisations, when it has run long
 * enough. That befalls the steps of the YAML reader: merged into functions of 4 to 5 KB, as LLVM likes them, each costs a
 * `deploy` 5 to 9 ms of CPU. So they are kept apart (`#[inline(never)]`), and this reads in V8's own log what it compiled
 * twice.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { gitlabJob } from "./bench/contenders.js";
import { packageUrl, runIn } from "./network/legs.js";

/** The biggest that is left, the parser's, has 3,043 bytes; to cut that one too gained nothing that could be measured. */
const MOST_BYTES = 3500;

/** Returns one location with every form that such files use. @param {number} number */
const location = (number) => `  # Location ${number}
  - location_name: "part-${number}"
    code_source: { package_name: part_${number} }
    working_directory: ./part
    build: { directory: ./part, registry: registry.example.com/part }
    container_context:
      k8s:
        namespace: 'team'
        env_vars: ["A=1", B=2]
        server_k8s_config:
          container_config:
            args:
              - |
                first
                second
              - >-
                folded
                text
`;

test("V8 compiles no big function twice in a deploy of 200 locations", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "dagster-deploy-recompilation-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const locations = Array.from({ length: 200 }, (_, number) => location(number)).join("");
  writeFileSync(join(folder, "dagster_cloud.yaml"), `locations:\n${locations}`);

  const cli = fileURLToPath(`${packageUrl}/cli.cjs`);
  const args = [cli, "deploy", folder, "--image-tag", "t", "--url", "http://127.0.0.1:9", "--dry-run"];
  const env = { ...gitlabJob, DAGSTER_CLOUD_API_TOKEN: "agent:test:x" };
  const { status, stdout } = await runIn("node24", args, { flags: ["--trace-wasm-compilation-times"], env });

  assert.equal(status, 0);
  const twice = [...stdout.matchAll(/ using TurboFan, .* bodysize (\d+) /g)].map(([, size]) => Number(size));
  assert.ok(twice.length > 0, "V8 logs what it compiles");
  assert.deepEqual(
    twice.filter((size) => size > MOST_BYTES),
    [],
  );
});
