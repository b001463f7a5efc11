function absoluteFolders(path) {
  const entries = path.split(";").map((entry) => entry.replaceAll('"', ""));
  return entries.filter((entry) => /^([A-Za-z]:[\\/]|[\\/]{2})/.test(entry));
}
function findGit(path, workingDirectory, exists) {
  const folders = absoluteFolders(path).filter((folder) => folded(folder) !== folded(workingDirectory));
  return folders.map((folder) => `${folder.replace(/[\\/]+$/, "")}\\git.exe`).find(exists);
}
const folded = (folder) => folder.replaceAll("/", "\\").replace(/\\+$/, "").toLowerCase();
export {
  absoluteFolders,
  findGit
};
