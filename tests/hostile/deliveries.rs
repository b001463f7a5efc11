//! Deliveries of the transcripts, changed at random, for every sender: never a panic, and events that keep their promises.
#![allow(clippy::disallowed_methods, reason = "that is for the core; a test reads files")]

use std::fs;
use std::path::Path;

use dagster_deploy::webhook::EventAction;
use dagster_deploy::webhook::headers::Headers;
use dagster_deploy::webhook::sender::{self, SENDERS, Sender};
use serde_json::{Map, Value, json};

use crate::testkit::fixtures;
use crate::testkit::one_of;
use crate::{VALUES, delivery};
use fastrand::Rng;

/// What a transcript has of a delivery.
struct Seed {
    sender: &'static Sender,
    headers: Map<String, Value>,
    body: Value,
}

#[test]
fn any_delivery_of_any_sender_makes_events_that_keep_their_promises() {
    let seeds = seeds();
    for sender in SENDERS {
        let is_of_it = |seed: &&Seed| seed.sender.name == sender.name;
        assert!(seeds.iter().any(|seed| is_of_it(&seed)), "no transcript of {}", sender.name);
    }
    let mut random = Rng::with_seed(1);
    let (mut rounds, mut changes, mut images) = (0, 0, 0);
    while rounds < 20_000 {
        let seed = &seeds[random.usize(..seeds.len())];
        let (headers, body) = changed(seed, &seeds, &mut random);
        let other = SENDERS[random.usize(..SENDERS.len())];
        delivery::events(other, &headers, &body);
        for event in delivery::events(seed.sender, &headers, &body) {
            changes +=
                usize::from(matches!(event.action, EventAction::Update | EventAction::Close));
            images += usize::from(event.action == EventAction::Image);
        }
        rounds += 1;
    }
    assert!(changes > 100 && images > 500, "only {changes} changes and {images} images");
}

/// The deliveries of all transcripts whose body is JSON.
fn seeds() -> Vec<Seed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts/webhook");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths.iter().filter_map(|path| seed(&fixtures::read(path))).collect()
}

fn seed(transcript: &Value) -> Option<Seed> {
    let words: Vec<_> = match &transcript["argv"] {
        Value::String(text) => text.split(' ').collect(),
        list => list.as_array()?.iter().filter_map(Value::as_str).collect(),
    };
    let file = |flag| {
        let name = words.get(words.iter().position(|word| *word == flag)? + 1)?;
        match &transcript["files"][name] {
            Value::String(text) => Some(text.clone()),
            lines => {
                let lines: Vec<_> = lines.as_array()?.iter().filter_map(Value::as_str).collect();
                Some(lines.join("\n"))
            }
        }
    };
    let provider = words.get(words.iter().position(|word| *word == "--provider")? + 1)?;
    let headers = file("--headers").unwrap_or_default();
    Some(Seed {
        sender: sender::find(provider)?,
        headers: serde_json::from_str(&headers).unwrap_or_default(),
        body: serde_json::from_str(&file("--body")?).ok()?,
    })
}

/// A delivery that was changed at up to four places, and now and then in its bytes.
fn changed(seed: &Seed, seeds: &[Seed], random: &mut Rng) -> (Headers, Vec<u8>) {
    let mut body = seed.body.clone();
    for _ in 0..random.usize(..5) {
        let other = &seeds[random.usize(..seeds.len())].body;
        change_a_place(&mut body, other, random);
    }
    let mut headers = Value::Object(seed.headers.clone());
    if random.usize(..4) == 0 {
        let other = Value::Object(seeds[random.usize(..seeds.len())].headers.clone());
        change_a_place(&mut headers, &other, random);
    }
    let pairs = headers.as_object().into_iter().flatten();
    let pairs = pairs.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
    let mut bytes = body.to_string().into_bytes();
    match random.usize(..20) {
        0 => bytes.truncate(random.usize(..bytes.len() + 1)),
        1 => {
            let place = random.usize(..bytes.len());
            bytes[place] = random.usize(..256) as u8;
        }
        _ => {}
    }
    (Headers::new(pairs.collect()), bytes)
}

fn change_a_place(root: &mut Value, other: &Value, random: &mut Rng) {
    let place = a_place(root, random);
    let elsewhere = other.pointer(&a_place(other, random)).cloned().unwrap_or_default();
    if random.usize(..6) == 0 {
        return remove(root, &place);
    }
    let Some(value) = root.pointer_mut(&place) else { return };
    let odd = one_of(random, &VALUES);
    *value = match (random.usize(..9), value.as_str()) {
        (0, _) => Value::Null,
        (1, _) => json!(random.usize(..2) == 0),
        (2, _) => json!(-1.5e300),
        (3, _) => json!([value.take()]),
        (4, Some(text)) => json!(format!("{text}{odd}")),
        (5, Some(text)) => json!(text.chars().skip(random.usize(..20)).collect::<String>()),
        (6, Some(text)) => json!(text.to_uppercase()),
        (4..=6, _) => elsewhere,
        _ => json!(odd),
    };
}

/// The pointer of any place in a document.
fn a_place(root: &Value, random: &mut Rng) -> String {
    let mut places = vec![String::new()];
    list(root, "", &mut places);
    places.swap_remove(random.usize(..places.len()))
}

fn list(value: &Value, here: &str, places: &mut Vec<String>) {
    let below: Vec<_> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => {
            items.iter().zip(0..).map(|(item, at)| (at.to_string(), item)).collect()
        }
        _ => Vec::new(),
    };
    for (key, value) in below {
        let place = format!("{here}/{}", key.replace('~', "~0").replace('/', "~1"));
        list(value, &place, places);
        places.push(place);
    }
}

fn remove(root: &mut Value, place: &str) {
    let Some((above, key)) = place.rsplit_once('/') else { return };
    if let Some(Value::Object(map)) = root.pointer_mut(above) {
        map.remove(key);
    }
}
