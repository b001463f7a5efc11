//! A server, a proxy or GitHub that echoes the token it was sent, in every spelling, whole or cut, at every offset around
//! every place where a message is cut: no eight characters in a row of the token may be seen, whichever way in was taken.
//!
//! Not here: finding a token in a text (`src/secrets/tests.rs`), and the edge (`src/edge/tests/echo.rs`).
#![allow(clippy::disallowed_methods, reason = "that is for the core; a test reads files")]

#[path = "echo/host.rs"]
mod host;
mod testkit;

use dagster_deploy::action::{self, Stage};
use dagster_deploy::entry::{cli, library};
use dagster_deploy::flags::input_variable;
use dagster_deploy::host::{Job, Variables};
use serde_json::{Map, Value};

use fastrand::Rng;
use host::{Echoing, Way};

/// Where messages are cut, in characters: a retry's reason of a status and of a fault, GitHub's words, an excerpt, and the
/// bytes that an excerpt is taken of.
const CUTS: [usize; 4] = [120, 200, 300, 1200];

/// A token of 20 to 60 characters, among them some that JSON or a URL escapes.
fn token(random: &mut Rng) -> String {
    let plain = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let odd = b"-_.:/+=\"\\%&?# ~<>'@";
    let length = 20 + random.usize(..41);
    let mut token: String = (0..length)
        .map(|_| match random.usize(..6) {
            0 => char::from(odd[random.usize(..odd.len())]),
            _ => char::from(plain[random.usize(..plain.len())]),
        })
        .collect();
    // White space at an end is refused before anything is sent.
    token.insert(0, 't');
    token.push('z');
    token
}

fn variables(pairs: &[(&str, &str)]) -> Variables {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn command_line(host: &Echoing<'_>, is_json: bool) -> i32 {
    let line = "branch-deployment delete --deployment d1";
    let mut argv: Vec<_> = line.split(' ').map(str::to_owned).collect();
    if is_json {
        argv.extend(["--output".to_owned(), "json".to_owned()]);
    }
    let env = variables(&[
        ("DAGSTER_CLOUD_ORGANIZATION", "acme"),
        ("DAGSTER_CLOUD_API_TOKEN", host.token),
    ]);
    let job = Job { argv, env, ..Job::default() };
    host.run(async |fake| cli::run(fake, &job).await)
}

fn library_call(host: &Echoing<'_>) -> i32 {
    let options = [("organization", "acme"), ("deployment", "d1"), ("apiToken", host.token)];
    let options: Map<String, Value> =
        options.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    let job = Job::default();
    let command = "branch-deployment delete";
    match host.run(async |fake| library::call(fake, &job, command, &options).await) {
        Ok(_) => 0,
        Err(failed) => {
            for error in &failed.errors {
                host.note(error.to_json().as_str());
            }
            1
        }
    }
}

/// The Action on a pull request: its log, outputs, summary, comment and the states that GitHub is told.
fn action_run(host: &Echoing<'_>) -> i32 {
    let path = "tests/transcripts/action/a-review-is-deployed-and-github-is-told-from-beginning-to-end.json";
    let transcript = testkit::fixtures::read(path.as_ref());
    let mut env = Variables::default();
    for (name, value) in transcript["env"].as_object().expect("variables") {
        env.set(name, value.as_str());
    }
    for (name, value) in transcript["inputs"].as_object().expect("inputs") {
        let is_token = name == "api-token" || name == "github-token";
        env.set(
            &input_variable::variable(name),
            if is_token { Some(host.token) } else { value.as_str() },
        );
    }
    host.give_files(&transcript["files"]);
    let job = Job { env, ..Job::default() };
    host.run(async |fake| action::run(fake, &job, Stage::Main).await)
}

/// The texts in which the token would be read by whoever sees what was printed.
fn readings(seen: &str) -> [String; 3] {
    let json = seen.replace("\\/", "/").replace("\\\"", "\"").replace("\\\\", "\\");
    let mut bytes = Vec::new();
    let mut rest = seen.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        let code = others.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => (bytes.push(byte), rest = &others[2..]).1,
            None => (bytes.push(*first), rest = others).1,
        }
    }
    [seen.to_owned(), json, String::from_utf8_lossy(&bytes).into_owned()]
}

fn check(host: &Echoing<'_>, about: &str) {
    let seen = host.seen();
    for reading in readings(&seen) {
        for start in 0..=host.token.len() - 8 {
            let part = &host.token[start..start + 8];
            assert!(!reading.contains(part), "{about}: {part:?} of {:?} in {reading}", host.token);
        }
    }
}

/// Runs with an echo at all offsets at which it can lie across a cut, in so many ways at each: in turn all of them.
fn run(ways: usize, of: fn(&Echoing<'_>) -> i32) {
    let mut random = Rng::with_seed(1);
    let offsets = CUTS.into_iter().flat_map(|cut| cut.saturating_sub(130)..cut + 8);
    for (number, offset) in offsets.enumerate() {
        for way in Way::ALL.iter().cycle().skip(number * ways % Way::ALL.len()).take(ways) {
            let token = token(&mut random);
            let echo = host::echo(&token, &mut random);
            let host = Echoing::new(&token, way, &"x".repeat(offset), &echo);
            assert_ne!(of(&host), 0, "{way:?}: what echoes is no success");
            check(&host, &format!("{way:?} at {offset}"));
        }
    }
}

#[test]
fn a_command_line_shows_no_part_of_a_token_that_is_echoed() {
    run(5, |host| command_line(host, false));
    run(1, |host| command_line(host, true));
}

#[test]
fn the_errors_of_the_library_show_no_part_of_a_token_that_is_echoed() {
    run(1, library_call);
}

#[test]
fn the_action_shows_nobody_a_part_of_a_token_that_is_echoed() {
    run(1, action_run);
}

#[test]
fn github_and_a_proxy_before_it_can_echo_too() {
    run(1, |host| {
        host.github_echoes.set(true);
        action_run(host)
    });
}

#[test]
fn a_token_at_the_end_of_what_is_looked_at_of_a_long_answer_is_not_shown() {
    let token = "agent:acme:0123456789abcdef";
    for left in 0..=token.len() {
        // An excerpt is taken of the first 1,200 bytes, and blanks are left out of it.
        let before = "\n".repeat(1200 - left);
        let echo = token.to_owned() + &" ".repeat((32 << 20) - 1400) + &token[..left];
        let host = Echoing::new(token, &Way::Status(403), &before, &echo);
        command_line(&host, false);
        assert!(host.seen().contains("Forbidden: *") || left < 3, "{left}: it is told");
        check(&host, "the largest size");
    }
}
