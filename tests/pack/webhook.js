// @ts-check
/** `webhook.js BODY_FILE`: signs a delivery, and prints the code; for Node, Bun and Deno. */
import process from "node:process";
import { webhook } from "dagster-deploy/webhook";

const { headers } = await webhook.sign({ provider: "github", body: process.argv[2], secret: "secret" });
console.log(headers["X-Hub-Signature-256"]);
