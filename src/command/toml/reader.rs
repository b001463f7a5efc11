//! The reader of one TOML text: blanks, keys, quotes and brackets. Not here: what a bare word is.

use serde_json::Value;

use super::{Table, descend, scalar};

/// The maximum depth: each level is a call.
const MAX_DEPTH: usize = 64;

/// The rest of the text. `None` means that the file cannot be used, everywhere.
pub(super) struct TomlReader<'a> {
    rest: &'a str,
}

impl<'a> TomlReader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub(super) fn eat(&mut self, prefix: &str) -> bool {
        match self.rest.strip_prefix(prefix) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    pub(super) fn expect(&mut self, prefix: &str) -> Option<()> {
        self.eat(prefix).then_some(())
    }

    fn take_while(&mut self, is_part: fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn skip_blanks(&mut self) {
        self.take_while(|c| matches!(c, ' ' | '\t'));
    }

    fn skip_lines(&mut self) {
        self.take_while(|c| matches!(c, ' ' | '\t' | '\n'));
        while self.rest.starts_with('#') {
            self.take_while(|c| c != '\n');
            self.take_while(|c| matches!(c, ' ' | '\t' | '\n'));
        }
    }

    pub(super) fn is_at_end(&mut self) -> bool {
        self.skip_lines();
        self.rest.is_empty()
    }

    pub(super) fn end_of_line(&mut self) -> Option<()> {
        self.skip_blanks();
        (self.rest.is_empty() || self.rest.starts_with(['\n', '#'])).then_some(())
    }

    /// `a.b = value`
    pub(super) fn entry(&mut self, table: &mut Table, depth: usize) -> Option<()> {
        let mut keys = self.keys()?;
        self.expect("=")?;
        self.skip_blanks();
        let value = self.value(depth)?;
        let last = keys.pop()?;
        let table = descend(table, &keys, &mut String::new())?;
        table.insert(last, value).is_none().then_some(())
    }

    pub(super) fn keys(&mut self) -> Option<Vec<String>> {
        let mut keys = Vec::new();
        loop {
            self.skip_blanks();
            let key = if self.rest.starts_with(['"', '\'']) {
                self.text(false)?
            } else {
                let key = self.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
                (!key.is_empty()).then(|| key.to_owned())?
            };
            keys.push(key);
            self.skip_blanks();
            if !self.eat(".") {
                return Some(keys);
            }
            if keys.len() == MAX_DEPTH {
                return None;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth == MAX_DEPTH {
            return None;
        }
        if self.rest.starts_with(['"', '\'']) {
            return self.text(true).map(Value::String);
        }
        if self.eat("[") {
            self.items("]", &mut |reader| reader.value(depth + 1).map(|_| ()))?;
            return Some(Value::Null);
        }
        if self.eat("{") {
            let mut table = Table::new();
            self.items("}", &mut |reader| reader.entry(&mut table, depth + 1))?;
            return Some(Value::Object(table));
        }
        self.bare()
    }

    /// Parses the items between brackets.
    fn items(&mut self, end: &str, item: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        loop {
            self.skip_lines();
            if self.eat(end) {
                return Some(());
            }
            item(self)?;
            self.skip_lines();
            if !self.eat(",") {
                return self.expect(end);
            }
        }
    }

    /// A number, a truth value or a date.
    fn bare(&mut self) -> Option<Value> {
        let word = self.word();
        if !scalar::is_moment(word) {
            return scalar::value(word);
        }
        // A blank may stand between a date and its time.
        if self.rest.starts_with(' ') && self.rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
            self.eat(" ");
            return scalar::is_moment(self.word()).then_some(Value::Null);
        }
        Some(Value::Null)
    }

    fn word(&mut self) -> &'a str {
        self.take_while(|c| c.is_ascii_alphanumeric() || "+-_.:".contains(c))
    }

    /// A text in quotes.
    fn text(&mut self, may_be_long: bool) -> Option<String> {
        let three = if self.rest.starts_with('"') { "\"\"\"" } else { "'''" };
        let one = &three[..1];
        let is_long = may_be_long && self.eat(three);
        // A line break right after the quotes does not count.
        self.eat(if is_long { "\n" } else { one });
        let end = if is_long { three } else { one };
        let mut text = String::new();
        while !self.eat(end) {
            match self.next()? {
                '\n' if !is_long => return None,
                '\\' if one == "\"" => self.escape(is_long, &mut text)?,
                character => text.push(character),
            }
        }
        // Two quotes more belong to the text.
        for _ in 0..2 {
            if is_long && self.eat(one) {
                text.push_str(one);
            }
        }
        Some(text)
    }

    fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next();
        self.rest = characters.as_str();
        next
    }

    /// Parses an escape after a backslash.
    fn escape(&mut self, is_long: bool, text: &mut String) -> Option<()> {
        text.push(match self.next()? {
            'b' => '\u{8}',
            't' => '\t',
            'n' => '\n',
            'f' => '\u{c}',
            'r' => '\r',
            'e' => '\u{1b}',
            same @ ('"' | '\\') => same,
            'x' => self.code(2)?,
            'u' => self.code(4)?,
            'U' => self.code(8)?,
            blank @ (' ' | '\t' | '\n') if is_long => {
                let blanks = self.take_while(|c| matches!(c, ' ' | '\t' | '\n'));
                return (blank == '\n' || blanks.contains('\n')).then_some(());
            }
            _ => return None,
        });
        Some(())
    }

    fn code(&mut self, length: usize) -> Option<char> {
        let (digits, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        // A sign would be read too.
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| is_hex).and_then(char::from_u32)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::command::toml::read;

    fn value(text: &str) -> Option<serde_json::Value> {
        read(text).map(serde_json::Value::Object)
    }

    #[test]
    fn texts_have_four_kinds_of_quotes() {
        for (text, expected) in [
            (r#""""#, ""),
            (r#""a\t\"\\\u00e9\U0001F600\x41\e""#, "a\t\"\\é😀A\u{1b}"),
            (r"'C:\new'", r"C:\new"),
            ("\"\"\"\na\n \"\"b\"\"\"\"\"", "a\n \"\"b\"\""),
            ("\"\"\"a \\  \n\n  b\"\"\"", "a b"),
            ("'''\n\\n''x'''", "\\n''x"),
            ("''''''", ""),
        ] {
            assert_eq!(value(&format!("x = {text}")), Some(json!({ "x": expected })), "{text}");
        }
    }
}
