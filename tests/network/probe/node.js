// @ts-check
/** Tests the host of Node, also under Bun: `node node.js PACKAGE_URL < tasks.json`. */
import { readFileSync } from "node:fs";
import { probe } from "./probe.js";

const { nodeHost } = await import(`${process.argv[2]}/host-node.js`);
const outcomes = await probe(nodeHost(() => {}), JSON.parse(readFileSync(0, "utf8")));
process.stdout.write(JSON.stringify(outcomes));
