// @ts-check
/** What a case of the corpus is, whatever source it is from, and what its values have in common. Nothing is run here. */

/**
 * What `ci inspect` prints. What it does not know is null.
 * @typedef {{ provider: string | null, repoName: string | null, branchName: string | null, branchUrl: string | null,
 *   baseBranch: string | null, defaultBranch: string | null, tag: string | null, commitHash: string | null,
 *   commitMessage: string | null, commitUrl: string | null, timestamp: string | number | null,
 *   authorName: string | null, authorEmail: string | null, authorAvatarUrl: string | null,
 *   pullRequestNumber: string | number | null, pullRequestUrl: string | null, pullRequestTitle: string | null,
 *   pullRequestStatus: string | null, gitUrl: string | null, isFork: boolean | null, sources: unknown }} Record
 *
 * What a run is compared by: fields of the record, and what can only be said of it as a whole.
 * @typedef {object} Whole
 * @property {"record" | "refused" | "broken"} ended
 * @property {boolean} detected
 * @property {boolean} isPullRequest
 * @property {boolean} hidesCredentials
 *
 * @typedef {Omit<Record, "sources"> & Whole} Facts
 * @typedef {keyof Facts} Field
 *
 * @typedef {object} Case
 * @property {string} source such as `env-ci`
 * @property {string} system its file's name, in small letters and digits only
 * @property {string} name unique in its source
 * @property {{ [name: string]: string }} env
 * @property {string | null} eventFile the text of the file that GITHUB_EVENT_PATH names
 * @property {Partial<Facts>} expected what is not there is not compared
 *
 * @typedef {object} Source
 * @property {string} name
 * @property {string} folder below the corpus's own
 * @property {(json: any, file: string) => Omit<Case, "source" | "system">[]} read one file; `file` without `.json`
 */

/** An empty text is what many sources write for nothing. @param {string | null | undefined} value */
export const orNull = (value) => value || null;

/**
 * Environments hold texts only.
 * @param {{ [name: string]: unknown }} env
 * @returns {{ [name: string]: string }}
 */
export function texts(env) {
  const given = Object.entries(env).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/**
 * The form in which two values of a field are the same although they are spelt differently.
 * @param {string} field
 * @param {unknown} value
 */
export function comparable(field, value) {
  if (value === null || value === undefined) return null;
  if (field === "gitUrl") return repository(String(value));
  if (field === "timestamp") return seconds(String(value));
  return field === "pullRequestNumber" ? String(value) : value;
}

/** @param {string} moment since 1970, or a date */
const seconds = (moment) => (/^[\d.]+$/.test(moment) ? Number(moment) : Date.parse(moment) / 1000);

/**
 * Which repository a URL means: not how it is spoken to, by whom, or with which of the usual endings. A port belongs to
 * the scheme that it is of, so an ssh one says nothing about the same repository by https.
 * @param {string} url
 */
function repository(url) {
  const [, scheme = "", host, path] = /^(?:(\w+):\/\/)?(?:[^/@]*@)?([^/:]+(?::\d+(?=\/))?)[/:](.*)$/.exec(url) ?? [
    "",
    "",
    "",
    url,
  ];
  const place = scheme === "" || scheme === "ssh" ? host.replace(/:\d+$/, "") : host;
  return `${place}/${path}`
    .toLowerCase()
    .replace(/\/+$/, "")
    .replace(/\.git$/, "");
}
