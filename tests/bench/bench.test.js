/** The bench counts right, measures what it says, and has all contenders do the same work. Its figures are no test. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { join } from "node:path";
import test from "node:test";
import { promisify } from "node:util";
import { packageDirectory } from "../pkg-directory.js";
import { contenders, targets } from "./contenders.js";
import { growth, growthTable } from "./growth.js";
import { bodyOf, makeSurroundings, measure, token } from "./race.js";
import { costTable, ratios, spread, summary, targetTable } from "./statistics.js";

const programs = { node: "node", node24: "node24", deno: "deno", bun: "bun", peer: "dagster-cloud" };
const world = {
  url: "http://h",
  token,
  body: "{}",
  cli: "cli.cjs",
  denoCli: "deno.js",
  action: "action.cjs",
  project: "/p",
  programs,
};
const cost = (cpuMilliseconds, mebibytes) => ({ cpuMilliseconds, wallMilliseconds: 1, peakBytes: mebibytes * 2 ** 20 });
const rows = [
  summary("node: minimal client", [cost(40, 42), cost(38, 42), cost(60, 43)]),
  summary("node: dagster-deploy", [cost(44, 47), cost(50, 47), cost(43, 47)]),
];

test("the median of an even number of rounds lies between the two in the middle", () => {
  assert.deepEqual(spread([9, 1, 4]), { median: 4, min: 1 });
  assert.deepEqual(spread([4, 1, 2, 9]), { median: 3, min: 1 });
});

test("a ratio is that of the medians, and only where both sides ran", () => {
  const seen = ratios(rows, targets);
  assert.deepEqual(
    seen.map(({ what, ratio }) => [what, ratio]),
    [
      ["cpu", 1.1],
      ["peak", 47 / 42],
    ],
  );
  assert.match(
    targetTable(seen),
    /\| CPU: node: dagster-deploy \/ node: minimal client \| 1\.100 \| <= 1\.7 \| met \|/,
  );
  assert.match(
    targetTable(ratios([rows[0], { ...rows[1], cpu: { median: 69, min: 1 } }], targets)),
    /1\.725 .* NOT met/,
  );
});

test("a peak that the measurer's own weight hides is said to be hidden", () => {
  const table = costTable([summary("small", [cost(8, 22.4)]), ...rows], 22.5);
  assert.match(table, /\| small \| 8\.0 \(8\.0\) \| 1\.0 \| < 22\.4 \| 1 \|/);
  assert.match(table, /\| node: minimal client \| 40\.0 \(38\.0\) \| 1\.0 \| 42\.0 \| 3 \|/);
});

test("what is not installed takes no part, and every target names contenders that exist", () => {
  const names = contenders(world).map(({ name }) => name);
  for (const { of, to } of targets) assert.ok(names.includes(of) && names.includes(to), `${of} / ${to}`);
  const without = contenders({ ...world, programs: { ...programs, peer: null, deno: null } });
  assert.deepEqual(
    names.filter((name) => !without.some((contender) => contender.name === name)),
    ["deno: bare fetch", "deno: dagster-deploy", "dagster-cloud"],
  );
});

test("the measurer tells a command's cost, status and output, and gives it no variable of the user's", async () => {
  const surroundings = makeSurroundings({ EXTRA: "1" });
  const script = "console.log(Object.keys(process.env).sort().join()); process.exit(3)";
  const seen = await measure([process.execPath, "-e", script], surroundings);
  surroundings.remove();
  assert.equal(seen.stdout, "DAGSTER_CLOUD_API_TOKEN,DENO_DIR,EXTRA,HOME,PATH\n");
  assert.equal(seen.status, 3);
  assert.ok(seen.cpuMilliseconds > 0 && seen.peakBytes > 2 ** 20);
});

test("an update of ten locations sends as many requests as one of one", async () => {
  const surroundings = makeSurroundings();
  const grown = await growth([process.execPath, join(packageDirectory, "cli.cjs")], surroundings, [1, 10]);
  surroundings.remove();
  assert.deepEqual(
    grown.map(({ locations, requests }) => [locations, requests]),
    [
      [1, 8],
      [10, 8],
    ],
  );
  assert.match(growthTable(grown), /\| 10 \| 8 \| \d+ \|/);
});

test("the minimal client sends the request that the program sends", async () => {
  const bodies = [];
  const server = createServer((request, response) => {
    let body = "";
    request
      .on("data", (chunk) => (body += chunk))
      .on("end", () => {
        bodies.push([request.method, request.url, request.headers["dagster-cloud-api-token"], JSON.parse(body)]);
        response.end(
          '{"data":{"createOrUpdateBranchDeployment":{"__typename":"DagsterCloudDeployment","deploymentName":"d"}}}',
        );
      });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const cli = join(packageDirectory, "cli.cjs");
  const all = contenders({
    ...world,
    url,
    cli,
    body: await bodyOf(cli, url),
    programs: { ...programs, node: process.execPath },
  });
  const surroundings = makeSurroundings();
  const outputs = [];
  for (const name of ["node: minimal client", "node: dagster-deploy"]) {
    const [program, ...args] = all.find((contender) => contender.name === name).command;
    outputs.push((await promisify(execFile)(program, args, { env: surroundings.env })).stdout);
  }
  surroundings.remove();
  server.close();
  assert.deepEqual(outputs, ["d\n", "d\n"]);
  assert.deepEqual(bodies[1], bodies[0]);
});
