//! An object: what it receives changes its rows before it answers, and its alarm does what is to be done.
//!
//! Here are the objects of branches; the directory is in `directory.rs`. Not here: what follows from what is known
//! (`branch/`), and doing it (`work.rs`).

use serde_json::Value;

use super::branch::task::TaskFailure;
use super::branch::{Branch, BranchEvent, Done, Next, Step, Ways};
use super::durations::{CONFIGURATION_AGAIN, FORGET_AFTER};
use super::host::EdgeHost;
use super::log;
use super::message::{self, DIRECTORY};
use super::work::Work;
use crate::change::{Change, Field};
use crate::host::Fault;
use crate::json::Json;
use crate::payload::Payload;
use crate::policy::{Policy, Rule};

/// The row of a branch.
const ROW: &str = "branch";
/// The delay before a failed report to the directory is sent again, in milliseconds: growing, because the directory
/// serves all branches, and a load that it cannot bear must not return all at once.
const REPORT_AGAIN: (i64, i64) = (5_000, 600_000);
/// As many steps are done before the object is left alone for a moment.
const MAX_STEPS: usize = 20;

/// Has an object receive a message. Nothing is waited for, so that nothing else comes between.
///
/// # Errors
///
/// The message is none, or what is known now could not be saved.
pub(super) fn receive<H: EdgeHost>(host: &H, message: &Value) -> Result<String, Fault> {
    let message = Payload(message);
    let now = host.milliseconds();
    let text = |name: &str| message.text(name).unwrap_or_default();
    let (repository, name) = (text("repository"), text("name"));
    let known = host.load(ROW).as_deref().and_then(Branch::of_row);
    let change = Change::from_stored(message.at("change").unwrap_or(&Value::Null));
    let is_known = known.as_ref().is_some_and(|branch| branch.knows(&change));
    let admitted = match (text("kind").as_ref(), known) {
        ("change", _) if !message.is("isTaken") && !is_known => {
            Err("the configuration does not take it")
        }
        ("change", known) => {
            let branch = known.unwrap_or_else(|| Branch::new(&repository, &name));
            let (action, order) = (message::action(message), message::order(message));
            let event = BranchEvent::Change { action, change: &change, order: &order };
            admit(host, branch, &text("id"), &event, now)?
        }
        ("image", Some(branch)) => {
            let locations = message::texts(message, "locations");
            let (reference, hash) = (text("reference"), text("hash"));
            let at = message.at("at").and_then(Value::as_i64).unwrap_or_default();
            let review = message.text("review");
            let (locations, reference, hash) = (&locations[..], &reference[..], &hash[..]);
            let event =
                BranchEvent::Image { locations, reference, review: review.as_deref(), hash, at };
            admit(host, branch, &text("id"), &event, now)?
        }
        ("replay", Some(mut branch)) => {
            branch.replay(now);
            save(host, &branch)?;
            Ok(())
        }
        _ => Err("nothing is known of the branch"),
    };
    let reason = admitted.err();
    let fields = [("admitted", Json::bool(reason.is_none())), ("reason", Json::optional(reason))];
    Ok(Json::object(&fields).as_str().to_owned())
}

fn admit<H: EdgeHost>(
    host: &H,
    mut branch: Branch,
    id: &str,
    event: &BranchEvent<'_>,
    now: i64,
) -> Result<Result<(), &'static str>, Fault> {
    let admitted = branch.admit(id, event, now);
    save(host, &branch)?;
    Ok(admitted)
}

fn save<H: EdgeHost>(host: &H, branch: &Branch) -> Result<(), Fault> {
    host.save(&[(ROW.to_owned(), Some(branch.to_row()))], branch.wake)
}

/// Does what an object has to do now.
///
/// # Errors
///
/// Fails if the result cannot be saved; the host calls again.
pub(super) async fn alarm<H: EdgeHost>(host: &H, object: &str) -> Result<(), Fault> {
    for _ in 0..MAX_STEPS {
        let Some(mut branch) = host.load(ROW).as_deref().and_then(Branch::of_row) else {
            return host.save(&[], None);
        };
        let policy = host.policy();
        let taken = policy.as_ref().as_ref().ok();
        let taken = taken.and_then(|policy| Some((policy, policy.rule(&branch.repository)?)));
        let Some((policy, rule)) = taken else {
            // What the configuration does not take any more may be taken by the next one.
            branch.wake = Some(host.milliseconds() + CONFIGURATION_AGAIN);
            return save(host, &branch);
        };
        let ways = ways(policy, rule, &branch);
        let next = branch.next(&ways, host.milliseconds());
        if next == Next::Wait(None) && branch.state(&ways) != "open" {
            let end = branch.changed_at + FORGET_AFTER;
            if host.milliseconds() >= end {
                return host.save(&[(ROW.to_owned(), None)], None);
            }
            branch.wake = Some(end);
        }
        save(host, &branch)?;
        match next {
            Next::Wait(_) => return Ok(()),
            Next::Do(Step::Report, key) => {
                if !report(host, object, branch, &ways, &key).await? {
                    return Ok(());
                }
            }
            Next::Do(step, key) => {
                work(host, (policy, rule), &branch, &step, &key).await?;
            }
        }
    }
    Ok(())
}

fn ways(policy: &Policy, rule: &Rule, branch: &Branch) -> Ways {
    let change = branch.change();
    // Whatever has no branch deployment by itself would only be given up.
    let is_default = change.as_ref().is_some_and(|change| {
        change.text(Field::DefaultBranch).is_some_and(|name| name == branch.name)
    });
    Ways {
        takes_pushes: rule.updates_without_review && !is_default,
        takes_images: change.is_none_or(|change| rule.runs_images(&change)),
        deletes: rule.deletes_when_over,
        retry_policy: policy.retry_policy(),
    }
}

async fn work<H: EdgeHost>(
    host: &H,
    (policy, rule): (&Policy, &Rule),
    branch: &Branch,
    step: &Step,
    key: &str,
) -> Result<(), Fault> {
    let begun = host.milliseconds();
    let came_of_it = Work { host, rule, branch }.run(step).await;
    let now = host.milliseconds();
    log_and_report(host, branch, step, &came_of_it, now - begun);
    // Meanwhile others may have come.
    let Some(mut branch) = host.load(ROW).as_deref().and_then(Branch::of_row) else {
        return Ok(());
    };
    branch.settle(step, key, came_of_it, (now, host.random()), &policy.retry_policy());
    branch.wake = Some(now);
    save(host, &branch)
}

/// Logs the result of a step, and notifies the directory.
fn log_and_report<H: EdgeHost>(
    host: &H,
    branch: &Branch,
    step: &Step,
    came_of_it: &Result<Done, TaskFailure>,
    milliseconds: i64,
) {
    let attempt = branch.tasks().find(|(_, task)| task.is_running).map(|(_, task)| task.attempts);
    let failure = came_of_it.as_ref().err();
    let text = |text: Option<&String>| Json::optional(text.map(String::as_str));
    let fields = [
        ("delivery", Json::text(&branch.delivery)),
        ("repository", Json::text(&branch.repository)),
        ("branch", Json::text(&branch.name)),
        ("action", Json::text(step.name())),
        ("attempt", Json::int(i64::from(attempt.unwrap_or_default()))),
        ("milliseconds", Json::int(milliseconds)),
        ("code", text(failure.map(|failure| &failure.code))),
        ("reason", text(failure.map(|failure| &failure.message))),
    ];
    log::line(host, if failure.is_none() { "done" } else { "failed" }, &fields);
    let count = if failure.is_none() { step.name() } else { "failed" };
    host.post(DIRECTORY, message::note(count, &fields).as_str());
}

/// Reports the branch to the directory; false if it must be reported later.
async fn report<H: EdgeHost>(
    host: &H,
    object: &str,
    branch: Branch,
    ways: &Ways,
    key: &str,
) -> Result<bool, Fault> {
    let event = host.send(DIRECTORY, summary(object, &branch, ways).as_str()).await;
    let now = host.milliseconds();
    let row = host.load(ROW).unwrap_or_default();
    let Some(mut current) = Branch::of_row(&row) else { return Ok(false) };
    let is_reported = event.is_ok();
    let is_same = row == branch.to_row();
    // What has changed meanwhile is seen to at once.
    current.wake = Some(now);
    match event {
        Ok(_) if is_same => {
            current.settle(&Step::Report, key, Ok(Done::default()), (now, 0.0), &ways.retry_policy);
        }
        Ok(_) => {}
        Err(fault) => {
            log::line(host, "report failed", &[("reason", Json::text(&fault.message))]);
            if is_same {
                current.wake = Some(report_again(&current, now, host.random()));
            }
        }
    }
    save(host, &current)?;
    Ok(is_reported)
}

/// When a report is tried again; not later than what else is to be done.
fn report_again(branch: &Branch, now: i64, random: f64) -> i64 {
    let (first, longest) = REPORT_AGAIN;
    let wait = ((now - branch.changed_at) / 4).clamp(first, longest);
    let wait = (wait as f64 * (0.75 + random / 2.0)).ceil() as i64;
    let due = branch.tasks().filter(|(_, task)| !task.is_dead && task.due > now);
    due.map(|(_, task)| task.due).fold(now + wait, i64::min)
}

/// Builds the report of a branch to the directory.
fn summary(object: &str, branch: &Branch, ways: &Ways) -> Json {
    let hashes = branch.hashes().into_iter().map(Json::text).collect::<Vec<_>>();
    let task = |(what, task): (&str, &super::branch::task::Task)| {
        let failure = task.failure.as_ref();
        Json::object(&[
            ("what", Json::text(what)),
            ("attempts", Json::int(i64::from(task.attempts))),
            ("due", Json::int(task.due)),
            ("isDead", Json::bool(task.is_dead)),
            ("code", Json::optional(failure.map(|failure| failure.code.as_str()))),
            ("reason", Json::optional(failure.map(|failure| failure.message.as_str()))),
        ])
    };
    let image = |(location, reference, is_deployed): (&str, &str, bool)| {
        Json::object(&[
            ("location", Json::text(location)),
            ("reference", Json::text(reference)),
            ("isDeployed", Json::bool(is_deployed)),
        ])
    };
    Json::object(&[
        ("kind", Json::text("branch")),
        ("object", Json::text(object)),
        ("repository", Json::text(&branch.repository)),
        ("name", Json::text(&branch.name)),
        ("state", Json::text(branch.state(ways))),
        ("review", Json::optional(branch.review())),
        ("deployment", Json::optional(branch.deployment.as_deref())),
        ("changedAt", Json::int(branch.changed_at)),
        ("takesImages", Json::bool(ways.takes_images)),
        ("hashes", Json::list(&hashes)),
        ("tasks", Json::list(&branch.tasks().map(task).collect::<Vec<_>>())),
        ("images", Json::list(&branch.images().map(image).collect::<Vec<_>>())),
    ])
}
