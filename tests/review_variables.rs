//! Whatever CI system a job is of, its variables alone say whether it is the job of a pull request. So it does not matter
//! whether the system is recognised. The jobs are those of the transcripts in providers/.
#![allow(clippy::disallowed_methods, reason = "that is for the core; a test reads files")]

mod testkit;

use std::fs;
use std::path::Path;

use dagster_deploy::change::ci::{Ci, review_variable};
use dagster_deploy::host::Variables;
use serde_json::Value;

/// Transcripts of pull requests that no variable of a CI system tells of, and what does.
const TOLD_ELSEWHERE: [(&str, &str); 5] = [
    ("teamcity/", "the file with the build's properties"),
    ("comment-on-review", "the event file"),
    ("run-of-", "the event file, of the workflow that is followed"),
    ("event-without-name", "the event file"),
    ("maps-its-pull-request", "a variable of dagster-deploy, which the user sets"),
];

/// A job that a transcript describes.
struct Job {
    name: String,
    env: Variables,
    is_review: bool,
}

impl Job {
    /// Reads a transcript of `ci inspect`; no other shows the record of the change.
    fn read(path: &Path) -> Option<Self> {
        let transcript = testkit::fixtures::read(path);
        let record = &transcript["outcome"]["result"];
        record.get("provider")?;
        let text =
            |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
        Some(Self {
            name: path.display().to_string(),
            env: transcript["env"].as_object()?.iter().filter_map(text).collect(),
            is_review: !record["pullRequestStatus"].is_null(),
        })
    }
}

fn jobs() -> Vec<Job> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts/providers");
    let systems = fs::read_dir(folder).expect("the transcripts");
    let files = systems.flat_map(|system| fs::read_dir(system.expect("a system").path()));
    let paths = files.flatten().map(|file| file.expect("a file").path());
    paths.filter_map(|path| Job::read(&path)).collect()
}

#[test]
fn the_variables_of_a_job_tell_of_a_pull_request_exactly_if_it_is_the_job_of_one() {
    let jobs = jobs();
    assert!(jobs.iter().any(|job| job.is_review) && jobs.iter().any(|job| !job.is_review));
    for Job { name, env, is_review } in jobs {
        let is_elsewhere = TOLD_ELSEWHERE.iter().any(|(part, _)| name.contains(part));
        let found = review_variable(&Ci::new(&env));
        assert_eq!(found.is_some(), is_review && !is_elsewhere, "{name}: {found:?}");
    }
}
