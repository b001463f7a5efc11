//! Reads TOML (<https://toml.io/en/v1.1.0>) for the few texts and whole numbers of a configuration file.
//!
//! Any other value is passed over: a date only has to look like one. Not a crate: each of them reads floats and dates,
//! checks and explains, for 8 to 30 KB gzip of the WASM; and the explanation would show the file.

use serde_json::{Map, Value};

use crate::json::quote;
use reader::TomlReader;

#[cfg(test)]
mod oracle;
mod reader;
mod scalar;

type Table = Map<String, Value>;

/// The tables, and the texts and whole numbers in them as text; any other value is null. Nothing where this is no TOML
/// or says something twice.
pub(super) fn read(text: &str) -> Option<Table> {
    let text = text.replace("\r\n", "\n");
    if text.contains(|c: char| c.is_ascii_control() && c != '\n' && c != '\t') {
        return None;
    }
    let mut document = Table::new();
    let mut table = &mut document;
    // The headers that were seen: none may come twice.
    let mut headers = Table::new();
    let mut reader = TomlReader::new(text.strip_prefix('\u{feff}').unwrap_or(&text));
    while !reader.is_at_end() {
        if reader.eat("[[") {
            table = list_table(&mut document, reader.keys()?)?;
            reader.expect("]]")?;
        } else if reader.eat("[") {
            let mut header = String::new();
            table = header_table(&mut document, &reader.keys()?, &mut header)?;
            reader.expect("]")?;
            if headers.insert(header, Value::Null).is_some() {
                return None;
            }
        } else {
            reader.entry(table, 0)?;
        }
        reader.end_of_line()?;
    }
    Some(document)
}

/// The table of `[a.b]`. Its name becomes one that no other table has.
fn header_table<'t>(
    document: &'t mut Table,
    keys: &[String],
    name: &mut String,
) -> Option<&'t mut Table> {
    let (last, above) = keys.split_last()?;
    let above = descend(document, above, name)?;
    match above.get(last) {
        Some(Value::Array(_)) => None,
        _ => descend(above, std::slice::from_ref(last), name),
    }
}

/// The table of `[[a.b]]`: a new one at the end of a list.
fn list_table(document: &mut Table, mut keys: Vec<String>) -> Option<&mut Table> {
    let last = keys.pop()?;
    let above = descend(document, &keys, &mut String::new())?;
    let list = above.entry(last).or_insert_with(|| Value::Array(Vec::new())).as_array_mut()?;
    list.push(Value::Object(Table::new()));
    list.last_mut()?.as_object_mut()
}

/// The table at the end of the keys; those that are missing are made. Of a list it is the last one.
/// Where it was found is added to the path.
fn descend<'t>(
    mut table: &'t mut Table,
    keys: &[String],
    path: &mut String,
) -> Option<&'t mut Table> {
    for key in keys {
        quote(key, path);
        let value = table.entry(key.as_str()).or_insert_with(|| Value::Object(Table::new()));
        table = match value {
            Value::Array(tables) => {
                path.push_str(&tables.len().to_string());
                tables.last_mut()?.as_object_mut()?
            }
            other => other.as_object_mut()?,
        };
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::read;

    fn value(text: &str) -> Option<Value> {
        read(text).map(Value::Object)
    }

    #[test]
    fn tables_are_found_however_they_are_written() {
        for text in [
            "[cli.plus]\nurl = 'u'",
            "cli.plus.url = 'u'",
            "cli = { plus = { url = 'u' } }",
            "cli.plus = {\n  url = 'u', # one\n}",
            "\u{feff}# head\r\n[ cli . \"plus\" ] # here\r\n'url'\t=\t\"u\"\r\n",
            "[cli]\nplus.url = 'u'",
            "[cli.plus]\n\"\\u0075rl\" = 'u'",
        ] {
            let expected = json!({ "cli": { "plus": { "url": "u" } } });
            assert_eq!(value(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_read_is_passed_over() {
        let text = r#"
            list = [1, [2.5, 'x'], { a = 1, b = [] }, # more
            ]
            no = false
            date = 1979-05-27T07:32:00-07:00
            spaced = 1979-05-27 07:32:00.5
            time = 07:32:00
            float = -3.14_15e-1_0
            none = nan
            least = -inf
            "" = 'empty'
            [[package]]
            name = "a"
            [package.files]
            x = 1
            [[package]]
            name = "b"
            [package.files]
            x = 1
            [ends]
        "#;
        let expected = json!({
            "list": null, "no": null, "date": null, "spaced": null, "time": null, "float": null,
            "none": null, "least": null, "": "empty", "ends": {},
            "package": [
                { "name": "a", "files": { "x": "1" } },
                { "name": "b", "files": { "x": "1" } },
            ],
        });
        assert_eq!(value(text), Some(expected));
    }

    #[test]
    fn what_is_no_toml_is_refused() {
        for text in [
            "x",
            "x =",
            "= 1",
            "x = 1 y = 2",
            "x = a",
            "[x",
            "[x]]",
            "[[x]",
            "[]",
            "[x] y = 1",
            "x = \"a",
            "x = 'a\nb'",
            "x = \"\\q\"",
            "x = \"\\u+041\"",
            "x = \"\\ud800\"",
            "x = \"a \\ b\"",
            "x = '''a''",
            "'''x''' = 1",
            "x. = 1",
            "x = [1 2]",
            "x = [1",
            "x = { a = 1",
            "x = { a }",
            "x = 01",
            "x = 1_",
            "x = 1__0",
            "x = _1",
            "x = 1.",
            "x = .5",
            "x = 1._5",
            "x = 0x",
            "x = 0x+1",
            "x = 0xg",
            "x = +0x1",
            "x = 1e",
            "x = infinity",
            "x = truely",
            "x = 21.5-",
            "x = 07-32",
            "x = 9223372036854775808",
            "x = '\u{0}'",
            "# \u{7}",
            "x = 1\ry = 2",
            "ü = 1",
            "x = ,",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn duplicate_keys_are_refused() {
        for text in [
            "x = 1\nx = 2",
            "x = 1\n'x' = 1",
            "[x]\n[x]",
            "x = 1\n[x]",
            "x = 1\nx.y = 1",
            "x.y = 1\nx = 1",
            "x = { y = 1, y = 2 }",
            "[[x]]\n[x]",
            "[x]\n[[x]]",
            "x = []\n[[x]]",
            "[[x]]\n[x.y]\n[x.y]",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_nested_without_end_is_refused() {
        for text in ["x = [", "[", "x = {a = ", "{a = ", "a.", "[a.", "x = [{a.b = "] {
            assert_eq!(value(&text.repeat(100_000)), None, "{text}");
            assert_eq!(value(&format!("x = {}", text.repeat(100_000))), None, "{text}");
        }
        assert!(value(&format!("x = {}{}", "[".repeat(60), "]".repeat(60))).is_some());
    }
}
