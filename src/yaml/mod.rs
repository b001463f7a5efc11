//! YAML as PyYAML 6.0.3's pure-Python `SafeLoader` reads it (YAML 1.1), minus the implicit
//! timestamp type.
//!
//! The vendor's own tool reads location files that way, so a file must mean the same here: a value
//! is read exactly as PyYAML reads it or refused, never silently something else. Not a general YAML
//! library: no writing of YAML, no streams of several documents, no custom tags.
//!
//! `text -> reader -> scanner (tokens) -> parser (events) -> composer (tree) -> constructor
//! (value)`, and [`json`] writes the value. Reader, scanner and parser are ports of PyYAML's (MIT,
//! see LICENSE-PyYAML in this folder), because no crate reads alike: of 6,000 generated texts
//! libyaml-safer 0.3.0 differs in 4.7 %, in 4 of them silently, and panics on 22; saphyr-parser
//! differs in 27 % of 185 probes. What still differs from PyYAML is listed in
//! `tests/yaml/differences.md`.
//!
//! The steps of scanner, composer and constructor are `#[inline(never)]`: LLVM would merge them into
//! functions of 4 to 5 KB, and V8 compiles what runs so often twice. A deploy of ten locations costs
//! 6 to 13 ms of CPU less so, and 4 MiB; `tests/recompilation.test.js` finds one that was forgotten.

mod ambiguous;
mod character;
mod composer;
mod constructor;
mod error;
mod event;
pub mod json;
mod key;
mod mark;
mod node;
mod number;
mod outline;
mod parser;
mod python_only;
mod reader;
mod resolver;
mod scanner;
mod token;

use std::ops::{Deref, DerefMut};

pub use outline::{Outline, PathStep};

/// One YAML value, as Python would hold it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `None`.
    Null,
    /// `True` or `False`.
    Bool(bool),
    /// A whole number of any size: canonical decimal digits, with `-` in front when below zero.
    Int(String),
    /// A 64-bit float, which may be infinite or not a number.
    Float(f64),
    /// Text.
    Str(String),
    /// A Python list (or the tuple inside an `!!omap` or `!!pairs` entry).
    Seq(Vec<Value>),
    /// A Python dict, in insertion order. A repeated key keeps its first position and first key,
    /// and takes the last value; `1`, `1.0` and `true` are one key.
    Map(Vec<(Value, Value)>),
    /// A value that JSON has no form for.
    PythonOnly(PythonOnly),
}

/// The type of a value that JSON has no form for. The value itself is of no use to anyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PythonOnly {
    /// From `!!binary`.
    Bytes,
    /// From `!!set`.
    Set,
    /// From `!!timestamp`.
    Date,
    /// From `!!timestamp` with a time of day.
    DateTime,
}

impl PythonOnly {
    /// The name of the Python type, for error messages.
    pub fn python_type_name(self) -> &'static str {
        match self {
            PythonOnly::Bytes => "bytes",
            PythonOnly::Set => "set",
            PythonOnly::Date => "date",
            PythonOnly::DateTime => "datetime",
        }
    }
}

/// A remark about a place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The text that was read, its mistake and the hint.
    pub message: String,
}

/// Why a document cannot be read. It is a pointer for the same reason as [`crate::error::Error`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError(Box<Remark>);

impl Deref for YamlError {
    type Target = Remark;

    fn deref(&self) -> &Remark {
        &self.0
    }
}

impl DerefMut for YamlError {
    fn deref_mut(&mut self) -> &mut Remark {
        &mut self.0
    }
}

/// A document that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The document's value; null when the text is empty.
    pub value: Value,
    /// Scalars worth a second look, in document order.
    pub warnings: Vec<Remark>,
}

/// A text that keys have in common which are one key in Python, such as `1` and `true`, and others have not.
pub(crate) fn key_text(key: &Value) -> String {
    key::of(key).unwrap_or_default()
}

/// One line of `text`, counted as the positions of errors and warnings are; empty beyond the end.
pub fn line(text: &str, number: usize) -> &str {
    reader::line(text, number)
}

/// Reads the one document in `text`.
pub fn load(text: &str) -> Result<Loaded, YamlError> {
    reader::check_printable(text)?;
    let composed = composer::compose(text)?;
    let value = match composed.root {
        Some(root) => constructor::construct(composed.tree, root)?,
        None => Value::Null,
    };
    Ok(Loaded { value, warnings: composed.warnings })
}
