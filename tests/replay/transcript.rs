//! One transcript: checked for slips of its writer, replayed, and told anew from what really happened.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use dagster_deploy::action;
use dagster_deploy::entry::{action_variables, cli, library};
use dagster_deploy::error::Error;
use dagster_deploy::flags::input_variable;
use dagster_deploy::host::Job;
use dagster_deploy::json::Json;

use crate::host::Scripted;
use crate::testkit::fixtures;
use crate::testkit::tree::Tree;

/// Replays a transcript and returns it with the calls and the outcome that were seen.
pub(crate) fn replay(transcript: &Tree, usual: &Tree) -> Result<Tree, String> {
    check_keys(transcript)?;
    let given = &fixtures::resolve(transcript)?;
    let host = Scripted::new(given, usual);
    let job = job(given)?;
    // Nothing the host does takes time: a run that does not end at once has asked for more than there is.
    let mut run = pin!(outcome(given, &host, &job));
    let Poll::Ready(ended) = run.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        let calls = Tree::List(host.calls.take());
        return Err(format!("no answer is left for the last of these calls:\n{}", calls.pretty()));
    };
    if host.unused() > 0 {
        let calls = Tree::List(host.calls.take());
        return Err(format!(
            "{} of the answers were not asked for; the calls were:\n{}",
            host.unused(),
            calls.pretty()
        ));
    }
    let mut outcome = ended?;
    for (name, text) in [("stdout", host.stdout.take()), ("stderr", host.stderr.take())] {
        outcome.push((name.to_owned(), Tree::lines(&text)));
    }
    let kept = transcript.entries().iter().filter(|(key, _)| key != "calls" && key != "outcome");
    let mut seen: Vec<_> = kept.cloned().collect();
    seen.push(("calls".to_owned(), Tree::List(host.calls.take())));
    seen.push(("outcome".to_owned(), Tree::Map(outcome)));
    Ok(Tree::Map(seen))
}

type Entries = Vec<(String, Tree)>;

/// The exit status of a command line, or the result or the errors of a library call.
async fn outcome(transcript: &Tree, host: &Scripted<'_>, job: &Job) -> Result<Entries, String> {
    let one = |key: &str, value: Tree| Ok(vec![(key.to_owned(), value)]);
    if transcript.get("inputs").is_some() {
        let is_post = transcript.get("stage").and_then(Tree::as_text) == Some("post");
        let stage = if is_post { action::Stage::Post } else { action::Stage::Main };
        return one("status", Tree::number(action::run(host, job, stage).await));
    }
    let Some(path) = transcript.get("command").and_then(Tree::as_text) else {
        return one("status", Tree::number(cli::run(host, job).await));
    };
    let options = transcript.get("options").map_or("{}".to_owned(), Tree::compact);
    let options = serde_json::from_str(&options).map_err(|error| format!("options: {error}"))?;
    let parsed = |text: &str| Tree::parse(text).map_err(|error| format!("{error}: {text}"));
    match library::call(host, job, path, &options).await {
        Ok(document) => one("result", parsed(document.as_str())?),
        Err(failed) => {
            let errors: Vec<_> = failed.errors.iter().map(Error::to_json).collect();
            let mut entries = one("errors", parsed(Json::list(&errors).as_str())?)?;
            if !failed.details.is_empty() {
                let details = Json::object(&failed.details);
                entries.push(("details".to_owned(), parsed(details.as_str())?));
            }
            Ok(entries)
        }
    }
}

fn job(transcript: &Tree) -> Result<Job, String> {
    let argv = match transcript.get("argv") {
        None if ["command", "inputs"].iter().any(|key| transcript.get(key).is_some()) => Vec::new(),
        Some(Tree::Text(line)) => line.split(' ').map(str::to_owned).collect(),
        Some(Tree::List(words)) => {
            words.iter().filter_map(Tree::as_text).map(str::to_owned).collect()
        }
        _ => return Err("a transcript has either argv or command".to_owned()),
    };
    let text = |(name, value): &(String, Tree)| Some((name.clone(), value.as_text()?.to_owned()));
    let of = |key: &str| transcript.get(key).map(Tree::entries).unwrap_or_default().iter();
    let mut env: Vec<_> = of("env").filter_map(text).collect();
    if transcript.get("inputs").is_some() {
        let inputs = of("inputs").filter_map(text);
        env.extend(inputs.map(|(name, value)| (input_variable::variable(&name), value)));
        let names = action_variables();
        env.retain(|(name, _)| names.contains(name));
    }
    let is_terminal = transcript.get("terminal") == Some(&Tree::Bool(true));
    Ok(Job {
        argv,
        env: env.into_iter().collect(),
        stdout_is_terminal: is_terminal,
        stderr_is_terminal: is_terminal,
        platform: transcript.get("platform").and_then(Tree::as_text).unwrap_or("linux").to_owned(),
        runtime: "replay".to_owned(),
    })
}

/// A misspelt key would silently mean nothing.
fn check_keys(transcript: &Tree) -> Result<(), String> {
    const KNOWN: [&str; 15] = [
        "about", "argv", "inputs", "stage", "command", "options", "provider", "env", "terminal",
        "platform", "files", "git", "serve", "calls", "outcome",
    ];
    only(transcript, &KNOWN)?;
    for call in transcript.get("calls").map(Tree::items).unwrap_or_default() {
        only(
            call,
            &[
                "fetch", "result", "reply", "fault", "takes", "sleep", "read", "append", "text",
                "git",
            ],
        )?;
        for (part, known) in
            [("reply", &["status", "headers", "json", "body"][..]), ("fault", &["code", "message"])]
        {
            call.get(part).map_or(Ok(()), |part| only(part, known))?;
        }
    }
    let git = transcript.get("git").map(|git| match git {
        Tree::List(answers) => answers.as_slice(),
        one => std::slice::from_ref(one),
    });
    for answer in git.unwrap_or_default() {
        only(answer, &["status", "stdout", "stderr", "code", "message"])?;
    }
    transcript.get("serve").map_or(Ok(()), |fault| only(fault, &["code", "message"]))?;
    let about = transcript.get("about").and_then(Tree::as_text).unwrap_or_default();
    if about.is_empty() { Err("a transcript says what it is about".to_owned()) } else { Ok(()) }
}

fn only(map: &Tree, known: &[&str]) -> Result<(), String> {
    match map.entries().iter().find(|(key, _)| !known.contains(&key.as_str())) {
        Some((key, _)) => Err(format!("no such key: {key:?}; known are {}", known.join(", "))),
        None => Ok(()),
    }
}
