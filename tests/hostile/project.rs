//! What holds of the locations of any file. Used by the fuzz target too.

use dagster_deploy::location::project;
use dagster_deploy::location::sent::MAX_BYTES;
use dagster_deploy::yaml;
use serde_json::Value;

/// How many locations a file has, each checked; nothing if it is refused.
pub(crate) fn locations(text: &str) -> Option<usize> {
    let file = yaml::load(text).ok()?.value;
    let project = match project::read(file) {
        Ok(project) => project,
        Err(errors) => {
            assert!(!errors.is_empty() && errors.iter().all(|error| !error.message.is_empty()));
            return None;
        }
    };
    let mut names: Vec<_> = project.locations.iter().map(|one| one.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert!(names.len() == project.locations.len() && !names.is_empty(), "{names:?}");
    for location in &project.locations {
        assert!(!location.name.is_empty());
        // What has no JSON form is refused.
        let Ok(document) = location.document(Some("image:1"), &[("commit_hash", "abc")], MAX_BYTES)
        else {
            continue;
        };
        // Python writes NaN, which is no JSON.
        let Ok(json) = serde_json::from_str::<Value>(document.json.as_str()) else {
            assert!(["NaN", "Infinity"].iter().any(|word| document.json.as_str().contains(word)));
            continue;
        };
        assert_eq!(json["location_name"], location.name.as_str());
        assert_eq!(json["image"], "image:1");
        assert_eq!(json["git"]["commit_hash"], "abc");
        assert!(json["code_source"].is_object(), "{json}");
        assert!(json.get("build").is_none(), "{json}");
    }
    Some(project.locations.len())
}
