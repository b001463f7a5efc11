//! Tests the order of events in the git hosts' payloads.

use serde_json::{Value, json};

use super::headers;
use crate::webhook::{Order, sender};

const OLD: &str = "95790bf891e76fee5e1747ab589903a6a1f80f22";
const NEW: &str = "da1560886d4f094c3e6c9ef40349f7d38b5d27d7";
const NONE: &str = "0000000000000000000000000000000000000000";
/// The time that all payloads here have, `2023-11-14T22:13:20Z`.
const THEN: Option<i64> = Some(1_700_000_000_000);

/// The orders of a delivery's events; the event's name is in the body where no header has it.
fn orders(name: &str, header: &str, event: &str, body: &Value) -> Vec<Order> {
    let headers = headers(&[(header, event)]);
    let sender = sender::find(name).expect("a sender");
    let reading = sender.reading(&headers, body.to_string().as_bytes());
    assert!(reading.events.iter().all(|event| event.change.is_some()), "{name}: {reading:?}");
    reading.events.into_iter().map(|event| event.order).collect()
}

fn order(before: Option<&str>, updated: Option<i64>, begins: bool) -> Order {
    Order { before: before.map(str::to_owned), updated, begins }
}

fn github_push(before: &str, after: &str) -> Value {
    json!({
        "ref": "refs/heads/feature/x", "before": before, "after": after,
        "created": before == NONE, "deleted": after == NONE, "forced": false,
        "repository": { "full_name": "acme/etl", "clone_url": "https://github.com/acme/etl.git" },
    })
}

fn github_review(action: &str) -> Value {
    json!({
        "action": action, "number": 7, "before": OLD, "after": NEW,
        "pull_request": {
            "number": 7, "state": if action == "closed" { "closed" } else { "open" },
            "updated_at": "2023-11-14T22:13:20Z", "created_at": "2001-01-01T00:00:00Z",
            "head": { "ref": "feature/x", "sha": NEW, "repo": { "full_name": "acme/etl" } },
            "base": { "ref": "main", "repo": { "full_name": "acme/etl" } },
        },
        "repository": { "full_name": "acme/etl" },
    })
}

#[test]
fn github_gitea_and_forgejo_tell_the_order_in_the_same_words() {
    for (name, header, more) in [
        ("github", "X-GitHub-Event", "synchronize"),
        ("gitea", "X-Gitea-Event", "synchronized"),
        ("forgejo", "X-Forgejo-Event", "synchronized"),
    ] {
        let is = |event: &str, body: &Value, wanted: Order| {
            assert_eq!(orders(name, header, event, body), [wanted], "{name} {event} {body}");
        };
        is("push", &github_push(OLD, NEW), order(Some(OLD), None, false));
        is("push", &github_push(NONE, NEW), order(None, None, true));
        is("push", &github_push(OLD, NONE), order(Some(OLD), None, false));
        is("push", &github_push(NONE, NONE), order(None, None, false));
        is("pull_request", &github_review(more), order(Some(OLD), THEN, false));
        for (action, begins) in
            [("opened", true), ("reopened", true), ("edited", false), ("closed", false)]
        {
            is("pull_request", &github_review(action), order(None, THEN, begins));
        }
        let deletion = json!({
            "ref": "feature/x", "ref_type": "branch", "repository": { "full_name": "acme/etl" },
        });
        is("delete", &deletion, Order::default());
    }
}

fn gitlab_review(action: &str, oldrev: Option<&str>) -> Value {
    json!({
        "object_kind": "merge_request",
        "project": { "path_with_namespace": "acme/etl" },
        "object_attributes": {
            "iid": 7, "action": action, "oldrev": oldrev, "source_branch": "feature/x",
            "target_branch": "main", "updated_at": "2023-11-14 22:13:20 UTC",
            "created_at": "2001-01-01 00:00:00 UTC", "last_commit": { "id": NEW },
        },
    })
}

#[test]
fn gitlab_tells_the_old_head_of_a_review_only_with_new_commits() {
    let push = |before: &str, after: &str| {
        json!({
            "object_kind": "push", "ref": "refs/heads/feature/x", "before": before,
            "after": after, "project": { "path_with_namespace": "acme/etl" },
        })
    };
    for (hook, body, wanted) in [
        ("Push Hook", push(OLD, NEW), order(Some(OLD), None, false)),
        ("Push Hook", push(NONE, NEW), order(None, None, true)),
        ("Push Hook", push(OLD, NONE), order(Some(OLD), None, false)),
        ("Merge Request Hook", gitlab_review("open", None), order(None, THEN, true)),
        ("Merge Request Hook", gitlab_review("reopen", None), order(None, THEN, true)),
        ("Merge Request Hook", gitlab_review("update", Some(OLD)), order(Some(OLD), THEN, false)),
        ("Merge Request Hook", gitlab_review("update", None), order(None, THEN, false)),
        ("Merge Request Hook", gitlab_review("merge", None), order(None, THEN, false)),
    ] {
        assert_eq!(orders("gitlab", "X-Gitlab-Event", hook, &body), [wanted], "{body}");
    }
}

#[test]
fn bitbucket_tells_the_order_of_each_ref_that_was_pushed() {
    let side = |hash: &str| json!({ "type": "branch", "name": "x", "target": { "hash": hash } });
    let body = json!({
        "repository": { "full_name": "acme/etl" },
        "push": { "changes": [
            { "old": side(OLD), "new": side(NEW), "created": false, "closed": false },
            { "old": null, "new": side(NEW), "created": true, "closed": false },
            { "old": side(OLD), "new": null, "created": false, "closed": true },
        ] },
    });
    let wanted =
        [order(Some(OLD), None, false), order(None, None, true), order(Some(OLD), None, false)];
    assert_eq!(orders("bitbucket", "X-Event-Key", "repo:push", &body), wanted);
    let review = json!({
        "repository": { "full_name": "acme/etl" },
        "pullrequest": {
            "id": 7, "state": "OPEN", "updated_on": "2023-11-14T22:13:20.000000+00:00",
            "created_on": "2001-01-01T00:00:00.000000+00:00",
            "source": { "branch": { "name": "x" }, "commit": { "hash": "da1560886d4f" } },
            "destination": { "repository": { "full_name": "acme/etl" } },
        },
    });
    for (event, begins) in [("created", true), ("updated", false), ("fulfilled", false)] {
        let event = format!("pullrequest:{event}");
        let seen = orders("bitbucket", "X-Event-Key", &event, &review);
        assert_eq!(seen, [order(None, THEN, begins)], "{event}");
    }
}

fn azure(event: &str, resource: &Value) -> Value {
    let mut resource = resource.clone();
    resource["repository"] =
        json!({ "remoteUrl": "https://dev.azure.com/acme/data/_git/etl", "name": "etl" });
    json!({
        "publisherId": "tfs", "eventType": event, "resource": resource,
        "createdDate": "2023-11-14T22:13:20.0000000Z",
    })
}

#[test]
fn azure_devops_tells_the_time_of_the_event_and_of_each_ref_where_it_was() {
    let moved = |old: &str, new: &str| json!({ "name": "refs/heads/x", "oldObjectId": old, "newObjectId": new });
    let updates = [moved(OLD, NEW), moved(NONE, NEW), moved(OLD, NONE)];
    let push = azure("git.push", &json!({ "refUpdates": updates }));
    let wanted =
        [order(Some(OLD), None, false), order(None, None, true), order(Some(OLD), None, false)];
    assert_eq!(orders("azure-devops", "X", "", &push), wanted);
    for (event, status, begins) in [
        ("created", "active", true),
        ("updated", "active", false),
        ("updated", "abandoned", false),
        ("created", "completed", false),
    ] {
        let resource = json!({
            "pullRequestId": 7, "status": status, "sourceRefName": "refs/heads/x",
            "targetRefName": "refs/heads/main", "creationDate": "2001-01-01T00:00:00Z",
            "lastMergeSourceCommit": { "commitId": NEW },
        });
        let body = azure(&format!("git.pullrequest.{event}"), &resource);
        let seen = orders("azure-devops", "X", "", &body);
        assert_eq!(seen, [order(None, THEN, begins)], "{event} {status}");
    }
}

#[test]
fn events_of_our_own_making_tell_their_time() {
    let body = |time: Value| {
        json!({
            "type": "branch.updated", "timestamp": time,
            "data": { "repoName": "acme/etl", "branchName": "x", "commitHash": NEW },
        })
    };
    for (time, updated) in [
        (json!("2023-11-14T22:13:20Z"), THEN),
        (json!("soon"), None),
        (json!("0001-01-01T00:00:00Z"), None),
        (json!([]), None),
        (Value::Null, None),
    ] {
        let seen = orders("standard-webhooks", "X", "", &body(time.clone()));
        assert_eq!(seen, [order(None, updated, true)], "{time}");
    }
}

#[test]
fn what_stands_for_a_hash_and_is_none_is_no_place_of_a_branch() {
    for odd in [json!("main@{1}"), json!(["x"]), json!(""), Value::Null, json!("x".repeat(65))] {
        let mut push = github_push(OLD, NEW);
        push["before"] = odd.clone();
        let seen = orders("github", "X-GitHub-Event", "push", &push);
        assert_eq!(seen, [Order::default()], "{odd}");
    }
}
