//! Answers of Dagster+ that are lost: whether it has executed the step or not, in the end it has what is desired, and
//! that is what is shown. Not here: whole histories (`branch/tests/lost.rs`).

use serde_json::{Value, json};

use super::dagster::Trouble;
use super::world::{CONFIG, World};
use super::{image, review};

const UPDATE: &str = "createOrUpdateBranchDeployment";
const DEPLOY: &str = "deployLocations";

fn at(minute: u32, more: Value) -> Value {
    let mut more = more;
    more["updated_at"] = json!(format!("2026-11-23T11:{minute:02}:00Z"));
    more
}

/// The only commit.
fn push() -> Value {
    let commit = json!({
        "id": "a1".repeat(20), "message": "Add it", "timestamp": "2026-11-23T09:00:00Z",
        "author": { "name": "Ada", "email": "ada@example.com" },
    });
    json!({
        "ref": "refs/heads/feat", "before": "0".repeat(40), "after": "a1".repeat(20), "head_commit": commit,
        "repository": { "full_name": "acme/app", "clone_url": "https://github.com/acme/app.git", "default_branch": "main" },
    })
}

/// An image of the only commit, for the pull request 7.
fn pushed(number: u64) -> Value {
    let mut image = image(&format!("pr-7-{}", "a1".repeat(6)));
    let version = &mut image["registry_package"]["package_version"];
    version["container_metadata"]["tag"]["digest"] = json!(format!("sha256:{number:064x}"));
    image
}

fn reference(number: u64) -> String {
    format!("ghcr.io/acme/etl@sha256:{number:064x}")
}

/// A world in which the pull request 7 is open and its image 1 is deployed.
fn open(config: &str) -> World {
    let world = World::new(config);
    // Its facts stay the same from now on; without a push the time of an event stands in for that of the commit.
    world.github("push", "0", &push());
    world.github("pull_request", "1", &review("opened", 7, json!({})));
    world.ghcr("2", &pushed(1));
    world.work();
    assert_eq!(world.dagster.status("feat").as_deref(), Some("OPEN"));
    assert_eq!(world.dagster.image("feat"), Some(reference(1)));
    world
}

/// Works in trouble until a step has been tried and is not tried again yet.
fn fail(world: &World, trouble: Trouble, mutation: &'static str) {
    world.dagster.trouble.set(Some((trouble, mutation)));
    world.work_for(1_500);
    world.dagster.trouble.set(None);
}

/// Returns the status of the only branch: its state, its tasks, and its deployed images.
fn shown(world: &World) -> (Value, usize, Vec<String>) {
    let branch = &world.status()["branches"][0];
    let images = branch["images"].as_array().into_iter().flatten();
    let deployed = images.filter(|image| image["isDeployed"] == true);
    let references = deployed.map(|image| image["reference"].as_str().unwrap_or_default());
    let tasks = branch["tasks"].as_array().map_or(0, Vec::len);
    (branch["state"].clone(), tasks, references.map(str::to_owned).collect())
}

#[test]
fn what_is_opened_again_before_its_end_is_retried_is_open_and_runs_its_image() {
    let deletes = CONFIG.replace("base_branches", "when_over: delete\n    base_branches");
    let ways = [(CONFIG, UPDATE), (&*deletes, "deleteDeployment")];
    for ((config, ending), trouble) in
        ways.into_iter().flat_map(|way| Trouble::ALL.map(|trouble| (way, trouble)))
    {
        let world = open(config);
        world.github(
            "pull_request",
            "3",
            &review("closed", 7, at(1, json!({ "state": "closed" }))),
        );
        fail(&world, trouble, ending);
        let is_open = world.dagster.status("feat").as_deref() == Some("OPEN");
        assert_eq!(is_open, !trouble.executes(), "{trouble:?}");
        world.github("pull_request", "4", &review("reopened", 7, at(2, json!({}))));
        world.work();
        assert_eq!(world.dagster.status("feat").as_deref(), Some("OPEN"), "{trouble:?} {config}");
        assert_eq!(world.dagster.image("feat"), Some(reference(1)), "{trouble:?} {config}");
        assert_eq!(shown(&world), (json!("open"), 0, vec![reference(1)]), "{trouble:?} {config}");
    }
}

#[test]
fn what_is_closed_again_before_its_opening_is_retried_is_closed() {
    for trouble in Trouble::ALL {
        let world = open(CONFIG);
        let closed = |minute| review("closed", 7, at(minute, json!({ "state": "closed" })));
        world.github("pull_request", "3", &closed(1));
        world.work();
        world.github("pull_request", "4", &review("reopened", 7, at(2, json!({}))));
        fail(&world, trouble, UPDATE);
        world.github("pull_request", "5", &closed(3));
        world.work();
        assert_eq!(world.dagster.status("feat").as_deref(), Some("CLOSED"), "{trouble:?}");
        assert_eq!(shown(&world).0, "closed");
    }
}

#[test]
fn an_image_that_is_pushed_again_after_the_answer_to_another_was_lost_is_run() {
    for trouble in Trouble::ALL {
        let world = open(CONFIG);
        world.ghcr("3", &pushed(2));
        fail(&world, trouble, DEPLOY);
        world.ghcr("4", &pushed(1));
        world.work();
        assert_eq!(world.dagster.image("feat"), Some(reference(1)), "{trouble:?}");
        assert_eq!(shown(&world), (json!("open"), 0, vec![reference(1)]), "{trouble:?}");
    }
}

#[test]
fn while_nobody_knows_what_was_done_it_is_shown_as_to_be_done() {
    for trouble in Trouble::ALL {
        let world = open(CONFIG);
        world.ghcr("3", &pushed(2));
        fail(&world, trouble, DEPLOY);
        let runs = if trouble.executes() { 2 } else { 1 };
        assert_eq!(world.dagster.image("feat"), Some(reference(runs)), "{trouble:?}");
        assert_eq!(shown(&world), (json!("open"), 1, vec![]), "{trouble:?}");
    }
}
