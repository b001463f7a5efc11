// @ts-check
/** Tests the host of Node, also under Bun: `node node.js PACKAGE_URL < tasks.json`. */
import { probe } from "./probe.js";

const { nodeHost } = await import(`${process.argv[2]}/host-node.js`);
// Not readFileSync(0): a pipe that is not filled yet is an error to it.
let task = "";
for await (const chunk of process.stdin.setEncoding("utf8")) task += chunk;
const outcomes = await probe(
  nodeHost(() => {}),
  JSON.parse(task),
);
process.stdout.write(JSON.stringify(outcomes));
