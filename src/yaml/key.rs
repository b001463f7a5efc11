//! When Python takes two keys of a dict for the same.

use super::number::Whole;
use super::{Opaque, Value};

/// A key so that equal ones are one key: in Python `1 == 1.0 == True`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key<'a> {
    Null,
    Text(&'a str),
    /// A whole number as decimal digits, however it was written.
    Whole(std::borrow::Cow<'a, str>),
    /// Any other float, by its bits.
    Float(u64),
    /// Values with no JSON form, which as keys have none either.
    Opaque(&'static str),
}

impl<'a> Key<'a> {
    /// The key that a value makes; none for what Python cannot hash.
    pub(super) fn of(value: &'a Value) -> Option<Key<'a>> {
        match value {
            Value::Null => Some(Key::Null),
            Value::Bool(true) => Some(Key::Whole("1".into())),
            Value::Bool(false) => Some(Key::Whole("0".into())),
            Value::Int(digits) => Some(Key::Whole(digits.into())),
            Value::Float(float) => Some(match Whole::from_float(*float) {
                Some(whole) => Key::Whole(whole.into()),
                None => Key::Float(float.to_bits()),
            }),
            Value::Str(text) => Some(Key::Text(text)),
            Value::Opaque(Opaque::Set) | Value::Seq(_) | Value::Map(_) => None,
            Value::Opaque(opaque) => Some(Key::Opaque(opaque.python_type_name())),
        }
    }
}
