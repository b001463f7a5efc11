// @ts-check
/** The dependencies between the core's modules, as their `use` lines and paths name them. */
import { filesIn, read, withoutTexts } from "./files.js";

/** @typedef {{ path: string, code: string, exports: Map<string, string> }} Module `exports`: what it re-exports, by name */

/** `src/edge/mod.rs` and `src/json.rs` become `edge` and `json`. @param {string} file */
const nameOf = (file) => file.replace(/^src\/|\.rs$/g, "").replace(/\/mod$/, "");

/** Code without its tests, which may use everything. @param {string} file */
const codeOf = (file) => withoutTexts(read(file)).replace(/^#\[cfg\(test\)\]\n(pub(\(\w+\))? )?mod \w+ \{[^]*/m, "");

/**
 * Expands `a::{b, c::{d, self}}` to `a::b`, `a::c::d`, `a::c`.
 * @param {string} tree
 * @returns {string[]}
 */
function expand(tree) {
  const [, before, inside] = /^([^{]*)\{([^]*)\}$/.exec(tree.trim()) ?? [];
  if (inside === undefined)
    return [
      tree
        .trim()
        .replace(/ as \w+$/, "")
        .replace(/::self$/, ""),
    ];
  const parts = [];
  for (let depth = 0, at = 0, from = 0; at <= inside.length; at++) {
    if (inside[at] === "{") depth++;
    if (inside[at] === "}") depth--;
    if (at < inside.length && (inside[at] !== "," || depth > 0)) continue;
    parts.push(inside.slice(from, at));
    from = at + 1;
  }
  return parts.filter((part) => part.trim()).flatMap((part) => expand(before + part.trim()));
}

/** Every module of the core outside tests, by its path such as `edge/branch/graph`. @returns {Map<string, Module>} */
export function readModules() {
  const files = filesIn("src").filter(
    (file) => file.endsWith(".rs") && !/\btests?\b/.test(file) && file !== "src/lib.rs",
  );
  /** @type {Map<string, Module>} */
  const modules = new Map(files.map((file) => [nameOf(file), { path: file, code: codeOf(file), exports: new Map() }]));
  for (const [name, module] of modules) {
    for (const [, tree] of module.code.matchAll(/^pub(?:\([\w ]+\))? use ([^;]+);/gm)) {
      for (const path of expand(tree)) {
        const target = path.replace(/^self::/, "").split("::");
        module.exports.set(/** @type {string} */ (target.at(-1)), [name, ...target.slice(0, -1)].join("/"));
      }
    }
  }
  return modules;
}

/**
 * Returns the module that a path leads to, through re-exports, or undefined if it leaves the core.
 * @param {Map<string, Module>} modules
 * @param {string} from
 * @param {string} path such as `super::graph::CommitGraph`
 */
function resolve(modules, from, path) {
  let at = from.split("/");
  const segments = path.split("::");
  const children = modules.get(from)?.path.endsWith("/mod.rs");
  if (segments[0] === "crate") at = [];
  else if (segments[0] !== "super" && !(children && (segments[0] === "self" || modules.has(`${from}/${segments[0]}`))))
    return;
  for (const segment of segments) {
    if (segment === "super") at = at.slice(0, -1);
    else if (segment !== "crate" && segment !== "self") {
      const next = [...at, segment].join("/");
      const exported = modules.get(at.join("/"))?.exports.get(segment);
      if (modules.has(next)) at = next.split("/");
      else if (exported && modules.has(exported)) return exported;
      else break;
    }
  }
  return modules.has(at.join("/")) ? at.join("/") : undefined;
}

/** The modules that a module names. @param {Map<string, Module>} modules @param {string} name */
export function dependencies(modules, name) {
  const code = modules.get(name)?.code ?? "";
  const uses = [...code.matchAll(/\buse ([^;]+);/g)].flatMap(([, tree]) => expand(tree.replace(/\s+/g, " ")));
  const paths = code.match(/\b(?:crate|super|self)(?:::\w+)+/g) ?? [];
  return new Set([...uses, ...paths].flatMap((path) => resolve(modules, name, path) ?? []));
}

/**
 * The circles among the modules of one folder, a module standing for all that is in it. A parent is none of them: it may
 * name its children, and they what it defines.
 * @param {[from: string, to: string][]} edges
 * @param {string} folder
 */
export function circlesIn(edges, folder) {
  const prefix = folder && `${folder}/`;
  /** @param {string} name */
  const child = (name) => (name.startsWith(prefix) ? name.slice(prefix.length).split("/")[0] : undefined);
  /** @type {Map<string, Set<string>>} */
  const named = new Map();
  for (const [from, to] of edges) {
    const [one, other] = [child(from), child(to)];
    if (one && other && one !== other) named.set(one, (named.get(one) ?? new Set()).add(other));
  }
  // A module that names none of those that are left is on no circle.
  for (let size = -1; size !== named.size; ) {
    size = named.size;
    for (const [name, others] of named) if (![...others].some((other) => named.has(other))) named.delete(name);
  }
  // Nor is one that none of them names.
  for (let size = -1; size !== named.size; ) {
    size = named.size;
    for (const name of named.keys()) if (![...named.values()].some((others) => others.has(name))) named.delete(name);
  }
  return [...named].map(
    ([name, others]) => `${prefix}${name} -> ${[...others].filter((other) => named.has(other)).join(", ")}`,
  );
}
