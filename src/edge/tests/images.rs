//! Images between the directory and their branches. Not here: deliveries of other kinds.

use serde_json::{Value, json};

use super::world::World;
use super::{image, review};

/// Images are known by the number of the pull request only.
const BY_NUMBER: &str = r#"
senders:
  github: {secrets: GITHUB_SECRET}
  ghcr: {secrets: GITHUB_SECRET}
repositories:
  - name: acme/app
    locations: [{location_name: etl, code_source: {package_name: etl}}]
    images: [{image: "ghcr.io/acme/etl:pr-{pr}", location: etl}]
"#;

fn digest(number: u64) -> String {
    format!("sha256:{number:064x}")
}

/// The image of that number, of pull request 7.
fn numbered(number: u64) -> Value {
    let mut image = image("pr-7");
    let version = &mut image["registry_package"]["package_version"];
    version["container_metadata"]["tag"]["digest"] = json!(digest(number));
    image
}

#[test]
fn of_the_images_under_one_tag_the_one_that_came_last_is_run() {
    let world = World::new(BY_NUMBER);
    for number in 0..9 {
        assert_eq!(world.ghcr(&format!("image {number}"), &numbered(number)).status, 202);
    }
    world.work();
    world.github("pull_request", "1", &review("opened", 7, json!({})));
    world.work();
    assert_eq!(world.deployed(), [format!("etl ghcr.io/acme/etl@{}", digest(8))]);
}

#[test]
fn an_image_reaches_its_branch_after_a_crash_of_the_directory_and_a_report() {
    let world = World::new(BY_NUMBER);
    world.github("pull_request", "1", &review("opened", 7, json!({})));
    world.work();
    world.ghcr("2", &numbered(1));
    world.crash("directory", || _ = world.github("ping", "3", &json!({ "zen": "x" })));
    world.work();
    assert_eq!(world.deployed().len(), 1);
}

#[test]
fn an_image_that_came_while_the_configuration_was_changed_is_brought_soon_after_it_was_mended() {
    let mut world = World::new(BY_NUMBER);
    world.github("pull_request", "1", &review("opened", 7, json!({})));
    world.work();
    world.ghcr("2", &numbered(1));
    world.configure("senders: what");
    world.work_for(10_000);
    world.configure(BY_NUMBER);
    world.work();
    assert_eq!(world.deployed().len(), 1);
}
