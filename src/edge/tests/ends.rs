//! Ends that name no commit, of every git host: they close the branch deployment, also if another server has created
//! it; and if there is none, there is nothing to do.

use serde_json::{Value, json};

use super::world::World;

const CONFIG: &str = r#"
senders:
  github: {secrets: GITHUB_SECRET}
  gitlab: {secrets: GITHUB_SECRET}
  bitbucket: {secrets: GITHUB_SECRET}
  gitea: {secrets: GITHUB_SECRET}
  forgejo: {secrets: GITHUB_SECRET}
  azure-devops: {secrets: GITHUB_SECRET}
  standard-webhooks: {secrets: STANDARD_SECRET}
repositories:
  - {name: "*"}
"#;

/// An end as a sender reports it, with the status that the branch deployment has then.
struct Ending {
    headers: Vec<(&'static str, String)>,
    body: Value,
    status: &'static str,
}

/// A sender: what it tells of a pull request that is open, and of its ends.
struct Sender {
    name: &'static str,
    open: fn() -> Ending,
    ends: fn() -> Vec<Ending>,
}

fn applied_states(header: &'static str, event: &str, body: Value, status: &'static str) -> Ending {
    Ending { headers: vec![(header, event.to_owned())], body, status }
}

const SHA: &str = "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1";
const BEGUN: &str = "2026-11-23T10:00:00Z";
const OVER: &str = "2026-11-23T11:00:00Z";

fn like_github(
    header: &'static str,
    is_github: bool,
    action: &str,
    hash: Value,
    merged: bool,
) -> Ending {
    let is_open = action == "opened";
    let mut repository =
        json!({ "full_name": "acme/app", "clone_url": "https://git.example/acme/app.git" });
    if !is_github {
        repository["empty"] = json!(false);
    }
    let pull = json!({
        "number": 7, "state": if is_open { "open" } else { "closed" }, "merged": merged, "title": "Add it",
        "updated_at": if is_open { BEGUN } else { OVER },
        "head": { "ref": "feat", "sha": hash, "repo": { "full_name": "acme/app" } }, "base": { "ref": "main" },
    });
    let body =
        json!({ "action": action, "number": 7, "repository": repository, "pull_request": pull });
    applied_states(header, "pull_request", body, status(is_open, merged))
}

fn status(is_open: bool, merged: bool) -> &'static str {
    match (is_open, merged) {
        (true, _) => "OPEN",
        (_, true) => "MERGED",
        _ => "CLOSED",
    }
}

fn ends_like_github(header: &'static str, is_github: bool) -> Vec<Ending> {
    let hashes = [json!(""), json!(null)];
    let ends = hashes.into_iter().flat_map(|hash| [(hash.clone(), false), (hash, true)]);
    ends.map(|(hash, merged)| like_github(header, is_github, "closed", hash, merged)).collect()
}

fn gitlab(action: &str, state: &str, commit: Value) -> Ending {
    let project = json!({ "path_with_namespace": "acme/app", "git_http_url": "https://gitlab.com/acme/app.git" });
    let is_open = action == "open";
    let attributes = json!({
        "iid": 7, "title": "Add it", "state": state, "action": action, "source_branch": "feat", "target_branch": "main",
        "updated_at": if is_open { BEGUN } else { OVER }, "source_project_id": 1, "target_project_id": 1,
        "source": project, "target": project, "last_commit": commit,
    });
    let body = json!({ "object_kind": "merge_request", "project": project, "object_attributes": attributes });
    applied_states("X-Gitlab-Event", "Merge Request Hook", body, status(is_open, action == "merge"))
}

fn bitbucket(event: &str, state: &str, commit: Value) -> Ending {
    let home = json!({ "full_name": "acme/app" });
    let is_open = state == "OPEN";
    let pull = json!({
        "id": 7, "title": "Add it", "state": state, "updated_on": if is_open { BEGUN } else { OVER },
        "source": { "branch": { "name": "feat" }, "commit": commit, "repository": home },
        "destination": { "branch": { "name": "main" }, "repository": home },
    });
    let body = json!({ "repository": home, "actor": {}, "pullrequest": pull });
    applied_states("X-Event-Key", event, body, status(is_open, state == "MERGED"))
}

fn azure(status_of: &str, commit: Value) -> Ending {
    let repository = json!({
        "name": "app", "project": { "name": "acme" }, "remoteUrl": "https://dev.azure.com/acme/acme/_git/app",
    });
    let is_open = status_of == "active";
    let resource = json!({
        "repository": repository, "pullRequestId": 7, "status": status_of, "title": "Add it",
        "sourceRefName": "refs/heads/feat", "targetRefName": "refs/heads/main", "lastMergeSourceCommit": commit,
    });
    let event = if is_open { "git.pullrequest.created" } else { "git.pullrequest.updated" };
    let time = if is_open { BEGUN } else { OVER };
    let body = json!({
        "id": status_of, "eventType": event, "publisherId": "tfs", "createdDate": time, "resource": resource,
    });
    applied_states("X-Nothing", "", body, status(is_open, status_of == "completed"))
}

fn standard(kind: &str, time: Option<&str>, more: Value) -> Ending {
    let mut data = more;
    data["repoName"] = json!("acme/app");
    data["branchName"] = json!("feat");
    let is_merged = data["pullRequestStatus"] == "MERGED";
    let body = json!({ "type": kind, "timestamp": time, "data": data });
    applied_states("X-Nothing", "", body, status(kind == "branch.updated", is_merged))
}

const SENDERS: [Sender; 8] = [
    Sender {
        name: "github",
        open: || like_github("X-GitHub-Event", true, "opened", json!(SHA), false),
        ends: || ends_like_github("X-GitHub-Event", true),
    },
    Sender {
        name: "gitea",
        open: || like_github("X-Gitea-Event", false, "opened", json!(SHA), false),
        ends: || ends_like_github("X-Gitea-Event", false),
    },
    Sender {
        name: "forgejo",
        open: || like_github("X-Forgejo-Event", false, "opened", json!(SHA), false),
        ends: || ends_like_github("X-Forgejo-Event", false),
    },
    Sender {
        name: "gitlab",
        open: || gitlab("open", "opened", json!({ "id": SHA })),
        ends: || {
            vec![gitlab("close", "closed", json!(null)), gitlab("merge", "merged", json!(null))]
        },
    },
    Sender {
        name: "bitbucket",
        open: || bitbucket("pullrequest:created", "OPEN", json!({ "hash": &SHA[..12] })),
        ends: || {
            vec![
                bitbucket("pullrequest:rejected", "DECLINED", json!(null)),
                bitbucket("pullrequest:fulfilled", "MERGED", json!(null)),
            ]
        },
    },
    Sender {
        name: "azure-devops",
        open: || azure("active", json!({ "commitId": SHA })),
        ends: || vec![azure("abandoned", json!(null)), azure("completed", json!(null))],
    },
    Sender {
        name: "standard-webhooks",
        open: || standard("branch.updated", Some(BEGUN), json!({ "commitHash": SHA })),
        ends: ends_of_standard,
    },
    // The end of the branch is the end of its pull request, too.
    Sender {
        name: "standard-webhooks",
        open: || {
            standard(
                "branch.updated",
                Some(BEGUN),
                json!({ "commitHash": SHA, "pullRequestNumber": "7" }),
            )
        },
        ends: ends_of_standard,
    },
];

fn ends_of_standard() -> Vec<Ending> {
    vec![
        standard("branch.closed", None, json!({})),
        standard("branch.closed", Some(OVER), json!({})),
        standard("branch.closed", Some(OVER), json!({ "pullRequestStatus": "MERGED" })),
    ]
}

fn deliver(world: &World, sender: &str, id: &str, applied_states: &Ending) {
    let body = applied_states.body.to_string();
    let mut headers = applied_states.headers.clone();
    headers.extend(world.proof(sender, id, &body));
    let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = world.post(&format!("/webhooks/{sender}"), &headers, body.as_bytes());
    assert_eq!(answer.status, 202, "{sender}: {}", answer.body);
}

/// Has every sender tell every end; `begin` says what was before.
fn end(begin: impl Fn(&World, &Sender), is_there: bool) {
    for sender in &SENDERS {
        for applied_states in (sender.ends)() {
            let world = World::new(CONFIG);
            begin(&world, sender);
            deliver(&world, sender.name, "end", &applied_states);
            world.work();
            let status = world.dagster.status("feat");
            let about = format!("{}: {}", sender.name, applied_states.body);
            assert_eq!(status.as_deref(), is_there.then_some(applied_states.status), "{about}");
            assert_eq!(world.status()["branches"][0]["tasks"], json!([]), "{about}");
            assert!(!world.log().contains("\"failed\""), "{about}: {}", world.log());
        }
    }
}

#[test]
fn the_end_of_a_review_that_names_no_commit_closes_its_branch_deployment() {
    let begin = |world: &World, sender: &Sender| {
        deliver(world, sender.name, "open", &(sender.open)());
        world.work();
        assert_eq!(world.dagster.status("feat").as_deref(), Some("OPEN"), "{}", sender.name);
    };
    end(begin, true);
}

#[test]
fn it_closes_also_what_another_server_has_opened() {
    end(|world, _| world.dagster.has("feat"), true);
}

#[test]
fn where_there_is_no_branch_deployment_there_is_nothing_to_close() {
    end(|_, _| {}, false);
}

#[test]
fn what_was_opened_again_after_the_end_of_its_branch_is_open() {
    let world = World::new(CONFIG);
    let open = |time, number| {
        let data = json!({ "commitHash": SHA, "pullRequestNumber": number });
        standard("branch.updated", Some(time), data)
    };
    deliver(&world, "standard-webhooks", "1", &open(BEGUN, "7"));
    world.work();
    deliver(&world, "standard-webhooks", "2", &standard("branch.closed", Some(OVER), json!({})));
    world.work();
    assert_eq!(world.dagster.status("feat").as_deref(), Some("CLOSED"));
    deliver(&world, "standard-webhooks", "3", &open("2026-11-23T12:00:00Z", "7"));
    world.work();
    assert_eq!(world.dagster.status("feat").as_deref(), Some("OPEN"));
    // It ended before that.
    deliver(&world, "standard-webhooks", "4", &standard("branch.closed", Some(OVER), json!({})));
    world.work();
    assert_eq!(world.dagster.status("feat").as_deref(), Some("OPEN"));
    let again = standard("branch.closed", Some("2026-11-23T13:00:00Z"), json!({}));
    deliver(&world, "standard-webhooks", "5", &again);
    world.work();
    assert_eq!(world.dagster.status("feat").as_deref(), Some("CLOSED"));
}
