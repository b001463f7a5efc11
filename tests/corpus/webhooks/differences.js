// @ts-check
/** Where drone/go-scm is not right, or speaks of something else, each with its reason. */

/** @type {import("./judge.js").Difference[]} */
export const differences = [
  {
    path: /^gitlab\/.*(merge_request|pull_request)/,
    field: "isFork",
    instead: false,
    reason: "go-scm takes the account for the project that a merge request comes from; both projects are the same",
  },
  {
    path: /^azuredevops\/.*\/pr_/,
    field: "pullRequestUrl",
    instead: "https://dev.azure.com/fabrikam/DefaultCollection/_git/Fabrikam/pullrequest/1",
    reason: "go-scm tells the address of the API, and people want the page",
  },
  {
    path: /^azuredevops\/.*\/pr_updated/,
    field: "pullRequestStatus",
    instead: "MERGED",
    reason: "completed is merged, in the words of Azure DevOps",
  },
];
