//! Reports of typical runs, and a hostile one.

use dagster_deploy::action::report::{
    DagsterRun, Deployment, Ending, LocationOutcome, Report, StepFailure,
};
use dagster_deploy::change::{Change, Field, FieldSource};
use dagster_deploy::error::{Code, Error};

use super::hostile::HOSTILE;

const LOAD_ERROR: &str = include_str!("load-error.txt");
/// As open-source Dagster raises it, and `dagster/load_error.rs` writes it.
const STEP_ERROR: &str = include_str!("step-error.txt");

/// Every sample with its name.
pub(crate) fn all() -> Vec<(&'static str, Report)> {
    vec![
        ("deployed", deployed()),
        ("one-failed", one_failed()),
        ("timed-out", timed_out()),
        ("updated", Report { locations: vec![], ending: Ending::Updated, ..deployed() }),
        ("closed", closed()),
        ("fork", fork()),
        ("superseded", Report { locations: vec![], ending: Ending::Superseded, ..deployed() }),
        ("job", job()),
        ("job-failed", job_failed()),
        ("unauthorized", unauthorized()),
        ("hostile", hostile()),
    ]
}

fn change(facts: &[(Field, &str)]) -> Change {
    let mut change = Change::default();
    for (field, value) in facts {
        change.say(*field, (*value).to_owned(), FieldSource::new("flag", "test"));
    }
    change
}

fn location(name: &str, status: &str, seconds: f64) -> LocationOutcome {
    LocationOutcome { name: name.to_owned(), status: status.to_owned(), seconds, error: None }
}

pub(crate) fn deployed() -> Report {
    Report {
        ending: Ending::Deployed,
        deployment: Some(Deployment {
            name: "4b1f0a9c7d3e5f60718293a4b5c6d7e8f9012345".to_owned(),
            id: Some(4217),
            url: Some(
                "https://acme.dagster.cloud/4b1f0a9c7d3e5f60718293a4b5c6d7e8f9012345".to_owned(),
            ),
            is_branch: true,
        }),
        locations: vec![
            location("etl", "LOADED", 41.2),
            location("prices", "LOADED", 38.0),
            location("machine-learning", "LOADED", 65.4),
        ],
        change: change(&[
            (Field::BranchName, "new-prices"),
            (Field::CommitHash, "9f2c1e07a4b85d36f0c91e2d7b3a4856c0d1e2f3"),
            (
                Field::CommitUrl,
                "https://github.com/acme/etl/commit/9f2c1e07a4b85d36f0c91e2d7b3a4856c0d1e2f3",
            ),
            (Field::CommitMessage, "Read prices from the new feed (#41)\n\nIt has all of them."),
            (Field::AuthorName, "Ada Lovelace"),
            (Field::PullRequestNumber, "41"),
            (Field::PullRequestUrl, "https://github.com/acme/etl/pull/41"),
            (Field::PullRequestTitle, "Prices from the new feed"),
        ]),
        page: Some("https://github.com/acme/etl/actions/runs/8123456789".to_owned()),
        ..Report::default()
    }
}

fn one_failed() -> Report {
    let mut report = deployed();
    report.ending = Ending::Failed;
    report.locations[1].status = "FAILED".to_owned();
    report.locations[1].seconds = 12.0;
    report.locations[1].error = Some(LOAD_ERROR.to_owned());
    let message = format!(
        "Some locations failed to load after being synced by the agent:\nError loading prices:\n{LOAD_ERROR}"
    );
    let hint =
        "the location was deployed, but its code could not be loaded; the agent's log has more";
    report.errors = vec![Error::new(Code::LoadFailed, message).hint(hint)];
    report
}

fn timed_out() -> Report {
    let mut report = deployed();
    report.ending = Ending::Failed;
    report.locations[0].status = "TIMED_OUT".to_owned();
    report.locations[0].seconds = 600.0;
    let message = "Timed out waiting for location data to update: etl.";
    let hint =
        "the agent may still be pulling the image; --location-load-timeout says how long is waited";
    report.errors = vec![Error::new(Code::LoadTimeout, message).hint(hint)];
    report
}

fn closed() -> Report {
    let mut report = Report { locations: vec![], ending: Ending::Closed, ..deployed() };
    report.change.say(
        Field::PullRequestStatus,
        "MERGED".to_owned(),
        FieldSource::new("flag", "test"),
    );
    report
}

fn fork() -> Report {
    let reason =
        "The pull request comes from a fork, whose runs have no secrets: nothing was deployed.";
    Report {
        ending: Ending::Skipped,
        reason: Some(reason.to_owned()),
        deployment: None,
        locations: vec![],
        ..deployed()
    }
}

fn job() -> Report {
    Report {
        ending: Ending::Done,
        deployment: Some(Deployment {
            name: "prod".to_owned(),
            url: Some("https://acme.dagster.cloud/prod".to_owned()),
            ..Deployment::default()
        }),
        locations: vec![],
        run: Some(DagsterRun {
            id: "6c1b7b54-2f0e-4d0b-9d0a-5f7c3a1e2b4d".to_owned(),
            url: Some(
                "https://acme.dagster.cloud/prod/runs/6c1b7b54-2f0e-4d0b-9d0a-5f7c3a1e2b4d"
                    .to_owned(),
            ),
            status: Some("SUCCESS".to_owned()),
            failures: vec![],
        }),
        ..deployed()
    }
}

fn job_failed() -> Report {
    let mut report = job();
    report.ending = Ending::Failed;
    let message = "Run 6c1b7b54-2f0e-4d0b-9d0a-5f7c3a1e2b4d failed with status 'FAILURE'.\nStep load_prices failed:\nValueError: no prices";
    let hint =
        "see https://acme.dagster.cloud/prod/runs/6c1b7b54-2f0e-4d0b-9d0a-5f7c3a1e2b4d".to_owned();
    report.errors = vec![Error::new(Code::RunFailed, message).hint(hint)];
    if let Some(run) = &mut report.run {
        run.status = Some("FAILURE".to_owned());
        run.failures = vec![
            StepFailure { step: Some("load_prices".to_owned()), error: STEP_ERROR.to_owned() },
            StepFailure { step: Some("load[`odd`]".to_owned()), error: "KeyError: 1".to_owned() },
        ];
    }
    report
}

fn unauthorized() -> Report {
    let message =
        "Dagster+ refused the token (HTTP status 401 from https://acme.dagster.cloud/graphql).";
    let hint = "check DAGSTER_CLOUD_API_TOKEN: an agent token, or a user token whose user is at least an editor";
    Report {
        ending: Ending::Failed,
        deployment: None,
        locations: vec![],
        errors: vec![Error::new(Code::Unauthorized, message).hint(hint)],
        ..deployed()
    }
}

/// Every line of `hostile.txt` in every place that holds text from outside.
fn hostile() -> Report {
    let mut report = one_failed();
    let line = HOSTILE.replace('\n', " ");
    report.locations = HOSTILE.lines().map(|line| location(line, "LOADED", 1.0)).collect();
    report.locations[0].status = "FAILED".to_owned();
    report.locations[0].error = Some(HOSTILE.to_owned());
    report.errors = vec![
        Error::new(Code::Rejected, HOSTILE).hint(HOSTILE),
        Error::new(Code::Rejected, &line[..300]).hint(&line),
    ];
    report.errors.extend(HOSTILE.lines().map(|line| Error::new(Code::Rejected, line).hint(line)));
    let failure = StepFailure { step: Some(line.clone()), error: HOSTILE.to_owned() };
    report.run = Some(DagsterRun {
        id: line.clone(),
        url: Some(line.clone()),
        status: Some(line.clone()),
        failures: vec![failure, StepFailure { step: None, error: line.clone() }],
    });
    report.page = Some("javascript:alert(1)".to_owned());
    if let Some(deployment) = &mut report.deployment {
        deployment.name.clone_from(&line);
        deployment.url = Some("https://acme.dagster.cloud/) [x](https://evil.example".to_owned());
    }
    for field in [
        Field::BranchName,
        Field::CommitHash,
        Field::CommitUrl,
        Field::AuthorName,
        Field::PullRequestNumber,
        Field::PullRequestUrl,
        Field::PullRequestTitle,
        Field::CommitMessage,
    ] {
        let text = if field == Field::CommitMessage { HOSTILE } else { &line };
        report.change.say(field, text.to_owned(), FieldSource::new("flag", "test"));
    }
    report
}
