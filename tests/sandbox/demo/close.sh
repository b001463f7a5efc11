set -eu

# Say that the pull request is closed: the same command, with another status.
dagster-deploy branch-deployment create-or-update \
    --organization "$ORGANIZATION_NAME" --api-token "$DAGSTER_CLOUD_API_TOKEN" \
    --git-repo-name "$REPOSITORY_NAME" --branch-name "$BRANCH_NAME" \
    --commit-hash "$COMMIT_SHA" --timestamp "$TIMESTAMP" \
    --code-review-url "$PR_URL" --code-review-id "$INPUT_PR" \
    --pull-request-status CLOSED --base-deployment-name "$BASE_DEPLOYMENT_NAME"
