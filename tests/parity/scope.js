// @ts-check
/** Which command a case of the peer is about, and whether dagster-deploy has it. */

/** @typedef {{ name: string, kind: string, argv: string[], tool?: string, env?: Record<string, string | null>, env_default?: boolean, files?: Record<string, string | null>, git?: any, responses?: any[] }} Case */

const ours = {
  "branch-deployment": ["create-or-update", "delete"],
  deployment: ["add-location", "update-location"],
  workspace: ["add-location", "update-location"],
  ci: ["inspect", "branch-deployment"],
  job: ["launch"],
  run: ["status"],
};
/** What the peer has there besides; anything else is a misspelling, which both refuse. */
const locationCommands = [
  "delete-location",
  "list",
  "list-locations",
  "pull",
  "pull-locations",
  "sync",
  "sync-locations",
];
const notOurs = {
  "branch-deployment": [],
  deployment: [...locationCommands, "settings", "alert-policies", "upload-artifact", "download-artifact"],
  workspace: locationCommands,
  job: [],
  run: [],
  ci: [
    "check",
    "template",
    "init",
    "status",
    "notify",
    "locations-list",
    "locations-select",
    "locations-deselect",
    "build",
    "set-build-output",
    "deploy",
    "dagster-dbt",
  ],
};
const otherGroups = [
  "agent",
  "config",
  "configure",
  "integration",
  "logtest",
  "organization",
  "pex",
  "serverless",
  "settings",
];

/** @param {Case} testCase @returns {{ command: string, inScope: boolean }} */
export function scopeOf({ argv, tool }) {
  if (tool === "dg") return { command: "dg", inScope: false };
  const words = argv[0] === "--log-format" ? argv.slice(2) : argv;
  const [group, command] = words.filter((word) => !word.startsWith("-"));
  if (group in notOurs) {
    const known = /** @type {keyof typeof ours} */ (group);
    if (ours[known].includes(command)) return { command: `${group} ${command}`, inScope: true };
    if (/** @type {string[]} */ (notOurs[known]).includes(command))
      return { command: `${group} ${command}`, inScope: false };
  }
  if (otherGroups.includes(group)) return { command: group, inScope: false };
  return { command: "top level", inScope: true };
}

/**
 * The last value given for a flag, by any of its names; undefined if there is none.
 * @param {string[]} argv
 * @param {string[]} names
 */
export function flagValue(argv, ...names) {
  let value;
  argv.forEach((word, index) => {
    const name = names.find((each) => word === each || (each.startsWith("--") && word.startsWith(`${each}=`)));
    if (name !== undefined) value = word === name ? argv[index + 1] : word.slice(name.length + 1);
  });
  return /** @type {string | undefined} */ (value);
}

/**
 * An environment variable as the peer's runner sets it for this case.
 * @param {Case} testCase
 * @param {string} name
 */
export function variable({ env = {}, env_default = true }, name) {
  if (name in env) return env[name] ?? undefined;
  /** @type {Record<string, string>} */
  const usual = { DAGSTER_CLOUD_URL: "{{URL}}", DAGSTER_CLOUD_API_TOKEN: "user:test:0123456789abcdef" };
  return env_default ? usual[name] : undefined;
}
