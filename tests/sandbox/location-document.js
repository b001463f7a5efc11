// @ts-check
/**
 * What makes a location document invalid. The hosted service surely checks more; these are the
 * rules that its own client states: a name, and exactly one place where the code is.
 */

const CODE_SOURCES = ["python_file", "package_name", "module_name", "autoload_defs_module_name"];

/**
 * @param {any} document
 * @returns {string[]} what is wrong with it, or nothing
 */
export function problemsOfLocation(document) {
  if (!isMapping(document)) return [`a location must be a mapping, not ${JSON.stringify(document)}`];
  const { location_name: name, code_source: source, image } = document;
  const problems = [];
  if (typeof name !== "string" || name === "") {
    problems.push(`location_name must be a text, not ${JSON.stringify(name)}`);
  }
  const sources = CODE_SOURCES.filter((key) => isMapping(source) && source[key]);
  if (sources.length !== 1) {
    const found = sources.length === 0 ? "none" : sources.join(" and ");
    problems.push(`code_source must have exactly one of ${CODE_SOURCES.join(", ")}, found ${found}`);
  }
  if (image !== undefined && image !== null && typeof image !== "string") {
    problems.push(`image must be a text, not ${JSON.stringify(image)}`);
  }
  return problems;
}

/**
 * @param {any} document with a list of locations
 * @returns {string[]}
 */
export function problemsOfLocations(document) {
  if (!isMapping(document) || !Array.isArray(document.locations)) {
    return ["locations must be a list"];
  }
  /** @type {unknown[]} */
  const locations = document.locations;
  return locations.flatMap((one, index) => problemsOfLocation(one).map((problem) => `locations[${index}]: ${problem}`));
}

/** @param {unknown} value */
function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
