//! JSON that keeps the order of its keys and every digit of its numbers, and prints itself for people.
//!
//! Not serde_json's `Value`: that sorts keys and turns numbers into floats, so a transcript could not say
//! what exactly was sent, and rewriting one would shuffle it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Lines up to this long are not broken.
const WIDTH: usize = 110;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    Null,
    Bool(bool),
    /// The digits as they were written.
    Number(String),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

/// The entries of a JSON object in the order in which they were written.
struct Entries(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

impl Tree {
    pub(crate) fn parse(text: &str) -> serde_json::Result<Tree> {
        let raw: Box<RawValue> = serde_json::from_str(text)?;
        Self::read(raw.get())
    }

    fn read(text: &str) -> serde_json::Result<Tree> {
        Ok(match text.as_bytes()[0] {
            b'{' => {
                let Entries(entries) = serde_json::from_str(text)?;
                let entries = entries.into_iter();
                let read = entries.map(|(key, raw)| Ok((key, Self::read(raw.get())?)));
                Tree::Map(read.collect::<serde_json::Result<_>>()?)
            }
            b'[' => {
                let items: Vec<Box<RawValue>> = serde_json::from_str(text)?;
                let read = items.iter().map(|raw| Self::read(raw.get()));
                Tree::List(read.collect::<serde_json::Result<_>>()?)
            }
            b'"' => Tree::Text(serde_json::from_str(text)?),
            b'n' => Tree::Null,
            b't' | b'f' => Tree::Bool(text == "true"),
            _ => Tree::Number(text.to_owned()),
        })
    }

    pub(crate) fn text(text: impl Into<String>) -> Tree {
        Tree::Text(text.into())
    }

    pub(crate) fn number(number: impl ToString) -> Tree {
        Tree::Number(number.to_string())
    }

    /// A printed text: a list of its lines where it ends with a newline, else as it is.
    pub(crate) fn lines(text: &str) -> Tree {
        match text.strip_suffix('\n') {
            Some(whole) => Tree::List(whole.split('\n').map(Tree::text).collect()),
            None => Tree::text(text),
        }
    }

    /// The opposite of [`Tree::lines`].
    pub(crate) fn joined(&self) -> Option<String> {
        match self {
            Tree::Text(text) => Some(text.clone()),
            Tree::List(lines) => {
                lines.iter().map(|line| Some(line.as_text()?.to_owned() + "\n")).collect()
            }
            _ => None,
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        if let Tree::Text(text) = self { Some(text) } else { None }
    }

    pub(crate) fn as_number<T: std::str::FromStr>(&self) -> Option<T> {
        if let Tree::Number(digits) = self { digits.parse().ok() } else { None }
    }

    pub(crate) fn items(&self) -> &[Tree] {
        if let Tree::List(items) = self { items } else { &[] }
    }

    pub(crate) fn entries(&self) -> &[(String, Tree)] {
        if let Tree::Map(entries) = self { entries } else { &[] }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Tree> {
        self.entries().iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// On one line, for people.
    pub(crate) fn inline(&self) -> String {
        self.joined_by(", ", ": ", "{ ", " }")
    }

    /// On one line without a blank, as a server sends it.
    pub(crate) fn compact(&self) -> String {
        self.joined_by(",", ":", "{", "}")
    }

    fn joined_by(&self, comma: &str, colon: &str, open: &str, close: &str) -> String {
        let written = |item: &Tree| item.joined_by(comma, colon, open, close);
        match self {
            Tree::Null => "null".to_owned(),
            Tree::Bool(on) => on.to_string(),
            Tree::Number(digits) => digits.clone(),
            Tree::Text(text) => quoted(text),
            Tree::List(items) => {
                format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(comma))
            }
            Tree::Map(entries) if entries.is_empty() => "{}".to_owned(),
            Tree::Map(entries) => {
                let entry = |(key, value): &(String, Tree)| quoted(key) + colon + &written(value);
                let entries: Vec<_> = entries.iter().map(entry).collect();
                format!("{open}{}{close}", entries.join(comma))
            }
        }
    }

    /// Broken into lines where that reads better.
    pub(crate) fn pretty(&self) -> String {
        let mut out = String::new();
        self.print(&mut out, 0, "");
        out + "\n"
    }

    fn print(&self, out: &mut String, indent: usize, key: &str) {
        let inline = self.inline();
        let column = out.len() - out.rfind('\n').map_or(0, |newline| newline + 1);
        let is_broken = indent == 0 || key == "calls" || key != "argv" && self.has_lines();
        if !is_broken && column + inline.chars().count() < WIDTH {
            out.push_str(&inline);
            return;
        }
        let mut print_all = |open: char, items: Vec<(&str, &Tree)>, close: char| {
            out.push(open);
            for (number, (key, value)) in items.iter().enumerate() {
                out.push_str(if number == 0 { "\n" } else { ",\n" });
                out.push_str(&" ".repeat(indent + 2));
                if open == '{' {
                    out.push_str(&format!("{}: ", quoted(key)));
                }
                value.print(out, indent + 2, key);
            }
            out.push_str(&format!("\n{}{close}", " ".repeat(indent)));
        };
        match self {
            Tree::List(items) if !items.is_empty() => {
                print_all('[', items.iter().map(|item| ("", item)).collect(), ']');
            }
            Tree::Map(entries) if !entries.is_empty() => {
                print_all(
                    '{',
                    entries.iter().map(|(key, value)| (key.as_str(), value)).collect(),
                    '}',
                );
            }
            _ => out.push_str(&inline),
        }
    }

    /// Whether it is a text of several lines.
    fn has_lines(&self) -> bool {
        self.items().len() > 1 && self.items().iter().all(|item| item.as_text().is_some())
    }
}

/// As JSON, with what cannot be seen escaped.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).expect("a text has a JSON form");
    let mut shown = String::with_capacity(json.len());
    for character in json.chars() {
        let hidden = matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        if character.is_control() || hidden {
            shown.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            shown.push(character);
        }
    }
    shown
}
