//! Reads values out of the configuration, and collects all that is wrong with them, each with its place.
//!
//! Not here: what the keys mean.

use crate::flags::suggest;
use crate::gather::Gather;
use crate::json;
use crate::location::{get, type_name};
use crate::yaml::{Outline, Step, Value};

/// What reads a text, or says what is wrong with it as a sentence without its end.
pub(super) type Take<T> = fn(&str) -> Result<T, String>;

/// The way to the value that is being read, and what was wrong up to there.
#[derive(Default)]
pub(super) struct Reading {
    path: Vec<Step>,
    problems: Vec<(Vec<Step>, String)>,
}

impl Reading {
    /// Notes what is wrong with the value that is being read.
    pub(super) fn wrong(&mut self, message: &str) {
        self.problems.push((self.path.clone(), message.to_owned()));
    }

    /// Notes what is wrong with a value in it.
    pub(super) fn wrong_at(&mut self, key: &str, message: &str) {
        self.within(Step::Key(key.to_owned()), |reading| reading.wrong(message));
    }

    /// Reads a value in the one that is being read.
    pub(super) fn within<T>(&mut self, step: Step, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let read = read(self);
        self.path.pop();
        read
    }

    /// The entries of a mapping, but those whose key is no text.
    pub(super) fn mapping<'v>(&mut self, value: &'v Value) -> Vec<(&'v str, &'v Value)> {
        let Value::Map(entries) = value else {
            self.wrong(&["it must be a mapping, but it is ", type_name(value)].concat());
            return Vec::new();
        };
        let mut texts = Vec::new();
        for (index, (key, value)) in entries.iter().enumerate() {
            match key {
                Value::Str(key) => texts.push((key.as_str(), value)),
                other => self.within(Step::Entry(index), |reading| {
                    reading.wrong(
                        &["the key must be a text, but it is ", type_name(other), in_quotes(other)]
                            .concat(),
                    );
                }),
            }
        }
        texts
    }

    /// Whether it is a mapping; each of its keys must be one of these.
    pub(super) fn keys(&mut self, value: &Value, known: &[&str]) -> bool {
        for (key, _) in self.mapping(value) {
            if known.contains(&key) {
                continue;
            }
            self.wrong_at(key, &unknown("key", key, known));
        }
        matches!(value, Value::Map(_))
    }

    /// A value that must be there.
    pub(super) fn needed<'v>(&mut self, value: &'v Value, key: &str) -> Option<&'v Value> {
        let found = get(value, key);
        if found.is_none() && matches!(value, Value::Map(_)) {
            self.wrong(&["it has no `", key, "`"].concat());
        }
        found
    }

    /// A text, if there is one.
    pub(super) fn text<T>(&mut self, value: &Value, key: &str, take: Take<T>) -> Option<T> {
        let found = get(value, key)?;
        self.within(Step::Key(key.to_owned()), |reading| reading.taken(found, take))
    }

    /// A text or a list of texts, if there is either.
    pub(super) fn texts<T>(&mut self, value: &Value, key: &str, take: Take<T>) -> Option<Vec<T>> {
        let found = get(value, key)?;
        Some(self.within(Step::Key(key.to_owned()), |reading| match found {
            Value::Seq(items) => {
                reading.entries(items, &mut |reading, item| reading.taken(item, take))
            }
            Value::Str(_) => reading.taken(found, take).into_iter().gather(),
            other => {
                let seen = [type_name(other), in_quotes(other)].concat();
                reading
                    .wrong(&["it must be a text or a list of texts, but it is ", &seen].concat());
                Vec::new()
            }
        }))
    }

    /// The entries of a list, if there is one.
    pub(super) fn list<T>(
        &mut self,
        value: &Value,
        key: &str,
        read: &mut dyn FnMut(&mut Self, &Value) -> Option<T>,
    ) -> Vec<T> {
        let Some(found) = get(value, key) else { return Vec::new() };
        self.within(Step::Key(key.to_owned()), |reading| match found {
            Value::Seq(items) => reading.entries(items, read),
            other => {
                reading.wrong(&["it must be a list, but it is ", type_name(other)].concat());
                Vec::new()
            }
        })
    }

    fn entries<T>(
        &mut self,
        items: &[Value],
        read: &mut dyn FnMut(&mut Self, &Value) -> Option<T>,
    ) -> Vec<T> {
        if items.is_empty() {
            self.wrong("it is empty");
        }
        let mut entries = Vec::new();
        for (index, item) in items.iter().enumerate() {
            entries.extend(self.within(Step::Entry(index), |reading| read(reading, item)));
        }
        entries
    }

    fn taken<T>(&mut self, value: &Value, take: Take<T>) -> Option<T> {
        let taken = match value {
            Value::Str(text) => take(text),
            other => {
                Err(["it must be a text, but it is ", type_name(other), in_quotes(other)].concat())
            }
        };
        taken.map_err(|problem| self.wrong(&problem)).ok()
    }

    /// What one of these words stands for, if one is said.
    pub(super) fn choice<T: Copy>(
        &mut self,
        value: &Value,
        key: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let said = self.text(value, key, |text| Ok(text.to_owned()))?;
        let found = words.iter().find(|(word, _)| *word == said).map(|(_, meant)| *meant);
        if found.is_none() {
            let known = words.iter().map(|(word, _)| *word).gather();
            self.wrong_at(key, &unknown("value", &said, &known));
        }
        found
    }

    /// What was wrong, in order, each with the line on which it stands in this text.
    pub(super) fn finish(self, text: &str) -> Vec<String> {
        if self.problems.is_empty() {
            return Vec::new();
        }
        let outline = Outline::of(text);
        let told = |(path, message): (Vec<Step>, String)| {
            let (line, way) = (outline.line(&path).to_string(), way(&path));
            ["line ", &line, ": ", &way, ": ", &message].concat()
        };
        self.problems.into_iter().map(told).gather()
    }
}

/// `repositories[0].images[2].image`.
fn way(path: &[Step]) -> String {
    if path.is_empty() {
        return "the configuration".to_owned();
    }
    let mut way = String::new();
    for step in path {
        match step {
            Step::Entry(index) => way.push_str(&["[", &index.to_string(), "]"].concat()),
            Step::Key(key) => {
                way.push_str(if way.is_empty() { "" } else { "." });
                way.push_str(key);
            }
        }
    }
    way
}

/// What to do about a value that was not meant as what YAML takes it for.
fn in_quotes(value: &Value) -> &'static str {
    match value {
        Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Opaque(_) => {
            "; write it in quotes"
        }
        _ => "",
    }
}

/// A text as messages show it.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    json::quote(text, &mut quoted);
    quoted
}

/// That there is no such thing, and which was probably meant, or else which there are.
pub(super) fn unknown(what: &str, seen: &str, known: &[&str]) -> String {
    let hint = suggest::did_you_mean(seen, "", known)
        .unwrap_or_else(|| ["there are ", &known.join(", ")].concat());
    ["there is no ", what, " ", &quoted(seen), "; ", &hint].concat()
}
