//! Reads values out of the configuration, and collects all that is wrong with them, each with its place.
//!
//! Not here: what the keys mean.

use crate::json;
use crate::location::{get, type_name};
use crate::suggest;
use crate::yaml::{Outline, PathStep, Value};

/// Parses a text, or returns the mistake as a sentence without its end.
pub(super) type Take<T> = fn(&str) -> Result<T, String>;

/// The same for a text that is stored elsewhere.
type Taker<'t> = &'t mut dyn FnMut(&str) -> Result<(), String>;

/// The way to the value that is being read, and what was wrong up to there.
#[derive(Default)]
pub(super) struct ConfigReader {
    path: Vec<PathStep>,
    problems: Vec<(Vec<PathStep>, String)>,
}

impl ConfigReader {
    /// Whether nothing was wrong up to here.
    pub(super) fn is_good(&self) -> bool {
        self.problems.is_empty()
    }

    /// Notes what is wrong with the value that is being read.
    pub(super) fn wrong(&mut self, message: &str) {
        self.problems.push((self.path.clone(), message.to_owned()));
    }

    /// Notes what is wrong with a value in it.
    pub(super) fn wrong_at(&mut self, key: &str, message: &str) {
        self.within(PathStep::Key(key.to_owned()), |reading| reading.wrong(message));
    }

    /// Reads a value in the one that is being read.
    pub(super) fn within<T>(&mut self, step: PathStep, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let read = read(self);
        self.path.pop();
        read
    }

    /// The entries of a mapping, but those whose key is no text.
    pub(super) fn mapping<'v>(&mut self, value: &'v Value) -> Vec<(&'v str, &'v Value)> {
        let Value::Map(entries) = value else {
            self.wrong_type("a mapping", value, "");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for (index, (key, value)) in entries.iter().enumerate() {
            match key {
                Value::Str(key) => texts.push((key.as_str(), value)),
                other => self.within(PathStep::Entry(index), |reading| {
                    reading.wrong_type("a key that is a text", other, in_quotes(other));
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
        let mut taken = None;
        let found = get(value, key)?;
        self.within(PathStep::Key(key.to_owned()), |reading| {
            reading.one(found, &mut |text| {
                taken = Some(take(text)?);
                Ok(())
            });
        });
        taken
    }

    /// A text or a list of texts, if there is either.
    pub(super) fn texts<T>(&mut self, value: &Value, key: &str, take: Take<T>) -> Option<Vec<T>> {
        let mut taken = Vec::new();
        let found = get(value, key)?;
        self.within(PathStep::Key(key.to_owned()), |reading| {
            reading.several(found, &mut |text| {
                taken.push(take(text)?);
                Ok(())
            });
        });
        Some(taken)
    }

    fn several(&mut self, value: &Value, take: Taker<'_>) {
        match value {
            Value::Seq(items) => self.entries(items, &mut |reading, item| reading.one(item, take)),
            Value::Str(_) => self.one(value, take),
            other => self.wrong_type("a text or a list of texts", other, in_quotes(other)),
        }
    }

    fn one(&mut self, value: &Value, take: Taker<'_>) {
        match value {
            Value::Str(text) => {
                if let Err(problem) = take(text) {
                    self.wrong(&problem);
                }
            }
            other => self.wrong_type("a text", other, in_quotes(other)),
        }
    }

    /// Reads the entries of a list, if there is one.
    pub(super) fn list(
        &mut self,
        value: &Value,
        key: &str,
        read: &mut dyn FnMut(&mut Self, &Value),
    ) {
        let Some(found) = get(value, key) else { return };
        self.within(PathStep::Key(key.to_owned()), |reading| match found {
            Value::Seq(items) => reading.entries(items, read),
            other => reading.wrong_type("a list", other, ""),
        });
    }

    fn entries(&mut self, items: &[Value], read: &mut dyn FnMut(&mut Self, &Value)) {
        if items.is_empty() {
            self.wrong("it is empty");
        }
        for (index, item) in items.iter().enumerate() {
            self.within(PathStep::Entry(index), |reading| read(reading, item));
        }
    }

    /// One of these words, if given.
    pub(super) fn choice(
        &mut self,
        value: &Value,
        key: &str,
        words: &[&'static str],
    ) -> Option<&'static str> {
        let given = self.text(value, key, |text| Ok(text.to_owned()))?;
        let found = words.iter().find(|word| **word == given).copied();
        if found.is_none() {
            self.wrong_at(key, &unknown("value", &given, words));
        }
        found
    }

    fn wrong_type(&mut self, wanted: &str, seen: &Value, hint: &str) {
        self.wrong(&["it must be ", wanted, ", but it is ", type_name(seen), hint].concat());
    }

    /// Returns the mistakes in order, each with its line in this text.
    pub(super) fn finish(self, text: &str) -> Vec<String> {
        if self.problems.is_empty() {
            return Vec::new();
        }
        let outline = Outline::of(text);
        let problem = |(path, message): (Vec<PathStep>, String)| {
            let (line, way) = (outline.line(&path).to_string(), way(&path));
            ["line ", &line, ": ", &way, ": ", &message].concat()
        };
        self.problems.into_iter().map(problem).collect::<Vec<_>>()
    }
}

/// `repositories[0].images[2].image`.
fn way(path: &[PathStep]) -> String {
    if path.is_empty() {
        return "the configuration".to_owned();
    }
    let mut way = String::new();
    for step in path {
        match step {
            PathStep::Entry(index) => way.push_str(&["[", &index.to_string(), "]"].concat()),
            PathStep::Key(key) => {
                way.push_str(if way.is_empty() { "" } else { "." });
                way.push_str(key);
            }
        }
    }
    way
}

/// Returns the hint for a value that was meant as a text, but that YAML reads as something else.
fn in_quotes(value: &Value) -> &'static str {
    match value {
        Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::PythonOnly(_) => {
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

/// How many names are listed for an unknown one.
const SHOWN: usize = 50;

/// Formats an "unknown name" error with the closest match, or the list of valid names.
pub(super) fn unknown(what: &str, seen: &str, known: &[&str]) -> String {
    let hint = suggest::did_you_mean(seen, "", known).unwrap_or_else(|| {
        let first = &known[..known.len().min(SHOWN)];
        let more = if first.len() < known.len() { " and others" } else { "" };
        ["there are ", &first.join(", "), more].concat()
    });
    ["there is no ", what, " ", &quoted(seen), "; ", &hint].concat()
}
