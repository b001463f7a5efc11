// @ts-check
/**
 * GitHub's own OpenAPI description, the part of it that the stand-in uses (description/excerpt.json): which operation a
 * request is, what is wrong with the request, and what with the stand-in's own answer. It answers nothing.
 */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

/**
 * @typedef {Record<string, any>} Values
 *
 * @typedef {object} Operation
 * @property {string} name such as `GET /repos/{owner}/{repo}/deployments`
 * @property {RegExp} pattern
 * @property {{ name: string, in: string, required?: boolean, schema: any }[]} parameters
 * @property {any} requestBody
 * @property {Record<string, any>} responses
 *
 * @typedef {object} Asked a request as the description sees it
 * @property {Operation} operation
 * @property {Values} path its parameters, as the types that they should have
 * @property {Values} query
 * @property {any} body undefined when there is none, or it cannot be read
 * @property {string[]} problems what the description does not allow
 */

const excerpt = JSON.parse(readFileSync(new URL("./description/excerpt.json", import.meta.url), "utf8"), withNull);
const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
// GitHub shows an address that there is none of as an empty text, and so are the description's own defaults.
ajv.addFormat("uri", (text) => text === "" || URL.canParse(text));
const { components } = excerpt;

/** Of the description that the excerpt was taken from. */
export const { version } = excerpt.source;

/** @type {Operation[]} */
const operations = Object.entries(excerpt.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters, requestBody, responses }]) => {
    const known = parameters.map(resolved);
    const pattern = patternOf(path, known);
    return { name: `${method.toUpperCase()} ${path}`, pattern, parameters: known, requestBody, responses };
  }),
);

/** @type {Map<object, import("ajv").ValidateFunction>} compiled when they are first needed */
const validators = new Map();

/**
 * @param {{ method: string, path: string, body: string }} request `path` without what stands before all of them
 * @returns {Asked | null} null when there is no such operation
 */
export function ask({ method, path, body }) {
  const [, place, search = ""] = /^([^?]*)\??(.*)$/s.exec(path) ?? [];
  const operation = operations.find(({ name, pattern }) => name.startsWith(`${method} `) && pattern.test(place));
  if (!operation) return null;
  const given = operation.pattern.exec(place)?.groups ?? {};
  const segments = Object.entries(given).map(([name, text]) => [name, decoded(text)]);
  const inPath = parametersOf(operation, "path", segments);
  const inQuery = parametersOf(operation, "query", [...new URLSearchParams(search)]);
  const inBody = bodyOf(operation, body);
  const problems = [...inPath.problems, ...inQuery.problems, ...inBody.problems];
  return { operation, path: inPath.values, query: inQuery.values, body: inBody.value, problems };
}

/**
 * What the description does not allow of an answer; one that it does not mention may say anything.
 * @param {Operation} operation
 * @param {import("./answer.js").Answer} answer
 */
export function problemsOfAnswer({ responses }, { status, headers, body }) {
  const said = responses[status] && resolved(responses[status]);
  const schema = said?.content?.["application/json"]?.schema;
  if (!schema || !/^application\/json\b/.test(headers["content-type"])) return [];
  // A fork can be gone, and then is null: the description does not know.
  const problems = problemsOf(schema, JSON.parse(body.toString()), "the answer");
  return problems.filter((problem) => problem !== "the answer/head/repo must be object");
}

/** @param {Operation} operation @param {"path" | "query"} place @param {string[][]} given */
function parametersOf({ parameters }, place, given) {
  /** @type {Values} */
  const values = {};
  const problems = [];
  for (const [name, text] of given) {
    const parameter = parameters.find((one) => one.in === place && one.name === name);
    if (!parameter) problems.push(`there is no ${place} parameter ${name}`);
    else if (name in values) problems.push(`the ${place} parameter ${name} is given twice`);
    else {
      values[name] = typed(text, parameter.schema.type);
      problems.push(...problemsOf(parameter.schema, values[name], `the ${place} parameter ${name}`));
    }
  }
  return { values, problems };
}

/** What stands in a URL is text; what it should be decides how it is read. @param {string} text @param {string} type */
function typed(text, type) {
  if (type === "integer" && /^\d{1,15}$/.test(text)) return Number(text);
  return type === "boolean" && /^(true|false)$/.test(text) ? text === "true" : text;
}

/** @param {Operation} operation @param {string} text */
function bodyOf({ requestBody }, text) {
  const schema = requestBody?.content["application/json"].schema;
  if (!schema) return { value: undefined, problems: text === "" ? [] : ["there is a body, and none is wanted"] };
  const value = parsed(text);
  if (value === undefined) return { value, problems: ["the body is no JSON"] };
  const problems = problemsOf(schema, value, "body");
  const isClosed = schema.properties && !schema.additionalProperties && typeof value === "object";
  const unknown = isClosed ? Object.keys(value ?? {}).filter((name) => !Object.hasOwn(schema.properties, name)) : [];
  return { value, problems: [...problems, ...unknown.map((name) => `body has no property ${name}`)] };
}

/** @param {any} schema @param {unknown} value @param {string} what */
function problemsOf(schema, value, what) {
  let validate = validators.get(schema);
  if (!validate) validators.set(schema, (validate = ajv.compile({ allOf: [schema], components })));
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${what}${instancePath} ${message}`);
}

/** @param {any} said a thing or where it stands */
function resolved(said) {
  const [, , kind, name] = said.$ref?.split("/") ?? [];
  return name ? components[kind][name] : said;
}

/** @param {string} path @param {any[]} parameters some may hold slashes */
function patternOf(path, parameters) {
  const source = path.replace(/\{(\w+)\}/g, (_, name) => {
    const isLong = parameters.find((one) => one.name === name)["x-multi-segment"];
    return `(?<${name}>${isLong ? ".*" : "[^/]+"})`;
  });
  return new RegExp(`^${source}$`);
}

/** `nullable` without a type beside it is OpenAPI's own. @param {string} _ @param {any} value */
function withNull(_, value) {
  if (value?.nullable !== true || value.type) return value;
  const { nullable, ...rest } = value;
  return { anyOf: [rest, { type: "null" }] };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {string} segment */
function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
