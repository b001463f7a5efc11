// @ts-check
/**
 * codecov-cli: each case is about one field, and has only the variable for it. What tells the system is in other cases of
 * the same file, so it is added here.
 */
import { texts } from "../case.js";

/** The tests whose answers we have a field for. @type {{ [test: string]: import("../case.js").Field }} */
const fields = {
  test_detect: "detected",
  test_commit_sha: "commitHash",
  test_pull_request_number: "pullRequestNumber",
  test_slug: "repoName",
  test_branch: "branchName",
};

/**
 * What a system always sets beside the variable by which they tell it.
 * @type {{ [file: string]: { [name: string]: string } | undefined }}
 */
const beside = { azure_pipelines: { TF_BUILD: "True" } };

/** @typedef {{ test: string, params: { env_dict: { [name: string]: string }, expected: any } }} Told */

/** @type {import("../case.js").Source} */
export const codecov = {
  name: "codecov-cli",
  folder: "codecov-cli",
  read: (/** @type {Told[]} */ cases, file) => {
    const telling = cases.find(({ test, params }) => test === "test_detect" && params.expected === true)?.params
      .env_dict;
    return cases.flatMap(({ test, params: { env_dict: given, expected } }, index) => {
      const field = fields[test];
      if (!field) return [];
      const env = field === "detected" ? given : { ...telling, ...beside[file], ...given };
      return [{ name: `${index} ${test}`, env: texts(env), eventFile: null, expected: { [field]: expected } }];
    });
  },
};
