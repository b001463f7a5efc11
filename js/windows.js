// @ts-check
/**
 * Finds git on Windows, as pure functions. Windows looks for a program in the working directory first, and a checkout may
 * hold a `git.exe`.
 */

/**
 * Returns the absolute folders of a search path. A relative or empty entry would mean the working directory.
 * @param {string} path the variable PATH
 */
export function absoluteFolders(path) {
  const entries = path.split(";").map((entry) => entry.replaceAll('"', ""));
  return entries.filter((entry) => /^([A-Za-z]:[\\/]|[\\/]{2})/.test(entry));
}

/**
 * Returns the path of git, if a folder of the search path has it that is not the working directory.
 * @param {string} path the variable PATH
 * @param {string} workingDirectory
 * @param {(file: string) => boolean} exists
 */
export function findGit(path, workingDirectory, exists) {
  const folders = absoluteFolders(path).filter((folder) => folded(folder) !== folded(workingDirectory));
  return folders.map((folder) => `${folder.replace(/[\\/]+$/, "")}\\git.exe`).find(exists);
}

/** @param {string} folder */
const folded = (folder) => folder.replaceAll("/", "\\").replace(/\\+$/, "").toLowerCase();
