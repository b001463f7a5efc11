// @ts-check
/** The same by the library that GitHub's users know. */
import { Webhooks } from "@octokit/webhooks";

/** @type {Webhooks | undefined} */
let webhooks;

/** @param {string} secret */
function listening(secret) {
  const created = new Webhooks({ secret });
  created.on("pull_request", () => {});
  return created;
}

export default {
  /**
   * @param {Request} request
   * @param {{ SECRET: string }} env
   */
  async fetch(request, env) {
    webhooks ??= listening(env.SECRET);
    const header = (/** @type {string} */ name) => request.headers.get(name) ?? "";
    await webhooks.verifyAndReceive({
      id: header("X-GitHub-Delivery"),
      name: /** @type {any} */ (header("X-GitHub-Event")),
      signature: header("X-Hub-Signature-256"),
      payload: await request.text(),
    });
    return new Response(null, { status: 202 });
  },
};
