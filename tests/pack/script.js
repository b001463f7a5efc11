// @ts-check
/** `script.js URL ORGANIZATION TOKEN`: deploys and prints the deployment's name; for Node, Bun and Deno. */
import process from "node:process";
import { deploy } from "./deploy.js";

const [url, organization, apiToken] = process.argv.slice(2);
console.log(await deploy({ url, organization, apiToken }));
