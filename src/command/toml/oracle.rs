//! The reader against the crate `toml`: texts put together from pieces, good and bad, the same on each run.

use serde_json::Value;

use super::read;

/// Keys to put before an equals sign.
const KEYS: [&str; 8] = ["a", "b", "c", "a.b", "b.c.a", "\"a b\"", "'a'", "\"\""];

/// Values to put after an equals sign.
const VALUES: [&str; 32] = [
    "1",
    "-17",
    "+0",
    "1_000",
    "0x1F",
    "0o17",
    "0b101",
    "007",
    "9223372036854775808",
    "1.5",
    "-3e2",
    "1.e5",
    "inf",
    "-nan",
    "true",
    "1979-05-27",
    "07:32:00",
    "1979-05-27T07:32:00Z",
    "1979-05-27 07:32:00.5",
    "'it'",
    "\"x\\ny\"",
    "\"\\u00e9\\x41\\e\"",
    "\"\\ud800\"",
    "\"\\q\"",
    "'''\na'b'''",
    "\"\"\"\na \\\n  b\"\"\"",
    "[1, [2], 'x', ]",
    "[\n1 # note\n, 2\n]",
    "{}",
    "{ x = 1, y.z = 'u' }",
    "{ x = 1, x = 2 }",
    "{\n x = 1, # note\n}",
];

/// Whole lines, and pieces that are none.
const OTHERS: [&str; 32] = [
    "[a]\n",
    "[a.b]\n",
    "[b.'c']\n",
    "[[c]]\n",
    "[[a.c]]\n",
    "[c.a]\n",
    "# note\n",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "#",
    "=",
    ".",
    ",",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "\\",
    "a",
    "1",
    "é",
    "\u{7}",
    "\u{feff}",
    "'''",
    "\"\"\"",
    "-",
    "a = 1\n",
];

/// Converts the crate's value to our form: lists of values, and what is no text, number or table, are null.
fn theirs(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::String(number.to_string()),
        toml::Value::Table(table) => {
            table.into_iter().map(|(key, value)| (key, theirs(value))).collect()
        }
        _ => Value::Null,
    }
}

/// The same form: tables in lists, which only we read so that the headers after them can be judged, are null.
fn without_lists(value: Value) -> Value {
    match value {
        Value::Object(table) => {
            table.into_iter().map(|(key, value)| (key, without_lists(value))).collect()
        }
        Value::Array(_) => Value::Null,
        other => other,
    }
}

#[test]
fn what_is_toml_is_read_as_by_the_crate() {
    let mut bits = 0x1234_5678_9abc_def1_u64;
    let mut one_of = |pieces: &[&'static str]| {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        pieces[(bits >> 16) as usize % pieces.len()]
    };
    let (mut good, mut only_ours) = (0, 0);
    for _ in 0..100_000 {
        let mut text = String::new();
        while one_of(&["go on", "go on", "end"]) == "go on" {
            text.push_str(&match one_of(&["line", "line", "other"]) {
                "line" => format!("{} = {}\n", one_of(&KEYS), one_of(&VALUES)),
                _ => one_of(&OTHERS).to_owned(),
            });
        }
        let ours = read(&text).map(|table| without_lists(Value::Object(table)));
        if let Ok(table) = toml::from_str::<toml::Table>(&text) {
            assert_eq!(ours, Some(theirs(toml::Value::Table(table))), "{text:?}");
            good += 1;
        } else if ours.is_some() {
            only_ours += 1;
        }
    }
    // A table that is begun in one form and goes on in another is refused by the crate only.
    assert!(good > 20_000 && only_ours < 200, "{good} were TOML, {only_ours} for us only");
}
