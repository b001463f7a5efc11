set -eu
TAG=$(dagster-deploy ci image-tag)
# docker buildx build --push --tag "registry.example.com/prices:$TAG" .
dagster-deploy deploy --image-tag "$TAG" --deployment prod
