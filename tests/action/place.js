// @ts-check
/**
 * Where an annotation points, as the runner corrects it (IssueCommandExtension in
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs): a place that makes no sense is
 * taken away, and a file of the workspace is named from there.
 */

/**
 * @param {Record<string, string>} given names in lower case
 * @param {{ workspace: string, repository: string }} options
 */
export function checkedPlace(given, { workspace, repository }) {
  const properties = { ...given };
  checkLinesAndColumns(properties);
  const { file } = properties;
  if (!file?.startsWith(`${workspace}/`)) return properties;
  return { ...properties, file: file.slice(workspace.length + 1), repo: repository };
}

/** @param {Record<string, string>} place is changed */
function checkLinesAndColumns(place) {
  const [line, endLine, column, endColumn] = [place.line, place.endline, place.col, place.endcolumn].map(numberOf);
  const hasColumn = column !== null || endColumn !== null;
  if (endLine !== null && line === null) place.line = place.endline;
  if (endColumn !== null && column === null) place.col = place.endcolumn;
  const hasLine = line !== null || endLine !== null;
  if (hasColumn && (!hasLine || (endLine !== null && place.line !== place.endline))) remove(place, "col", "endcolumn");
  if (line !== null && endLine !== null && endLine < line) remove(place, "line", "endline");
  if (column !== null && endColumn !== null && endColumn < column) remove(place, "col", "endcolumn");
}

/** What .NET's int.TryParse takes. @param {string | undefined} text */
function numberOf(text) {
  const number = /^\s*[+-]?\d+\s*$/.test(text ?? "") ? Number(text) : NaN;
  return Math.abs(number) < 2 ** 31 ? number : null;
}

/** @param {Record<string, string>} place @param {...string} names */
function remove(place, ...names) {
  for (const name of names) delete place[name];
}
