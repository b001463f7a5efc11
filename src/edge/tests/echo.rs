//! A Dagster+ that echoes the token: neither `/status` nor the log nor what is kept shows eight characters of it in a
//! row.

use serde_json::json;

use super::review;
use super::world::{CONFIG, World};
use crate::host::Reply;

const TOKEN: &str = "agent:acme:0a1B/2c3D+4e5F\"6g7H\\8i9J";

fn check(world: &World, about: &str) {
    let mut seen = world.log() + &world.status().to_string();
    let page = world.get("/status", &[("Authorization", "Bearer operator-token-1234")]);
    seen.push_str(&page.body);
    for object in world.objects.borrow().values() {
        seen.extend(object.rows.values().map(String::as_str));
    }
    assert!(seen.contains("auth/unauthorized") || seen.contains("api/"), "{about}: it failed");
    let seen =
        [seen.clone(), seen.replace("\\\"", "\"").replace("\\\\", "\\").replace("&quot;", "\"")];
    for start in 0..=TOKEN.len() - 8 {
        let part = &TOKEN[start..start + 8];
        assert!(!seen.iter().any(|seen| seen.contains(part)), "{about}: {part} in {seen:?}");
    }
}

#[test]
fn a_stored_failure_shows_no_part_of_an_echoed_token() {
    let quoted = json!(TOKEN).to_string();
    let quoted = &quoted[1..quoted.len() - 1];
    for offset in (60..125).chain(220..305).step_by(6) {
        for echo in [quoted, &quoted[..quoted.len() - 9], &quoted[9..]] {
            let text = "x".repeat(offset) + echo + " and more";
            let errors = json!({ "errors": [{ "message": &text }] }).to_string();
            let typed = json!({ "data": { "createOrUpdateBranchDeployment": {
                "__typename": "PythonError", "message": &text, "stack": [] } } });
            let replies =
                [(401, text.clone()), (502, text), (200, errors), (200, typed.to_string())];
            for (status, body) in replies {
                let world = World::new(CONFIG);
                world.set("DAGSTER_CLOUD_API_TOKEN", Some(TOKEN));
                let reply = Reply { status, headers: vec![], body: body.into_bytes() };
                world.echo.replace(Some(reply));
                world.github("pull_request", "1", &review("opened", 7, json!({})));
                world.work_for(60_000);
                check(&world, &format!("{status} at {offset}"));
            }
        }
    }
}
