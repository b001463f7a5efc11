set -eu

# Create the branch deployment of this pull request, or update it.
BRANCH_DEPLOYMENT_NAME=$(dagster-deploy branch-deployment create-or-update \
    --organization "$ORGANIZATION_NAME" --api-token "$DAGSTER_CLOUD_API_TOKEN" \
    --git-repo-name "$REPOSITORY_NAME" --branch-name "$BRANCH_NAME" \
    --commit-hash "$COMMIT_SHA" --timestamp "$TIMESTAMP" \
    --code-review-url "$PR_URL" --code-review-id "$INPUT_PR" \
    --pull-request-status "$PR_STATUS" --commit-message "$MESSAGE" \
    --author-name "$NAME" --author-email "$EMAIL" --author-avatar-url "$AVATAR_URL" \
    --base-deployment-name "$BASE_DEPLOYMENT_NAME")

# Tell it which image its code location runs, and wait until that has loaded.
dagster-deploy deployment add-location \
    --organization "$ORGANIZATION_NAME" --deployment "$BRANCH_DEPLOYMENT_NAME" \
    --api-token "$DAGSTER_CLOUD_API_TOKEN" \
    --location-file "$LOCATION_FILE" --location-name "$LOCATION_NAME" \
    --image "${LOCATION_REGISTRY_URL}:${IMAGE_TAG}" \
    --commit-hash "${COMMIT_SHA}" --git-url "${GIT_URL}"
