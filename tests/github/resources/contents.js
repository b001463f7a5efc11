// @ts-check
/** `GET /repos/{owner}/{repo}/contents/{path}`: a file of a commit, as its bytes or with them in JSON, or a folder. */
import { createHash } from "node:crypto";
import { json, problem } from "../answer.js";
import { resolve } from "../repository.js";

/** @typedef {import("../answer.js").Context} Context */

/** A larger file is shown without what is in it. */
const LARGEST = 1024 * 1024;

/** @type {import("./index.js").Resource} */
export const contents = {
  name: "contents",
  operation: "GET /repos/{owner}/{repo}/contents/{path}",
  permissions: ["contents"],
  answer({ repository, path, query, accept }, context) {
    const ref = query.ref ?? repository.defaultBranch;
    const files = repository.files[ref] ?? repository.files[resolve(repository, ref) ?? ""];
    if (!files) return problem(404, `No commit found for the ref ${ref}`);
    const wanted = path.path.replace(/\/$/, "");
    const place = { name: repository.name, ref };
    if (Object.hasOwn(files, wanted)) {
      const bytes = Buffer.from(files[wanted]);
      if (/application\/vnd\.github\.(v3\.)?raw\b/.test(accept)) return raw(bytes);
      return json(200, { ...entry(wanted, bytes, place, context), ...inJson(bytes) });
    }
    const entries = folder(wanted, files);
    if (entries.length === 0) return problem(404, "Not Found");
    return json(
      200,
      entries.map((one) => entry(one, Object.hasOwn(files, one) ? files[one] : null, place, context)),
    );
  },
};

/**
 * The paths of what is directly in a folder.
 * @param {string} path
 * @param {Record<string, string | Uint8Array>} files
 */
function folder(path, files) {
  const start = path === "" ? "" : `${path}/`;
  const inside = Object.keys(files).filter((one) => one.startsWith(start));
  return [...new Set(inside.map((one) => start + one.slice(start.length).split("/")[0]))].sort();
}

/** @param {Buffer} bytes */
function raw(bytes) {
  return { status: 200, headers: { "content-type": "application/vnd.github.raw+json; charset=utf-8" }, body: bytes };
}

/** In lines, as MIME has them. @param {Buffer} bytes */
function inJson(bytes) {
  if (bytes.length > LARGEST) return { content: "", encoding: "none" };
  return { content: bytes.toString("base64").replace(/.{1,60}/g, "$&\n"), encoding: "base64" };
}

/**
 * @param {string} path
 * @param {string | Uint8Array | null} content null for a folder
 * @param {{ name: string, ref: string }} place
 * @param {Context} context
 */
function entry(path, content, { name, ref }, { url, website }) {
  const bytes = Buffer.from(content ?? path);
  const isFile = content !== null;
  const kind = isFile ? "blob" : "tree";
  const sha = createHash("sha1").update(`${kind} ${bytes.length}\0`).update(bytes).digest("hex");
  const escaped = path.split("/").map(encodeURIComponent).join("/");
  const self = `${url}/repos/${name}/contents/${escaped}?ref=${encodeURIComponent(ref)}`;
  const git = `${url}/repos/${name}/git/${kind}s/${sha}`;
  const html = `${website}/${name}/${kind}/${ref}/${escaped}`;
  return {
    ...{ type: isFile ? "file" : "dir", name: path.split("/").at(-1), path, sha, size: isFile ? bytes.length : 0 },
    ...{ url: self, git_url: git, html_url: html, _links: { self, git, html } },
    download_url: isFile ? `${website}/${name}/raw/${ref}/${escaped}` : null,
  };
}
