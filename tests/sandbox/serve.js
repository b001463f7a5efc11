// @ts-check
/**
 * `npm run sandbox`: the stand-in alone, for trying things by hand. It says what to type and shows
 * every request in one line, until it is stopped.
 *
 *   node tests/sandbox/serve.js [--port N]
 */
import { parseArgs } from "node:util";
import { startSandbox } from "./dagster-plus.js";

const HELP = "usage: npm run sandbox -- [--port N]   (any free port when left out)";

try {
  const { values } = parseArgs({
    options: { port: { type: "string", default: "0" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) console.log(HELP);
  else await run(portNumber(values.port));
} catch (error) {
  const { message } = /** @type {Error} */ (error);
  console.error(`${message}\n${HELP}`);
  process.exitCode = 2;
}

/** @param {string} text */
function portNumber(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new Error(`the port must be a number up to 65535, not ${text}`);
}

/** @param {number} port */
async function run(port) {
  const sandbox = await startSandbox({ port, log: (line) => console.log(line) });
  console.log(`A stand-in for Dagster+ is at ${sandbox.url} and takes the token ${sandbox.token}.
It holds one full deployment, prod. Type in another terminal, in this folder:

  export DAGSTER_CLOUD_URL=${sandbox.url} DAGSTER_CLOUD_API_TOKEN=${sandbox.token}

  node pkg/cli.cjs deploy --location-file tests/sandbox/demo/dagster_cloud.yaml \\
      --git-repo-name acme/shop --branch-name new-prices --default-branch main --image-tag 5f2c9e1

An image with the tag "broken" ends with a load error. To have the next request answered by 502:

  curl --data '{"status": 502}' ${sandbox.url}/__sandbox/misbehave

Every request is shown below. Ctrl-C stops it.
`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void sandbox.stop());
}
