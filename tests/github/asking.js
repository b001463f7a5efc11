// @ts-check
/** For the tests of the stand-in for GitHub itself: a running one, and a short way to ask it. */
import { after } from "node:test";
import { startGitHub } from "./github.js";

export const HEAD = "5f2c9e1b7d3a4c6e8f0a1b2c3d4e5f6a7b8c9d0e";

/**
 * One with a repository acme/shop that has a review, 42. It is stopped at the end, and then nothing must have been wrong
 * that the test did not want.
 * @param {Partial<import("./repository.js").Repository>} [repository]
 * @param {Partial<import("./github.js").GitHubOptions>} [options]
 */
export async function githubWith(repository, options) {
  const pulls = [{ number: 42, head: { ref: "new-prices", sha: HEAD } }];
  const github = await startGitHub({ repositories: [{ id: 1, name: "acme/shop", pulls, ...repository }], ...options });
  after(() => github.stop());
  return { github, repository: github.repositories[0], ask: asking(github) };
}

/** @param {import("./github.js").GitHub} github */
function asking(github) {
  /**
   * @param {string} method
   * @param {string} path after the repository
   * @param {unknown} [body]
   * @param {Record<string, string>} [headers]
   * @returns {Promise<{ status: number, headers: Headers, value: any }>}
   */
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${github.url}/repos/acme/shop${path}`, {
      method,
      headers: { authorization: `Bearer ${github.token}`, ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, value: await response.json() };
  };
}

/** What a refusal comes to. @param {{ status: number, value: any }} answer */
export function refusal({ status, value: { message, errors = [] } }) {
  const said = errors.map((/** @type {any} */ { resource, field, code, message }) => {
    return [resource, field, code, message].filter((part) => part !== undefined).join(" ");
  });
  return [status, message, ...said];
}
