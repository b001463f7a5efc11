// @ts-check
/**
 * Help and completion scripts, by the names under which the core asks for them. Generated from the flag table by
 * tests/generated.rs (cargo test).
 * @type {Record<string, string>}
 */
export const texts = {
  "completion bash": `_dagster_deploy() {
  local words path=""
  [ "$COMP_CWORD" -ge 2 ] && path="\${COMP_WORDS[1]} "
  [ "$COMP_CWORD" -ge 3 ] && path+="\${COMP_WORDS[2]}"
  case "$path" in
    "") words="deploy branch-deployment deployment job ci webhook --help --version";;
    "deploy "*) words="--image --image-tag --allow-no-image --location-name --location-file --from --changed-since --deployment --deployment-type --git-url --project-dir --repo-name-style --base-deployment-name --snapshot-base-condition --location-load-timeout --agent-heartbeat-timeout --agent-timeout --settle-timeout --git-repo-name --repo-name --branch-name --commit-hash --timestamp --commit-message --author-name --author-email --author-avatar-url --branch-url --code-review-url --pull-request-url --code-review-id --pull-request-id --pull-request-status --commit-url --base-branch --default-branch --tag --pull-request-title --clone-url --is-fork --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline --no-allow-no-image";;
    "branch-deployment ") words="create-or-update delete";;
    "branch-deployment create-or-update") words="--read-ci-state --read-git-state --git-repo-name --repo-name --branch-name --commit-hash --timestamp --commit-message --author-name --author-email --author-avatar-url --branch-url --code-review-url --pull-request-url --code-review-id --pull-request-id --pull-request-status --repo-name-style --base-deployment-name --snapshot-base-condition --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline --no-read-ci-state --no-read-git-state";;
    "branch-deployment delete") words="--deployment --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline";;
    "deployment ") words="add-location update-location";;
    "deployment add-location") words="--location-name --location-file --from --image --commit-hash --git-url --python-file --package-name --module-name --autoload-defs-module-name --attribute --executable-path --location-load-timeout --agent-heartbeat-timeout --agent-timeout --settle-timeout --deployment --working-directory --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline";;
    "deployment update-location") words="--location-name --location-file --from --image --commit-hash --git-url --python-file --package-name --module-name --autoload-defs-module-name --attribute --executable-path --location-load-timeout --agent-heartbeat-timeout --agent-timeout --settle-timeout --deployment --working-directory --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline";;
    "job ") words="launch";;
    "job launch") words="--location --job --repository --tags --tags-file --config-json --config-json-file --asset-key --wait --interval --wait-timeout --launch-retries --deployment --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline";;
    "run ") words="status";;
    "run status") words="--run-id --deployment --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline";;
    "ci ") words="inspect image-tag branch-deployment";;
    "ci inspect") words="--git-repo-name --repo-name --branch-name --commit-hash --timestamp --commit-message --author-name --author-email --author-avatar-url --branch-url --code-review-url --pull-request-url --code-review-id --pull-request-id --pull-request-status --commit-url --base-branch --default-branch --tag --pull-request-title --clone-url --is-fork --project-dir --output --request-timeout --request-deadline";;
    "ci image-tag") words="--format --git-repo-name --repo-name --branch-name --commit-hash --timestamp --commit-message --author-name --author-email --author-avatar-url --branch-url --code-review-url --pull-request-url --code-review-id --pull-request-id --pull-request-status --commit-url --base-branch --default-branch --tag --pull-request-title --clone-url --is-fork --project-dir --output --request-timeout --request-deadline";;
    "ci branch-deployment") words="--mark-closed --read-only --project-dir --repo-name-style --base-deployment-name --snapshot-base-condition --git-repo-name --repo-name --branch-name --commit-hash --timestamp --commit-message --author-name --author-email --author-avatar-url --branch-url --code-review-url --pull-request-url --code-review-id --pull-request-id --pull-request-status --commit-url --base-branch --default-branch --tag --pull-request-title --clone-url --is-fork --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline --no-mark-closed --no-read-only";;
    "webhook ") words="serve check explain sign";;
    "webhook serve") words="--config --port --hostname --data";;
    "webhook check") words="--config --output";;
    "webhook explain") words="--provider --headers --body --config --secret --output";;
    "webhook sign") words="--provider --body --event --secret --output";;
  esac
  COMPREPLY=($(compgen -W "$words --help" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _dagster_deploy dagster-deploy
`,
  "completion fish": `complete -c dagster-deploy -f -n __fish_use_subcommand -a deploy -d 'Deploy the locations of dagster_cloud.yaml to where the change belongs, and wait for them.'
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l image
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l image-tag
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l allow-no-image
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l location-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l location-file
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l from
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l changed-since
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l deployment
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l deployment-type
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l git-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l project-dir
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l repo-name-style
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l base-deployment-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l snapshot-base-condition
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l location-load-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l agent-heartbeat-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l agent-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l settle-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l git-repo-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l repo-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l branch-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l commit-hash
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l timestamp
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l commit-message
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l author-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l author-email
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l author-avatar-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l branch-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l code-review-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l pull-request-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l code-review-id
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l pull-request-id
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l pull-request-status
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l commit-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l base-branch
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l default-branch
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l tag
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l pull-request-title
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l clone-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l is-fork
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l organization
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l api-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l user-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l url
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l allow-http
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l dagster-env
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l output
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l dry-run
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l request-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l request-deadline
complete -c dagster-deploy -n '__fish_seen_subcommand_from deploy' -l no-allow-no-image
complete -c dagster-deploy -f -n __fish_use_subcommand -a branch-deployment -d 'Create, update and delete the branch deployment of a git branch.'
complete -c dagster-deploy -f -n '__fish_seen_subcommand_from branch-deployment; and not __fish_seen_subcommand_from create-or-update delete' -a create-or-update -d 'Create the branch deployment of a git branch, or update its metadata.'
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l read-ci-state
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l read-git-state
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l git-repo-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l repo-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l branch-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l commit-hash
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l timestamp
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l commit-message
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l author-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l author-email
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l author-avatar-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l branch-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l code-review-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l pull-request-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l code-review-id
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l pull-request-id
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l pull-request-status
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l repo-name-style
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l base-deployment-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l snapshot-base-condition
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l organization
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l api-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l user-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l url
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l allow-http
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l dagster-env
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l output
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l dry-run
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l request-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l request-deadline
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l no-read-ci-state
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from create-or-update' -l no-read-git-state
complete -c dagster-deploy -f -n '__fish_seen_subcommand_from branch-deployment; and not __fish_seen_subcommand_from create-or-update delete' -a delete -d 'Delete a branch deployment.'
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from delete' -l deployment
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from delete' -l organization
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from delete' -l api-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from delete' -l user-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from delete' -l url
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from delete' -l allow-http
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from delete' -l dagster-env
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from delete' -l output
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from delete' -l dry-run
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from delete' -l request-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from branch-deployment; and __fish_seen_subcommand_from delete' -l request-deadline
complete -c dagster-deploy -f -n __fish_use_subcommand -a deployment -d 'Change the code locations of a deployment.'
complete -c dagster-deploy -f -n '__fish_seen_subcommand_from deployment; and not __fish_seen_subcommand_from add-location update-location' -a add-location -d 'Add a code location to a deployment, or update it, and wait until it has loaded.'
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l location-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l location-file
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l from
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l image
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l commit-hash
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l git-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l python-file
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l package-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l module-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l autoload-defs-module-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l attribute
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l executable-path
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l location-load-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l agent-heartbeat-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l agent-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l settle-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l deployment
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l working-directory
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l organization
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l api-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l user-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l url
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l allow-http
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l dagster-env
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l output
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l dry-run
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l request-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from add-location' -l request-deadline
complete -c dagster-deploy -f -n '__fish_seen_subcommand_from deployment; and not __fish_seen_subcommand_from add-location update-location' -a update-location -d 'Update a code location of a deployment, or add it, and wait until it has loaded.'
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l location-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l location-file
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l from
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l image
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l commit-hash
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l git-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l python-file
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l package-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l module-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l autoload-defs-module-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l attribute
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l executable-path
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l location-load-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l agent-heartbeat-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l agent-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l settle-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l deployment
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l working-directory
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l organization
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l api-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l user-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l url
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l allow-http
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l dagster-env
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l output
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l dry-run
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l request-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from deployment; and __fish_seen_subcommand_from update-location' -l request-deadline
complete -c dagster-deploy -f -n __fish_use_subcommand -a job -d 'Run what was deployed.'
complete -c dagster-deploy -f -n '__fish_seen_subcommand_from job; and not __fish_seen_subcommand_from launch' -a launch -d 'Launch a run of a job, and wait for it if that is asked for.'
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l location
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l job
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l repository
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l tags
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l tags-file
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l config-json
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l config-json-file
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l asset-key
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l wait
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l interval
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l wait-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l launch-retries
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l deployment
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l organization
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l api-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l user-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l url
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l allow-http
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l dagster-env
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l output
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l dry-run
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l request-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from launch' -l request-deadline
complete -c dagster-deploy -f -n '__fish_seen_subcommand_from run; and not __fish_seen_subcommand_from status' -a status -d 'Print the status of a run.'
complete -c dagster-deploy -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from status' -l run-id
complete -c dagster-deploy -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from status' -l deployment
complete -c dagster-deploy -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from status' -l organization
complete -c dagster-deploy -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from status' -l api-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from status' -l user-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from status' -l url
complete -c dagster-deploy -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from status' -l allow-http
complete -c dagster-deploy -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from status' -l dagster-env
complete -c dagster-deploy -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from status' -l output
complete -c dagster-deploy -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from status' -l dry-run
complete -c dagster-deploy -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from status' -l request-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from status' -l request-deadline
complete -c dagster-deploy -f -n __fish_use_subcommand -a ci -d 'What the CI system and git tell of the change, and what follows.'
complete -c dagster-deploy -f -n '__fish_seen_subcommand_from ci; and not __fish_seen_subcommand_from inspect image-tag branch-deployment' -a inspect -d 'Print what the CI system and git tell of the change, as JSON.'
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l git-repo-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l repo-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l branch-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l commit-hash
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l timestamp
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l commit-message
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l author-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l author-email
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l author-avatar-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l branch-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l code-review-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l pull-request-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l code-review-id
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l pull-request-id
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l pull-request-status
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l commit-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l base-branch
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l default-branch
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l tag
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l pull-request-title
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l clone-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l is-fork
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l project-dir
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l output
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l request-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from inspect' -l request-deadline
complete -c dagster-deploy -f -n '__fish_seen_subcommand_from ci; and not __fish_seen_subcommand_from inspect image-tag branch-deployment' -a image-tag -d 'Print a tag for the change's Docker image: valid, and the same for the same change.'
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l format
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l git-repo-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l repo-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l branch-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l commit-hash
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l timestamp
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l commit-message
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l author-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l author-email
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l author-avatar-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l branch-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l code-review-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l pull-request-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l code-review-id
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l pull-request-id
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l pull-request-status
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l commit-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l base-branch
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l default-branch
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l tag
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l pull-request-title
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l clone-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l is-fork
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l project-dir
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l output
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l request-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from image-tag' -l request-deadline
complete -c dagster-deploy -f -n '__fish_seen_subcommand_from ci; and not __fish_seen_subcommand_from inspect image-tag branch-deployment' -a branch-deployment -d 'Create or update the branch deployment of the change, and print its name.'
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l mark-closed
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l read-only
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l project-dir
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l repo-name-style
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l base-deployment-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l snapshot-base-condition
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l git-repo-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l repo-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l branch-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l commit-hash
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l timestamp
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l commit-message
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l author-name
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l author-email
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l author-avatar-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l branch-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l code-review-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l pull-request-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l code-review-id
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l pull-request-id
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l pull-request-status
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l commit-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l base-branch
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l default-branch
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l tag
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l pull-request-title
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l clone-url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l is-fork
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l organization
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l api-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l user-token
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l url
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l allow-http
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l dagster-env
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l output
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l dry-run
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l request-timeout
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l request-deadline
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l no-mark-closed
complete -c dagster-deploy -n '__fish_seen_subcommand_from ci; and __fish_seen_subcommand_from branch-deployment' -l no-read-only
complete -c dagster-deploy -f -n __fish_use_subcommand -a webhook -d 'Webhooks of git hosts and registries.'
complete -c dagster-deploy -f -n '__fish_seen_subcommand_from webhook; and not __fish_seen_subcommand_from serve check explain sign' -a serve -d 'Take deliveries of webhooks, and create, update and deploy what they are about.'
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from serve' -l config
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from serve' -l port
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from serve' -l hostname
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from serve' -l data
complete -c dagster-deploy -f -n '__fish_seen_subcommand_from webhook; and not __fish_seen_subcommand_from serve check explain sign' -a check -d 'Check the configuration of webhooks; sends nothing.'
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from check' -l config
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from check' -l output
complete -c dagster-deploy -f -n '__fish_seen_subcommand_from webhook; and not __fish_seen_subcommand_from serve check explain sign' -a explain -d 'Print what a webhook's delivery means, as JSON; sends nothing.'
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from explain' -l provider
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from explain' -l headers
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from explain' -l body
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from explain' -l config
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from explain' -l secret
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from explain' -l output
complete -c dagster-deploy -f -n '__fish_seen_subcommand_from webhook; and not __fish_seen_subcommand_from serve check explain sign' -a sign -d 'Print the headers that a sender would send with a body; sends nothing.'
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from sign' -l provider
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from sign' -l body
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from sign' -l event
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from sign' -l secret
complete -c dagster-deploy -n '__fish_seen_subcommand_from webhook; and __fish_seen_subcommand_from sign' -l output
`,
  "completion zsh": `autoload -U +X bashcompinit && bashcompinit
_dagster_deploy() {
  local words path=""
  [ "$COMP_CWORD" -ge 2 ] && path="\${COMP_WORDS[1]} "
  [ "$COMP_CWORD" -ge 3 ] && path+="\${COMP_WORDS[2]}"
  case "$path" in
    "") words="deploy branch-deployment deployment job ci webhook --help --version";;
    "deploy "*) words="--image --image-tag --allow-no-image --location-name --location-file --from --changed-since --deployment --deployment-type --git-url --project-dir --repo-name-style --base-deployment-name --snapshot-base-condition --location-load-timeout --agent-heartbeat-timeout --agent-timeout --settle-timeout --git-repo-name --repo-name --branch-name --commit-hash --timestamp --commit-message --author-name --author-email --author-avatar-url --branch-url --code-review-url --pull-request-url --code-review-id --pull-request-id --pull-request-status --commit-url --base-branch --default-branch --tag --pull-request-title --clone-url --is-fork --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline --no-allow-no-image";;
    "branch-deployment ") words="create-or-update delete";;
    "branch-deployment create-or-update") words="--read-ci-state --read-git-state --git-repo-name --repo-name --branch-name --commit-hash --timestamp --commit-message --author-name --author-email --author-avatar-url --branch-url --code-review-url --pull-request-url --code-review-id --pull-request-id --pull-request-status --repo-name-style --base-deployment-name --snapshot-base-condition --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline --no-read-ci-state --no-read-git-state";;
    "branch-deployment delete") words="--deployment --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline";;
    "deployment ") words="add-location update-location";;
    "deployment add-location") words="--location-name --location-file --from --image --commit-hash --git-url --python-file --package-name --module-name --autoload-defs-module-name --attribute --executable-path --location-load-timeout --agent-heartbeat-timeout --agent-timeout --settle-timeout --deployment --working-directory --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline";;
    "deployment update-location") words="--location-name --location-file --from --image --commit-hash --git-url --python-file --package-name --module-name --autoload-defs-module-name --attribute --executable-path --location-load-timeout --agent-heartbeat-timeout --agent-timeout --settle-timeout --deployment --working-directory --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline";;
    "job ") words="launch";;
    "job launch") words="--location --job --repository --tags --tags-file --config-json --config-json-file --asset-key --wait --interval --wait-timeout --launch-retries --deployment --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline";;
    "run ") words="status";;
    "run status") words="--run-id --deployment --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline";;
    "ci ") words="inspect image-tag branch-deployment";;
    "ci inspect") words="--git-repo-name --repo-name --branch-name --commit-hash --timestamp --commit-message --author-name --author-email --author-avatar-url --branch-url --code-review-url --pull-request-url --code-review-id --pull-request-id --pull-request-status --commit-url --base-branch --default-branch --tag --pull-request-title --clone-url --is-fork --project-dir --output --request-timeout --request-deadline";;
    "ci image-tag") words="--format --git-repo-name --repo-name --branch-name --commit-hash --timestamp --commit-message --author-name --author-email --author-avatar-url --branch-url --code-review-url --pull-request-url --code-review-id --pull-request-id --pull-request-status --commit-url --base-branch --default-branch --tag --pull-request-title --clone-url --is-fork --project-dir --output --request-timeout --request-deadline";;
    "ci branch-deployment") words="--mark-closed --read-only --project-dir --repo-name-style --base-deployment-name --snapshot-base-condition --git-repo-name --repo-name --branch-name --commit-hash --timestamp --commit-message --author-name --author-email --author-avatar-url --branch-url --code-review-url --pull-request-url --code-review-id --pull-request-id --pull-request-status --commit-url --base-branch --default-branch --tag --pull-request-title --clone-url --is-fork --organization --api-token --user-token --url --allow-http --dagster-env --output --dry-run --request-timeout --request-deadline --no-mark-closed --no-read-only";;
    "webhook ") words="serve check explain sign";;
    "webhook serve") words="--config --port --hostname --data";;
    "webhook check") words="--config --output";;
    "webhook explain") words="--provider --headers --body --config --secret --output";;
    "webhook sign") words="--provider --body --event --secret --output";;
  esac
  COMPREPLY=($(compgen -W "$words --help" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _dagster_deploy dagster-deploy
`,
  "help": `dagster-deploy 0.1.0: creates Dagster+ branch deployments and deploys code locations.

Usage: dagster-deploy [GROUP] COMMAND [FLAGS]

Do all that a change needs.
  deploy
        Deploy the locations of dagster_cloud.yaml to where the change belongs, and wait for
        them.

Create, update and delete the branch deployment of a git branch.
  branch-deployment create-or-update
        Create the branch deployment of a git branch, or update its metadata.
  branch-deployment delete
        Delete a branch deployment.

Change the code locations of a deployment.
  deployment add-location
        Add a code location to a deployment, or update it, and wait until it has loaded.
  deployment update-location
        Update a code location of a deployment, or add it, and wait until it has loaded.

Run what was deployed.
  job launch
        Launch a run of a job, and wait for it if that is asked for.

What the CI system and git tell of the change, and what follows.
  ci inspect
        Print what the CI system and git tell of the change, as JSON.
  ci image-tag
        Print a tag for the change's Docker image: valid, and the same for the same change.
  ci branch-deployment
        Create or update the branch deployment of the change, and print its name.

Webhooks of git hosts and registries.
  webhook serve
        Take deliveries of webhooks, and create, update and deploy what they are about.
  webhook check
        Check the configuration of webhooks; sends nothing.
  webhook explain
        Print what a webhook's delivery means, as JSON; sends nothing.
  webhook sign
        Print the headers that a sender would send with a body; sends nothing.

Flags:
  -h, --help
        Help for the program, a group or a command.
  -v, --version
        The version.
  --show-completion SHELL
        A completion script: bash, zsh or fish.

Exit status: 0 done, 1 failed, 2 wrong usage.
Tokens: DAGSTER_CLOUD_API_TOKEN. Region: DAGSTER_CLOUD_ENV=eu. Details: dagster-deploy [GROUP] COMMAND --help
`,
  "help branch-deployment": `Create, update and delete the branch deployment of a git branch.

Usage: dagster-deploy branch-deployment COMMAND [FLAGS]

Commands:
  create-or-update
        Create the branch deployment of a git branch, or update its metadata.
  delete
        Delete a branch deployment.

Help for one: dagster-deploy branch-deployment COMMAND --help
`,
  "help branch-deployment create-or-update": `Create the branch deployment of a git branch, or update its metadata.

Usage: dagster-deploy branch-deployment create-or-update [FLAGS]

Prints the deployment's name. Needs a commit: give --commit-hash and --timestamp, or
--read-git-state; with --read-ci-state nothing need be given at all. To close a branch
deployment, pass --pull-request-status CLOSED or MERGED.

Flags:
  --read-ci-state, --no-read-ci-state
        Take repository, branch, commit and review from the CI system's variables, its event
        file and git; explicit flags win.
  --read-git-state, --no-read-git-state
        Take hash, time, message and author of the checked-out commit from git; explicit flags
        win.
  --base-deployment-name NAME
        Full deployment to inherit variables from and to compare with; the server's default is
        prod.
  --snapshot-base-condition WHEN
        When to take a snapshot of the base deployment to compare with; without it the base is
        compared as it is now. [on-create, on-update]

The branch, its commit and its review:
  --git-repo-name, --repo-name OWNER/NAME
        Repository that the branch belongs to, such as acme/etl. [env: DAGSTER_DEPLOY_REPO]
        [required without --read-ci-state]
  --branch-name NAME
        Git branch; sent as it is. [env: DAGSTER_DEPLOY_BRANCH]
        [required without --read-ci-state]
  --commit-hash HASH
        Hash of the commit that is deployed. [env: DAGSTER_DEPLOY_COMMIT]
  --timestamp SECONDS
        Time of the commit, in seconds since 1970-01-01 UTC. [env: DAGSTER_DEPLOY_TIMESTAMP]
  --commit-message TEXT
        Message of the commit. [env: DAGSTER_DEPLOY_COMMIT_MESSAGE]
  --author-name NAME
        Name of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_NAME]
  --author-email EMAIL
        Email address of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_EMAIL]
  --author-avatar-url URL
        Picture of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_AVATAR_URL]
  --branch-url URL
        Page of the branch at the git host. [env: DAGSTER_DEPLOY_BRANCH_URL]
  --code-review-url, --pull-request-url URL
        Page of the pull or merge request. [env: DAGSTER_DEPLOY_PULL_REQUEST_URL]
  --code-review-id, --pull-request-id ID
        Number of the pull or merge request. [env: DAGSTER_DEPLOY_PULL_REQUEST]
  --pull-request-status STATUS
        State of the pull or merge request: OPEN, CLOSED or MERGED.
        [env: DAGSTER_DEPLOY_PULL_REQUEST_STATUS]
  --repo-name-style STYLE
        How a repository that was read is sent: acme/data/etl is etl in short. With the branch
        it identifies the branch deployment; without this, GitLab's are short, as in
        dagster-cloud, and all others full. [short, full] [env: DAGSTER_DEPLOY_REPO_NAME_STYLE]

Connection:
  -o, --organization NAME
        Dagster+ organization, as in https://NAME.dagster.cloud.
        [env: DAGSTER_CLOUD_ORGANIZATION]
  -u, --api-token, --user-token TOKEN
        Agent token or user token. [env: DAGSTER_CLOUD_API_TOKEN]
  --url URL
        Where Dagster+ is, instead of the URL built from the organization.
        [env: DAGSTER_CLOUD_URL]
  --allow-http
        Send the token by plain http to a --url that is not this machine: anybody on the way
        can read it. [env: DAGSTER_DEPLOY_ALLOW_HTTP]
  --dagster-env REGION
        Region of the organization: eu for Europe; leave it out for the United States.
        [env: DAGSTER_CLOUD_ENV]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]
  --dry-run
        Print the requests that would be sent, as JSON, and send nothing.
  --request-timeout SECONDS
        How long one try of a request may take. [default: 60]
  --request-deadline SECONDS
        How long all tries of a request may take together. [default: 300]

`,
  "help branch-deployment delete": `Delete a branch deployment.

Usage: dagster-deploy branch-deployment delete [FLAGS]

Refuses to delete anything but a branch deployment. Prints nothing when it worked.

Flags:
  -d, --deployment NAME
        Branch deployment to delete: the name that create-or-update printed.
        [env: DAGSTER_CLOUD_DEPLOYMENT]

Connection:
  -o, --organization NAME
        Dagster+ organization, as in https://NAME.dagster.cloud.
        [env: DAGSTER_CLOUD_ORGANIZATION]
  -u, --api-token, --user-token TOKEN
        Agent token or user token. [env: DAGSTER_CLOUD_API_TOKEN]
  --url URL
        Where Dagster+ is, instead of the URL built from the organization.
        [env: DAGSTER_CLOUD_URL]
  --allow-http
        Send the token by plain http to a --url that is not this machine: anybody on the way
        can read it. [env: DAGSTER_DEPLOY_ALLOW_HTTP]
  --dagster-env REGION
        Region of the organization: eu for Europe; leave it out for the United States.
        [env: DAGSTER_CLOUD_ENV]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]
  --dry-run
        Print the requests that would be sent, as JSON, and send nothing.
  --request-timeout SECONDS
        How long one try of a request may take. [default: 60]
  --request-deadline SECONDS
        How long all tries of a request may take together. [default: 300]

`,
  "help ci": `What the CI system and git tell of the change, and what follows.

Usage: dagster-deploy ci COMMAND [FLAGS]

Commands:
  inspect
        Print what the CI system and git tell of the change, as JSON.
  image-tag
        Print a tag for the change's Docker image: valid, and the same for the same change.
  branch-deployment
        Create or update the branch deployment of the change, and print its name.

Help for one: dagster-deploy ci COMMAND --help
`,
  "help ci branch-deployment": `Create or update the branch deployment of the change, and print its name.

Usage: dagster-deploy ci branch-deployment [PROJECT_DIR] [FLAGS]

As branch-deployment create-or-update, with all that the CI system and git tell. The default
branch and a tag have no branch deployment and are refused.

Argument:
  [PROJECT_DIR]
        The checkout; --project-dir says the same.

Flags:
  --mark-closed, --no-mark-closed
        Mark the branch deployment closed, whatever state the pull or merge request is in.
  --read-only, --no-read-only
        Only print the branch deployment's name; create and update nothing.
  --project-dir PATH
        The checkout: there git is asked, and \`deploy\` looks for dagster_cloud.yaml; without it
        the working directory.
  --base-deployment-name NAME
        Full deployment to inherit variables from and to compare with; the server's default is
        prod.
  --snapshot-base-condition WHEN
        When to take a snapshot of the base deployment to compare with; without it the base is
        compared as it is now. [on-create, on-update]

The branch, its commit and its review:
  --repo-name-style STYLE
        How a repository that was read is sent: acme/data/etl is etl in short. With the branch
        it identifies the branch deployment; without this, GitLab's are short, as in
        dagster-cloud, and all others full. [short, full] [env: DAGSTER_DEPLOY_REPO_NAME_STYLE]
  --git-repo-name, --repo-name OWNER/NAME
        Repository that the branch belongs to, such as acme/etl. [env: DAGSTER_DEPLOY_REPO]
  --branch-name NAME
        Git branch; sent as it is. [env: DAGSTER_DEPLOY_BRANCH]
  --commit-hash HASH
        Hash of the commit that is deployed. [env: DAGSTER_DEPLOY_COMMIT]
  --timestamp SECONDS
        Time of the commit, in seconds since 1970-01-01 UTC. [env: DAGSTER_DEPLOY_TIMESTAMP]
  --commit-message TEXT
        Message of the commit. [env: DAGSTER_DEPLOY_COMMIT_MESSAGE]
  --author-name NAME
        Name of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_NAME]
  --author-email EMAIL
        Email address of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_EMAIL]
  --author-avatar-url URL
        Picture of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_AVATAR_URL]
  --branch-url URL
        Page of the branch at the git host. [env: DAGSTER_DEPLOY_BRANCH_URL]
  --code-review-url, --pull-request-url URL
        Page of the pull or merge request. [env: DAGSTER_DEPLOY_PULL_REQUEST_URL]
  --code-review-id, --pull-request-id ID
        Number of the pull or merge request. [env: DAGSTER_DEPLOY_PULL_REQUEST]
  --pull-request-status STATUS
        State of the pull or merge request: OPEN, CLOSED or MERGED.
        [env: DAGSTER_DEPLOY_PULL_REQUEST_STATUS]
  --commit-url URL
        Page of the commit at the git host. [env: DAGSTER_DEPLOY_COMMIT_URL]
  --base-branch NAME
        Branch that the pull or merge request is to be merged into.
        [env: DAGSTER_DEPLOY_BASE_BRANCH]
  --default-branch NAME
        The repository's default branch, such as main. [env: DAGSTER_DEPLOY_DEFAULT_BRANCH]
  --tag NAME
        Git tag that is built. [env: DAGSTER_DEPLOY_TAG]
  --pull-request-title TEXT
        Title of the pull or merge request. [env: DAGSTER_DEPLOY_PULL_REQUEST_TITLE]
  --clone-url URL
        Where the repository can be cloned from, without credentials.
        [env: DAGSTER_DEPLOY_CLONE_URL]
  --is-fork BOOLEAN
        Whether the pull or merge request comes from another repository. [true, false]
        [env: DAGSTER_DEPLOY_IS_FORK]

Connection:
  -o, --organization NAME
        Dagster+ organization, as in https://NAME.dagster.cloud.
        [env: DAGSTER_CLOUD_ORGANIZATION]
  -u, --api-token, --user-token TOKEN
        Agent token or user token. [env: DAGSTER_CLOUD_API_TOKEN]
  --url URL
        Where Dagster+ is, instead of the URL built from the organization.
        [env: DAGSTER_CLOUD_URL]
  --allow-http
        Send the token by plain http to a --url that is not this machine: anybody on the way
        can read it. [env: DAGSTER_DEPLOY_ALLOW_HTTP]
  --dagster-env REGION
        Region of the organization: eu for Europe; leave it out for the United States.
        [env: DAGSTER_CLOUD_ENV]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]
  --dry-run
        Print the requests that would be sent, as JSON, and send nothing.
  --request-timeout SECONDS
        How long one try of a request may take. [default: 60]
  --request-deadline SECONDS
        How long all tries of a request may take together. [default: 300]

`,
  "help ci image-tag": `Print a tag for the change's Docker image: valid, and the same for the same change.

Usage: dagster-deploy ci image-tag [PROJECT_DIR] [FLAGS]

Build and push the image with this tag, and give it to \`deploy --image-tag\`. A branch or tag is
written with the characters that a tag may have.

Argument:
  [PROJECT_DIR]
        The checkout; --project-dir says the same.

Flags:
  --format FORMAT
        The pattern of the tag: {branch}, {pr}, {tag}, {sha} and {sha12} stand for what was
        read. Without it pr-{pr}-{sha12} for a pull or merge request, {tag} for a tag, else
        {branch}-{sha12}.
  --project-dir PATH
        The checkout: there git is asked, and \`deploy\` looks for dagster_cloud.yaml; without it
        the working directory.

The branch, its commit and its review:
  --git-repo-name, --repo-name OWNER/NAME
        Repository that the branch belongs to, such as acme/etl. [env: DAGSTER_DEPLOY_REPO]
  --branch-name NAME
        Git branch; sent as it is. [env: DAGSTER_DEPLOY_BRANCH]
  --commit-hash HASH
        Hash of the commit that is deployed. [env: DAGSTER_DEPLOY_COMMIT]
  --timestamp SECONDS
        Time of the commit, in seconds since 1970-01-01 UTC. [env: DAGSTER_DEPLOY_TIMESTAMP]
  --commit-message TEXT
        Message of the commit. [env: DAGSTER_DEPLOY_COMMIT_MESSAGE]
  --author-name NAME
        Name of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_NAME]
  --author-email EMAIL
        Email address of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_EMAIL]
  --author-avatar-url URL
        Picture of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_AVATAR_URL]
  --branch-url URL
        Page of the branch at the git host. [env: DAGSTER_DEPLOY_BRANCH_URL]
  --code-review-url, --pull-request-url URL
        Page of the pull or merge request. [env: DAGSTER_DEPLOY_PULL_REQUEST_URL]
  --code-review-id, --pull-request-id ID
        Number of the pull or merge request. [env: DAGSTER_DEPLOY_PULL_REQUEST]
  --pull-request-status STATUS
        State of the pull or merge request: OPEN, CLOSED or MERGED.
        [env: DAGSTER_DEPLOY_PULL_REQUEST_STATUS]
  --commit-url URL
        Page of the commit at the git host. [env: DAGSTER_DEPLOY_COMMIT_URL]
  --base-branch NAME
        Branch that the pull or merge request is to be merged into.
        [env: DAGSTER_DEPLOY_BASE_BRANCH]
  --default-branch NAME
        The repository's default branch, such as main. [env: DAGSTER_DEPLOY_DEFAULT_BRANCH]
  --tag NAME
        Git tag that is built. [env: DAGSTER_DEPLOY_TAG]
  --pull-request-title TEXT
        Title of the pull or merge request. [env: DAGSTER_DEPLOY_PULL_REQUEST_TITLE]
  --clone-url URL
        Where the repository can be cloned from, without credentials.
        [env: DAGSTER_DEPLOY_CLONE_URL]
  --is-fork BOOLEAN
        Whether the pull or merge request comes from another repository. [true, false]
        [env: DAGSTER_DEPLOY_IS_FORK]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]
  --request-timeout SECONDS
        How long one try of a request may take. [default: 60]
  --request-deadline SECONDS
        How long all tries of a request may take together. [default: 300]

`,
  "help ci inspect": `Print what the CI system and git tell of the change, as JSON.

Usage: dagster-deploy ci inspect [PROJECT_DIR] [FLAGS]

Each field is null where it is not known; under sources stands where it came from. Sends
nothing to Dagster+.

Argument:
  [PROJECT_DIR]
        The checkout; --project-dir says the same.

Flags:
  --project-dir PATH
        The checkout: there git is asked, and \`deploy\` looks for dagster_cloud.yaml; without it
        the working directory.

The branch, its commit and its review:
  --git-repo-name, --repo-name OWNER/NAME
        Repository that the branch belongs to, such as acme/etl. [env: DAGSTER_DEPLOY_REPO]
  --branch-name NAME
        Git branch; sent as it is. [env: DAGSTER_DEPLOY_BRANCH]
  --commit-hash HASH
        Hash of the commit that is deployed. [env: DAGSTER_DEPLOY_COMMIT]
  --timestamp SECONDS
        Time of the commit, in seconds since 1970-01-01 UTC. [env: DAGSTER_DEPLOY_TIMESTAMP]
  --commit-message TEXT
        Message of the commit. [env: DAGSTER_DEPLOY_COMMIT_MESSAGE]
  --author-name NAME
        Name of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_NAME]
  --author-email EMAIL
        Email address of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_EMAIL]
  --author-avatar-url URL
        Picture of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_AVATAR_URL]
  --branch-url URL
        Page of the branch at the git host. [env: DAGSTER_DEPLOY_BRANCH_URL]
  --code-review-url, --pull-request-url URL
        Page of the pull or merge request. [env: DAGSTER_DEPLOY_PULL_REQUEST_URL]
  --code-review-id, --pull-request-id ID
        Number of the pull or merge request. [env: DAGSTER_DEPLOY_PULL_REQUEST]
  --pull-request-status STATUS
        State of the pull or merge request: OPEN, CLOSED or MERGED.
        [env: DAGSTER_DEPLOY_PULL_REQUEST_STATUS]
  --commit-url URL
        Page of the commit at the git host. [env: DAGSTER_DEPLOY_COMMIT_URL]
  --base-branch NAME
        Branch that the pull or merge request is to be merged into.
        [env: DAGSTER_DEPLOY_BASE_BRANCH]
  --default-branch NAME
        The repository's default branch, such as main. [env: DAGSTER_DEPLOY_DEFAULT_BRANCH]
  --tag NAME
        Git tag that is built. [env: DAGSTER_DEPLOY_TAG]
  --pull-request-title TEXT
        Title of the pull or merge request. [env: DAGSTER_DEPLOY_PULL_REQUEST_TITLE]
  --clone-url URL
        Where the repository can be cloned from, without credentials.
        [env: DAGSTER_DEPLOY_CLONE_URL]
  --is-fork BOOLEAN
        Whether the pull or merge request comes from another repository. [true, false]
        [env: DAGSTER_DEPLOY_IS_FORK]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]
  --request-timeout SECONDS
        How long one try of a request may take. [default: 60]
  --request-deadline SECONDS
        How long all tries of a request may take together. [default: 300]

`,
  "help deploy": `Deploy the locations of dagster_cloud.yaml to where the change belongs, and wait for them.

Usage: dagster-deploy deploy [PROJECT_DIR] [FLAGS]

A pull or merge request, or a branch other than the default one, goes to its branch deployment,
which is created or updated; the default branch to the full deployment that --deployment names.
If the request is closed or merged, its branch deployment is marked so, and nothing is
deployed; if the branch was deleted, its branch deployment is marked closed, unless there is
none that is open. What is unclear, such as a tag, is refused: --deployment-type decides. The
change is read from the CI system and git; \`ci inspect\` shows it.

Argument:
  [PROJECT_DIR]
        The checkout; --project-dir says the same.

Flags:
  --image [NAME=]IMAGE
        Docker image of the location NAME, or without NAME= of all; may be given several times.
  --image-tag TAG
        Tag of the images: each location runs REGISTRY:TAG, where the registry is
        build.registry in the file or else the variable LOCATION_REGISTRY_URL.
  --allow-no-image, --no-allow-no-image
        Deploy locations that have no image, too, as agents that run processes want them;
        without it they are refused.
  --location-name NAME
        Deploy only this location of the file; may be given several times.
  --location-file, --from FILE
        YAML file that describes the locations; without it dagster_cloud.yaml or
        dagster_cloud.yml.
  --changed-since REF
        Deploy only locations whose build.directory differs from where this branch or commit
        was left, such as origin/main; a change of the location file is one of all locations.
  -d, --deployment NAME
        Full deployment, such as prod: the default branch is deployed to it, and branch
        deployments are based on it. [env: DAGSTER_CLOUD_DEPLOYMENT]
  --deployment-type TYPE
        Deploy to the full deployment, or to the branch deployment, whatever is built.
        [full, branch] [env: DAGSTER_DEPLOY_DEPLOYMENT_TYPE]
  --git-url URL
        Page of the deployed code at the git host.
  --project-dir PATH
        The checkout: there git is asked, and \`deploy\` looks for dagster_cloud.yaml; without it
        the working directory.
  --base-deployment-name NAME
        Full deployment to inherit variables from and to compare with; the server's default is
        prod.
  --snapshot-base-condition WHEN
        When to take a snapshot of the base deployment to compare with; without it the base is
        compared as it is now. [on-create, on-update]
  --location-load-timeout SECONDS
        How long to wait for the location to load; 0 does not wait. [default: 3600]
        [env: DAGSTER_CLOUD_LOCATION_LOAD_TIMEOUT]
  --agent-heartbeat-timeout, --agent-timeout SECONDS
        How long to wait for a running agent before giving up; without it, as long as the load
        timeout. [env: DAGSTER_CLOUD_AGENT_HEARTBEAT_TIMEOUT]
  --settle-timeout SECONDS
        How long a location may stay loaded without any sign of the new version before that is
        accepted as the result. [default: 15]

The branch, its commit and its review:
  --repo-name-style STYLE
        How a repository that was read is sent: acme/data/etl is etl in short. With the branch
        it identifies the branch deployment; without this, GitLab's are short, as in
        dagster-cloud, and all others full. [short, full] [env: DAGSTER_DEPLOY_REPO_NAME_STYLE]
  --git-repo-name, --repo-name OWNER/NAME
        Repository that the branch belongs to, such as acme/etl. [env: DAGSTER_DEPLOY_REPO]
  --branch-name NAME
        Git branch; sent as it is. [env: DAGSTER_DEPLOY_BRANCH]
  --commit-hash HASH
        Hash of the commit that is deployed. [env: DAGSTER_DEPLOY_COMMIT]
  --timestamp SECONDS
        Time of the commit, in seconds since 1970-01-01 UTC. [env: DAGSTER_DEPLOY_TIMESTAMP]
  --commit-message TEXT
        Message of the commit. [env: DAGSTER_DEPLOY_COMMIT_MESSAGE]
  --author-name NAME
        Name of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_NAME]
  --author-email EMAIL
        Email address of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_EMAIL]
  --author-avatar-url URL
        Picture of the commit's author. [env: DAGSTER_DEPLOY_AUTHOR_AVATAR_URL]
  --branch-url URL
        Page of the branch at the git host. [env: DAGSTER_DEPLOY_BRANCH_URL]
  --code-review-url, --pull-request-url URL
        Page of the pull or merge request. [env: DAGSTER_DEPLOY_PULL_REQUEST_URL]
  --code-review-id, --pull-request-id ID
        Number of the pull or merge request. [env: DAGSTER_DEPLOY_PULL_REQUEST]
  --pull-request-status STATUS
        State of the pull or merge request: OPEN, CLOSED or MERGED.
        [env: DAGSTER_DEPLOY_PULL_REQUEST_STATUS]
  --commit-url URL
        Page of the commit at the git host. [env: DAGSTER_DEPLOY_COMMIT_URL]
  --base-branch NAME
        Branch that the pull or merge request is to be merged into.
        [env: DAGSTER_DEPLOY_BASE_BRANCH]
  --default-branch NAME
        The repository's default branch, such as main. [env: DAGSTER_DEPLOY_DEFAULT_BRANCH]
  --tag NAME
        Git tag that is built. [env: DAGSTER_DEPLOY_TAG]
  --pull-request-title TEXT
        Title of the pull or merge request. [env: DAGSTER_DEPLOY_PULL_REQUEST_TITLE]
  --clone-url URL
        Where the repository can be cloned from, without credentials.
        [env: DAGSTER_DEPLOY_CLONE_URL]
  --is-fork BOOLEAN
        Whether the pull or merge request comes from another repository. [true, false]
        [env: DAGSTER_DEPLOY_IS_FORK]

Connection:
  -o, --organization NAME
        Dagster+ organization, as in https://NAME.dagster.cloud.
        [env: DAGSTER_CLOUD_ORGANIZATION]
  -u, --api-token, --user-token TOKEN
        Agent token or user token. [env: DAGSTER_CLOUD_API_TOKEN]
  --url URL
        Where Dagster+ is, instead of the URL built from the organization.
        [env: DAGSTER_CLOUD_URL]
  --allow-http
        Send the token by plain http to a --url that is not this machine: anybody on the way
        can read it. [env: DAGSTER_DEPLOY_ALLOW_HTTP]
  --dagster-env REGION
        Region of the organization: eu for Europe; leave it out for the United States.
        [env: DAGSTER_CLOUD_ENV]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]
  --dry-run
        Print the requests that would be sent, as JSON, and send nothing.
  --request-timeout SECONDS
        How long one try of a request may take. [default: 60]
  --request-deadline SECONDS
        How long all tries of a request may take together. [default: 300]

`,
  "help deployment": `Change the code locations of a deployment.

Usage: dagster-deploy deployment COMMAND [FLAGS]

Commands:
  add-location
        Add a code location to a deployment, or update it, and wait until it has loaded.
  update-location
        Update a code location of a deployment, or add it, and wait until it has loaded.

Help for one: dagster-deploy deployment COMMAND --help
`,
  "help deployment add-location": `Add a code location to a deployment, or update it, and wait until it has loaded.

Usage: dagster-deploy deployment add-location [LOCATION] [FLAGS]

The location is described by a file, by flags, or by both: flags override the file. Waits until
the agent has loaded the new code, and fails when it does not load.

Argument:
  [LOCATION]
        The name of the code location; --location-name says the same.

Flags:
  --location-name NAME
        Name of the code location.
  --location-file, --from FILE
        YAML file that describes the location, or several of them (dagster_cloud.yaml).
  --image IMAGE
        Docker image that the location runs.
  --commit-hash HASH
        Hash of the commit that is deployed.
  --git-url URL
        Page of the deployed code at the git host.
  -f, --python-file PATH
        Python file with the definitions.
  -p, --package-name NAME
        Python package with the definitions.
  -m, --module-name NAME
        Python module with the definitions.
  --autoload-defs-module-name NAME
        Python module whose definitions are found by themselves.
  -a, --attribute NAME
        Attribute of the module that holds the definitions.
  --executable-path PATH
        Python interpreter to load the code with.
  --location-load-timeout SECONDS
        How long to wait for the location to load; 0 does not wait. [default: 3600]
        [env: DAGSTER_CLOUD_LOCATION_LOAD_TIMEOUT]
  --agent-heartbeat-timeout, --agent-timeout SECONDS
        How long to wait for a running agent before giving up; without it, as long as the load
        timeout. [env: DAGSTER_CLOUD_AGENT_HEARTBEAT_TIMEOUT]
  --settle-timeout SECONDS
        How long a location may stay loaded without any sign of the new version before that is
        accepted as the result. [default: 15]
  -d, --working-directory PATH
        Directory to load the code from.

Connection:
  --deployment NAME
        Full deployment, or the name that create-or-update printed.
        [env: DAGSTER_CLOUD_DEPLOYMENT]
  -o, --organization NAME
        Dagster+ organization, as in https://NAME.dagster.cloud.
        [env: DAGSTER_CLOUD_ORGANIZATION]
  -u, --api-token, --user-token TOKEN
        Agent token or user token. [env: DAGSTER_CLOUD_API_TOKEN]
  --url URL
        Where Dagster+ is, instead of the URL built from the organization.
        [env: DAGSTER_CLOUD_URL]
  --allow-http
        Send the token by plain http to a --url that is not this machine: anybody on the way
        can read it. [env: DAGSTER_DEPLOY_ALLOW_HTTP]
  --dagster-env REGION
        Region of the organization: eu for Europe; leave it out for the United States.
        [env: DAGSTER_CLOUD_ENV]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]
  --dry-run
        Print the requests that would be sent, as JSON, and send nothing.
  --request-timeout SECONDS
        How long one try of a request may take. [default: 60]
  --request-deadline SECONDS
        How long all tries of a request may take together. [default: 300]

`,
  "help deployment update-location": `Update a code location of a deployment, or add it, and wait until it has loaded.

Usage: dagster-deploy deployment update-location [LOCATION] [FLAGS]

The location is described by a file, by flags, or by both: flags override the file. Waits until
the agent has loaded the new code, and fails when it does not load.

Argument:
  [LOCATION]
        The name of the code location; --location-name says the same.

Flags:
  --location-name NAME
        Name of the code location.
  --location-file, --from FILE
        YAML file that describes the location, or several of them (dagster_cloud.yaml).
  --image IMAGE
        Docker image that the location runs.
  --commit-hash HASH
        Hash of the commit that is deployed.
  --git-url URL
        Page of the deployed code at the git host.
  -f, --python-file PATH
        Python file with the definitions.
  -p, --package-name NAME
        Python package with the definitions.
  -m, --module-name NAME
        Python module with the definitions.
  --autoload-defs-module-name NAME
        Python module whose definitions are found by themselves.
  -a, --attribute NAME
        Attribute of the module that holds the definitions.
  --executable-path PATH
        Python interpreter to load the code with.
  --location-load-timeout SECONDS
        How long to wait for the location to load; 0 does not wait. [default: 3600]
        [env: DAGSTER_CLOUD_LOCATION_LOAD_TIMEOUT]
  --agent-heartbeat-timeout, --agent-timeout SECONDS
        How long to wait for a running agent before giving up; without it, as long as the load
        timeout. [env: DAGSTER_CLOUD_AGENT_HEARTBEAT_TIMEOUT]
  --settle-timeout SECONDS
        How long a location may stay loaded without any sign of the new version before that is
        accepted as the result. [default: 15]
  -d, --working-directory PATH
        Directory to load the code from.

Connection:
  --deployment NAME
        Full deployment, or the name that create-or-update printed.
        [env: DAGSTER_CLOUD_DEPLOYMENT]
  -o, --organization NAME
        Dagster+ organization, as in https://NAME.dagster.cloud.
        [env: DAGSTER_CLOUD_ORGANIZATION]
  -u, --api-token, --user-token TOKEN
        Agent token or user token. [env: DAGSTER_CLOUD_API_TOKEN]
  --url URL
        Where Dagster+ is, instead of the URL built from the organization.
        [env: DAGSTER_CLOUD_URL]
  --allow-http
        Send the token by plain http to a --url that is not this machine: anybody on the way
        can read it. [env: DAGSTER_DEPLOY_ALLOW_HTTP]
  --dagster-env REGION
        Region of the organization: eu for Europe; leave it out for the United States.
        [env: DAGSTER_CLOUD_ENV]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]
  --dry-run
        Print the requests that would be sent, as JSON, and send nothing.
  --request-timeout SECONDS
        How long one try of a request may take. [default: 60]
  --request-deadline SECONDS
        How long all tries of a request may take together. [default: 300]

`,
  "help job": `Run what was deployed.

Usage: dagster-deploy job COMMAND [FLAGS]

Commands:
  launch
        Launch a run of a job, and wait for it if that is asked for.

Help for one: dagster-deploy job COMMAND --help
`,
  "help job launch": `Launch a run of a job, and wait for it if that is asked for.

Usage: dagster-deploy job launch [FLAGS]

Prints the run's id; with --wait how it goes instead, and fails if the run fails or is
canceled.

Flags:
  -l, --location NAME
        Code location that has the job. [required]
  -j, --job NAME
        Job to launch; __ASSET_JOB launches assets. [required]
  -r, --repository NAME
        Repository of the code location that has the job. [default: __repository__]
  --tags JSON
        Tags of the run, a JSON object. Values are texts; of other values the JSON is the text.
  --tags-file FILE
        File to read the tags from, in place of --tags.
  --config-json JSON
        Configuration of the run, a JSON object.
  --config-json-file FILE
        File to read the configuration of the run from, in place of --config-json.
  --asset-key KEY
        Asset to materialize, its parts joined by slashes; may be given several times.
  -w, --wait
        Wait until the run has finished; one that fails or is canceled fails the command.
  -i, --interval SECONDS
        How long to wait before each look at the run's status; at least a second. [default: 30]
  --wait-timeout SECONDS
        How long to wait for the run before giving up, which does not stop it; without it, as
        long as it takes.
  --launch-retries COUNT
        How often to try again to launch the job; a key sent along keeps it from being launched
        twice. [default: 5] [env: DAGSTER_CLOUD_JOB_LAUNCH_RETRIES]

Connection:
  -d, --deployment NAME
        Full deployment, or the name that create-or-update printed.
        [env: DAGSTER_CLOUD_DEPLOYMENT]
  -o, --organization NAME
        Dagster+ organization, as in https://NAME.dagster.cloud.
        [env: DAGSTER_CLOUD_ORGANIZATION]
  -u, --api-token, --user-token TOKEN
        Agent token or user token. [env: DAGSTER_CLOUD_API_TOKEN]
  --url URL
        Where Dagster+ is, instead of the URL built from the organization.
        [env: DAGSTER_CLOUD_URL]
  --allow-http
        Send the token by plain http to a --url that is not this machine: anybody on the way
        can read it. [env: DAGSTER_DEPLOY_ALLOW_HTTP]
  --dagster-env REGION
        Region of the organization: eu for Europe; leave it out for the United States.
        [env: DAGSTER_CLOUD_ENV]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]
  --dry-run
        Print the requests that would be sent, as JSON, and send nothing.
  --request-timeout SECONDS
        How long one try of a request may take. [default: 60]
  --request-deadline SECONDS
        How long all tries of a request may take together. [default: 300]

`,
  "help run": `Tell of runs.

Usage: dagster-deploy run COMMAND [FLAGS]

Commands:
  status
        Print the status of a run.

Help for one: dagster-deploy run COMMAND --help
`,
  "help run status": `Print the status of a run.

Usage: dagster-deploy run status [RUN_ID] [FLAGS]

QUEUED, STARTING, STARTED, SUCCESS, FAILURE, CANCELED and others. Fails only if the status
cannot be had.

Argument:
  [RUN_ID]
        The run: the id that job launch printed; --run-id says the same.

Flags:
  --run-id RUN
        The run: the id that job launch printed.

Connection:
  -d, --deployment NAME
        Full deployment, or the name that create-or-update printed.
        [env: DAGSTER_CLOUD_DEPLOYMENT]
  -o, --organization NAME
        Dagster+ organization, as in https://NAME.dagster.cloud.
        [env: DAGSTER_CLOUD_ORGANIZATION]
  -u, --api-token, --user-token TOKEN
        Agent token or user token. [env: DAGSTER_CLOUD_API_TOKEN]
  --url URL
        Where Dagster+ is, instead of the URL built from the organization.
        [env: DAGSTER_CLOUD_URL]
  --allow-http
        Send the token by plain http to a --url that is not this machine: anybody on the way
        can read it. [env: DAGSTER_DEPLOY_ALLOW_HTTP]
  --dagster-env REGION
        Region of the organization: eu for Europe; leave it out for the United States.
        [env: DAGSTER_CLOUD_ENV]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]
  --dry-run
        Print the requests that would be sent, as JSON, and send nothing.
  --request-timeout SECONDS
        How long one try of a request may take. [default: 60]
  --request-deadline SECONDS
        How long all tries of a request may take together. [default: 300]

`,
  "help webhook": `Webhooks of git hosts and registries.

Usage: dagster-deploy webhook COMMAND [FLAGS]

Commands:
  serve
        Take deliveries of webhooks, and create, update and deploy what they are about.
  check
        Check the configuration of webhooks; sends nothing.
  explain
        Print what a webhook's delivery means, as JSON; sends nothing.
  sign
        Print the headers that a sender would send with a body; sends nothing.

Help for one: dagster-deploy webhook COMMAND --help
`,
  "help webhook check": `Check the configuration of webhooks; sends nothing.

Usage: dagster-deploy webhook check [FLAGS]

All that is wrong with it is told at once. The values of secrets are not looked at.

Flags:
  --config FILE
        File with the configuration; DAGSTER_DEPLOY_WEBHOOKS may hold its text instead.
        [env: DAGSTER_DEPLOY_WEBHOOK_CONFIG]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]

`,
  "help webhook explain": `Print what a webhook's delivery means, as JSON; sends nothing.

Usage: dagster-deploy webhook explain [FLAGS]

For deliveries that were kept: what happened (action, with the reason), to which change or
image, and what would be done about it (target). Without a configuration every repository is
allowed. The signature is checked only if there is a secret, whatever the delivery's age. Where
a delivery tells of several branches, the others stand under more.

Flags:
  --provider NAME
        Who sent it. [github, gitlab, bitbucket, gitea, forgejo, azure-devops,
        standard-webhooks, ghcr, docker-hub, ecr, artifact-registry, acr] [required]
  --headers FILE
        File with the headers: a JSON object, or lines \`Name: value\`. Without it the body must
        tell what it is.
  --body FILE
        File with the body, as it was sent. [required]
  --config FILE
        File with the configuration; DAGSTER_DEPLOY_WEBHOOKS may hold its text instead.
        [env: DAGSTER_DEPLOY_WEBHOOK_CONFIG]
  --secret SECRET
        Secret that deliveries are signed with. [env: DAGSTER_DEPLOY_WEBHOOK_SECRET]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]

`,
  "help webhook serve": `Take deliveries of webhooks, and create, update and deploy what they are about.

Usage: dagster-deploy webhook serve [FLAGS]

Deliveries go to /webhooks/PROVIDER. Each is answered when it is kept on disk, and has its
effect afterwards, also if the server is stopped or crashes before. Operators see /status with
the token that is in DAGSTER_DEPLOY_OPERATOR_TOKEN; /health is for whoever watches. The log, in
JSON, goes to standard output. SIGTERM ends the server when what has begun is done.

Flags:
  --config FILE
        File with the configuration; DAGSTER_DEPLOY_WEBHOOKS may hold its text instead.
        [env: DAGSTER_DEPLOY_WEBHOOK_CONFIG]
  --port PORT
        Port to listen on; 0 is any that is free. [default: 8787]
  --hostname ADDRESS
        Address to listen on; 0.0.0.0 is all there are. [default: 127.0.0.1]
  --data FOLDER
        Folder that keeps what has come in until it has had its effect.
        [default: .dagster-deploy]

`,
  "help webhook sign": `Print the headers that a sender would send with a body; sends nothing.

Usage: dagster-deploy webhook sign [FLAGS]

To try a receiver: put the lines into a file and send both, such as with \`curl -H @headers.txt
--data-binary @body.json URL\`.

Flags:
  --provider NAME
        Who sent it. [github, gitlab, bitbucket, gitea, forgejo, azure-devops,
        standard-webhooks, ghcr, docker-hub, ecr, artifact-registry, acr] [required]
  --body FILE
        File with the body, as it was sent. [required]
  --event NAME
        Event, as the sender names it in its header; without it, that of a change.
  --secret SECRET
        Secret that deliveries are signed with. [env: DAGSTER_DEPLOY_WEBHOOK_SECRET] [required]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]

`,
  "help workspace": `Old name of \`deployment\`.

Usage: dagster-deploy workspace COMMAND [FLAGS]

Commands:
  add-location
        Add a code location to a deployment, or update it, and wait until it has loaded.
  update-location
        Update a code location of a deployment, or add it, and wait until it has loaded.

Help for one: dagster-deploy workspace COMMAND --help
`,
  "help workspace add-location": `Add a code location to a deployment, or update it, and wait until it has loaded.

Usage: dagster-deploy workspace add-location [LOCATION] [FLAGS]

The location is described by a file, by flags, or by both: flags override the file. Waits until
the agent has loaded the new code, and fails when it does not load.

Argument:
  [LOCATION]
        The name of the code location; --location-name says the same.

Flags:
  --location-name NAME
        Name of the code location.
  --location-file, --from FILE
        YAML file that describes the location, or several of them (dagster_cloud.yaml).
  --image IMAGE
        Docker image that the location runs.
  --commit-hash HASH
        Hash of the commit that is deployed.
  --git-url URL
        Page of the deployed code at the git host.
  -f, --python-file PATH
        Python file with the definitions.
  -p, --package-name NAME
        Python package with the definitions.
  -m, --module-name NAME
        Python module with the definitions.
  --autoload-defs-module-name NAME
        Python module whose definitions are found by themselves.
  -a, --attribute NAME
        Attribute of the module that holds the definitions.
  --executable-path PATH
        Python interpreter to load the code with.
  --location-load-timeout SECONDS
        How long to wait for the location to load; 0 does not wait. [default: 3600]
        [env: DAGSTER_CLOUD_LOCATION_LOAD_TIMEOUT]
  --agent-heartbeat-timeout, --agent-timeout SECONDS
        How long to wait for a running agent before giving up; without it, as long as the load
        timeout. [env: DAGSTER_CLOUD_AGENT_HEARTBEAT_TIMEOUT]
  --settle-timeout SECONDS
        How long a location may stay loaded without any sign of the new version before that is
        accepted as the result. [default: 15]
  -d, --working-directory PATH
        Directory to load the code from.

Connection:
  --deployment NAME
        Full deployment, or the name that create-or-update printed.
        [env: DAGSTER_CLOUD_DEPLOYMENT]
  -o, --organization NAME
        Dagster+ organization, as in https://NAME.dagster.cloud.
        [env: DAGSTER_CLOUD_ORGANIZATION]
  -u, --api-token, --user-token TOKEN
        Agent token or user token. [env: DAGSTER_CLOUD_API_TOKEN]
  --url URL
        Where Dagster+ is, instead of the URL built from the organization.
        [env: DAGSTER_CLOUD_URL]
  --allow-http
        Send the token by plain http to a --url that is not this machine: anybody on the way
        can read it. [env: DAGSTER_DEPLOY_ALLOW_HTTP]
  --dagster-env REGION
        Region of the organization: eu for Europe; leave it out for the United States.
        [env: DAGSTER_CLOUD_ENV]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]
  --dry-run
        Print the requests that would be sent, as JSON, and send nothing.
  --request-timeout SECONDS
        How long one try of a request may take. [default: 60]
  --request-deadline SECONDS
        How long all tries of a request may take together. [default: 300]

`,
  "help workspace update-location": `Update a code location of a deployment, or add it, and wait until it has loaded.

Usage: dagster-deploy workspace update-location [LOCATION] [FLAGS]

The location is described by a file, by flags, or by both: flags override the file. Waits until
the agent has loaded the new code, and fails when it does not load.

Argument:
  [LOCATION]
        The name of the code location; --location-name says the same.

Flags:
  --location-name NAME
        Name of the code location.
  --location-file, --from FILE
        YAML file that describes the location, or several of them (dagster_cloud.yaml).
  --image IMAGE
        Docker image that the location runs.
  --commit-hash HASH
        Hash of the commit that is deployed.
  --git-url URL
        Page of the deployed code at the git host.
  -f, --python-file PATH
        Python file with the definitions.
  -p, --package-name NAME
        Python package with the definitions.
  -m, --module-name NAME
        Python module with the definitions.
  --autoload-defs-module-name NAME
        Python module whose definitions are found by themselves.
  -a, --attribute NAME
        Attribute of the module that holds the definitions.
  --executable-path PATH
        Python interpreter to load the code with.
  --location-load-timeout SECONDS
        How long to wait for the location to load; 0 does not wait. [default: 3600]
        [env: DAGSTER_CLOUD_LOCATION_LOAD_TIMEOUT]
  --agent-heartbeat-timeout, --agent-timeout SECONDS
        How long to wait for a running agent before giving up; without it, as long as the load
        timeout. [env: DAGSTER_CLOUD_AGENT_HEARTBEAT_TIMEOUT]
  --settle-timeout SECONDS
        How long a location may stay loaded without any sign of the new version before that is
        accepted as the result. [default: 15]
  -d, --working-directory PATH
        Directory to load the code from.

Connection:
  --deployment NAME
        Full deployment, or the name that create-or-update printed.
        [env: DAGSTER_CLOUD_DEPLOYMENT]
  -o, --organization NAME
        Dagster+ organization, as in https://NAME.dagster.cloud.
        [env: DAGSTER_CLOUD_ORGANIZATION]
  -u, --api-token, --user-token TOKEN
        Agent token or user token. [env: DAGSTER_CLOUD_API_TOKEN]
  --url URL
        Where Dagster+ is, instead of the URL built from the organization.
        [env: DAGSTER_CLOUD_URL]
  --allow-http
        Send the token by plain http to a --url that is not this machine: anybody on the way
        can read it. [env: DAGSTER_DEPLOY_ALLOW_HTTP]
  --dagster-env REGION
        Region of the organization: eu for Europe; leave it out for the United States.
        [env: DAGSTER_CLOUD_ENV]

Run:
  --output FORMAT
        Form of the result: json is one JSON document on standard output, errors included.
        [text, json] [default: text]
  --dry-run
        Print the requests that would be sent, as JSON, and send nothing.
  --request-timeout SECONDS
        How long one try of a request may take. [default: 60]
  --request-deadline SECONDS
        How long all tries of a request may take together. [default: 300]

`,
};
