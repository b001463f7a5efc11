// @ts-check
/** `GET /repos/{owner}/{repo}/git/ref/{ref}`: the commit of a branch, by its ref without `refs/`. */
import { json, problem } from "../answer.js";
import { nodeId } from "../views.js";

/** @type {import("./index.js").Resource} */
export const ref = {
  name: "ref",
  operation: "GET /repos/{owner}/{repo}/git/ref/{ref}",
  permissions: ["contents"],
  answer({ repository, path }, context) {
    const branch = path.ref.replace(/^heads\//, "");
    // A review that is over may have lost its branch.
    const pull = repository.pulls.find(
      (one) => one.state === "open" && !one.head.repository && one.head.ref === branch,
    );
    const sha = Object.hasOwn(repository.branches, branch) ? repository.branches[branch] : pull?.head.sha;
    if (!sha || branch === path.ref) return problem(404, "Not Found");
    const api = `${context.url}/repos/${repository.name}/git`;
    const name = `refs/heads/${branch}`;
    const object = { sha, type: "commit", url: `${api}/commits/${sha}` };
    return json(200, { ref: name, node_id: nodeId("Ref", name), url: `${api}/${name}`, object });
  },
};
