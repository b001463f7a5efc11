//! When Python takes two keys of a dict for the same.

use super::number::Whole;
use super::{PythonOnly, Value};

/// A text that equal keys have in common and others have not, where in Python `1 == 1.0 == True`; none for what Python
/// cannot hash.
pub(super) fn of(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => "null".to_owned(),
        Value::Bool(true) => "1".to_owned(),
        Value::Bool(false) => "0".to_owned(),
        Value::Int(digits) => digits.clone(),
        Value::Float(float) => match Whole::from_float(*float) {
            Some(whole) => whole,
            None => format!("float {}", float.to_bits()),
        },
        Value::Str(text) => format!("text {text}"),
        Value::PythonOnly(PythonOnly::Set) | Value::Seq(_) | Value::Map(_) => return None,
        // Values with no JSON form have none as keys either.
        Value::PythonOnly(python_only) => python_only.python_type_name().to_owned(),
    })
}
