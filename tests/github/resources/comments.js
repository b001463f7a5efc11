// @ts-check
/** The comments of a pull request, which GitHub keeps as those of the issue of that number: to list, write, edit. */
import { created, invalid, json, page, problem } from "../answer.js";
import { TOKEN_LOGIN, freshId, now } from "../repository.js";
import { account, nodeId } from "../views.js";

/**
 * @typedef {import("../repository.js").Comment} Comment
 * @typedef {import("./index.js").Resource} Resource
 * @typedef {import("../answer.js").Context} Context
 */

const LONGEST = 65_536;
const EPOCH = "2026-11-23T08:00:00Z";

/** @type {Resource} */
export const listComments = {
  name: "comments",
  operation: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
  permissions: ["issues", "pullRequests"],
  answer(request, context) {
    const { repository, path, query } = request;
    if (!repository.pulls.some(({ number }) => number === path.issue_number)) return problem(404, "Not Found");
    const comments = repository.comments.filter(({ number }) => number === path.issue_number);
    const shown = comments.map((comment) => view(comment, repository.name, context));
    const isWanted = (/** @type {string} */ time) => !query.since || Date.parse(time) >= Date.parse(query.since);
    return page(
      shown.filter(({ updated_at }) => isWanted(updated_at)),
      request,
      context,
    );
  },
};

/** @type {Resource} */
export const writeComment = {
  name: "comments",
  operation: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
  permissions: ["issues", "pullRequests"],
  answer({ repository, path, body: { body } }, context) {
    const number = path.issue_number;
    if (!repository.pulls.some((one) => one.number === number)) return problem(404, "Not Found");
    const refusal = refused(body);
    if (refusal) return refusal;
    const time = now();
    const id = freshId(repository.comments, 1001);
    const comment = { id, number, body, login: TOKEN_LOGIN, createdAt: time, updatedAt: time };
    repository.comments.push(comment);
    return created(view(comment, repository.name, context));
  },
};

/** @type {Resource} */
export const editComment = {
  name: "comments",
  operation: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
  permissions: ["issues", "pullRequests"],
  answer({ repository, path, body: { body } }, context) {
    const comment = repository.comments.find(({ id }) => id === path.comment_id);
    if (!comment) return problem(404, "Not Found");
    const refusal = refused(body);
    if (refusal) return refusal;
    Object.assign(comment, { body, updatedAt: now() });
    return json(200, view(comment, repository.name, context));
  },
};

/** @param {string} body */
function refused(body) {
  const say = (/** @type {string} */ message) => invalid("IssueComment", "data", message, "unprocessable");
  if (body.trim() === "") return say("Body cannot be blank");
  return [...body].length > LONGEST ? say(`Body is too long (maximum is ${LONGEST} characters)`) : null;
}

/** @param {Comment} comment @param {string} name of the repository @param {Context} context */
function view(comment, name, context) {
  const { id, number, body, login, association = "NONE", createdAt = EPOCH, updatedAt = createdAt } = comment;
  const api = `${context.url}/repos/${name}/issues`;
  return {
    ...{ id, node_id: nodeId("IssueComment", id), body },
    url: `${api}/comments/${id}`,
    html_url: `${context.website}/${name}/pull/${number}#issuecomment-${id}`,
    issue_url: `${api}/${number}`,
    user: account(login, context),
    author_association: association,
    ...{ created_at: createdAt, updated_at: updatedAt, performed_via_github_app: null },
  };
}
