// @ts-check
/**
 * Every resource that the stand-in for GitHub has. Each names its operation as GitHub's OpenAPI description does; after
 * one was added, `node tests/github/description/extract.mjs` must be run.
 */
import { editComment, listComments, writeComment } from "./comments.js";
import { commit } from "./commits.js";
import { contents } from "./contents.js";
import { createDeployment, listDeployments } from "./deployments.js";
import { pull } from "./pulls.js";
import { ref } from "./refs.js";
import { addStatus, listStatuses } from "./statuses.js";

/**
 * @typedef {"actions" | "contents" | "deployments" | "issues" | "pullRequests"} Permission
 *
 * @typedef {object} Resource
 * @property {string} name for records, and for scripts of misbehaviour
 * @property {string} operation such as `GET /repos/{owner}/{repo}/deployments`
 * @property {Permission[]} permissions any of which suffices: to read for a GET, else to write
 * @property {(request: Request, context: import("../answer.js").Context) => import("../answer.js").Answer} answer
 *
 * @typedef {object} Request one that is to be answered properly
 * @property {import("../repository.js").HeldRepository} repository
 * @property {Record<string, any>} path its parameters
 * @property {Record<string, any>} query
 * @property {any} body as the description wants it
 * @property {string} accept
 * @property {string} rest of the path after the repository, with the query
 */

/** @type {Resource[]} */
export const resources = [
  ...[commit, contents, pull, ref],
  ...[listComments, writeComment, editComment],
  ...[listDeployments, createDeployment, listStatuses, addStatus],
];
