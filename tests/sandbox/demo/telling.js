// @ts-check
/**
 * The demo's words: headings, and what the stand-in saw and now holds, for a reader who has seen
 * neither Dagster+ nor GraphQL. It only prints; what happens is in demo.js.
 */

/** @param {string[]} lines */
export function say(...lines) {
  for (const line of lines) console.log(`   ${line}`.trimEnd());
}

/** @param {string} text */
export function heading(text) {
  console.log(`\n${text}\n${"-".repeat(text.length)}`);
}

/** @param {string} text */
export function sayIndented(text) {
  say(
    "",
    ...text
      .trimEnd()
      .split("\n")
      .map((line) => `    ${line}`),
    "",
  );
}

/** @param {import("../dagster-plus.js").RecordedRequest[]} requests */
export function sayWhatWasSeen(requests) {
  say("", "What the stand-in saw and answered:");
  /** @type {{ line: string, count: number }[]} */
  const told = [];
  for (const line of requests.flatMap(({ happened }) => happened)) {
    const last = told.at(-1);
    if (last?.line === line) last.count += 1;
    else told.push({ line, count: 1 });
  }
  for (const { line, count } of told) {
    say(`  - ${shortened(line)}${count > 1 ? `  (${count} times)` : ""}`);
  }
}

/** @param {import("../organization.js").Organization} organization */
export function sayWhatIsHeld({ deployments }) {
  say("", "What it holds now:");
  for (const { name, type, branch, base, commits, locations } of deployments) {
    if (type === "PRODUCTION") say(`  - ${name}, a full deployment`);
    else {
      const latest = commits.at(-1);
      const commit = `${latest?.commitHash.slice(0, 7)} "${latest?.commitMessage}" by ${latest?.authorName}`;
      const pullRequest = `pull request ${branch?.pullRequestNumber} (${branch?.pullRequestStatus})`;
      say(`  - ${shortened(name)}, the branch deployment of ${branch?.branchName}`);
      say(`      ${pullRequest}, based on ${base}`);
      say(`      commit ${commit}`);
    }
    for (const { name: location, loadedDocument } of locations) {
      say(`      location ${location} runs ${loadedDocument?.image ?? "nothing yet"}`);
    }
  }
}

/** A branch deployment's name is 40 hexadecimal digits long. @param {string} text */
function shortened(text) {
  return text.replace(/\b([0-9a-f]{8})[0-9a-f]{32}\b/g, "$1…");
}
