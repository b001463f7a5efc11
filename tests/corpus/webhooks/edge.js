// @ts-check
/**
 * Sends every payload of the corpus to an edge that runs, signed as its sender would sign it: each is answered, and none with
 * a failure of the edge. What they mean is run.js's matter.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { signed } from "../../edge/deliver.js";
import { secrets, Stage, variableOf } from "../../edge/stage.js";

/** Artifact Registry proves itself by a token of Google's only, which cannot be had here. */
const provers = ["github", "gitlab", "bitbucket", "gitea", "ghcr", "docker-hub", "ecr", "acr", "azure-devops"];
const config = `
senders:
${provers.map((provider) => `  ${provider}: {secrets: ${variableOf(provider)}}`).join("\n")}
repositories:
  - {name: "*", push_without_review: update}
`;

/**
 * @param {import("./cases.js").Case[]} cases
 * @param {string} corpus
 * @returns {Promise<{ counts: Map<string, number>, wrong: string[] }>}
 */
export async function deliverAll(cases, corpus) {
  const stage = new Stage("node24", { config });
  /** @type {Map<string, number>} */
  const counts = new Map();
  /** @type {string[]} */
  const wrong = [];
  try {
    await stage.start();
    for (const { path, provider, headers } of cases.filter(({ provider }) => provers.includes(provider))) {
      const body = readFileSync(join(corpus, path), "utf8");
      const delivery = signed(provider, secrets[variableOf(provider)], { body });
      const { status, text } = await stage.post({ ...delivery, headers: withEvent(delivery.headers, headers) });
      counts.set(`${provider} ${status}`, 1 + (counts.get(`${provider} ${status}`) ?? 0));
      if (![200, 202, 400].includes(status)) wrong.push(`${path}: ${status} ${text.trim()}`);
    }
    await stage.settled();
    const failures = stage.edge.lines.filter((line) => line.includes('"level":"error"'));
    wrong.push(...failures, ...stage.logged("failed").map((line) => JSON.stringify(line)));
  } finally {
    await stage.stop();
  }
  return { counts, wrong };
}

/**
 * The headers of the proof with the event's, or with none where the corpus knows none.
 * @param {Record<string, string>} proof
 * @param {Record<string, string>} event
 */
const withEvent = (proof, event) =>
  Object.fromEntries(
    Object.entries({ ...proof, ...event }).filter(([name, value]) => value !== "" || !/event/i.test(name)),
  );
