//! Anchors, aliases and tags: `&name`, `*name`, `!name`.

use super::super::YamlError;
use super::super::character::{END, is_blank_or_end, is_space_or_end, is_word};
use super::super::error::error_at;
use super::super::token::TokenKind;
use super::Scanner;

/// The name of a tag in errors.
const TAG: &str = "a tag";

impl<'a> Scanner<'a> {
    #[inline(never)]
    pub(super) fn fetch_anchor(&mut self) -> Result<(), YamlError> {
        self.save_simple_key()?;
        self.allow_simple_key = false;
        let mark = self.reader.mark();
        let is_alias = self.reader.peek() == '*';
        self.reader.forward();
        let name = self.reader.take_while(is_word);
        let next = self.reader.peek();
        if name.is_empty() || !(is_blank_or_end(next) || "?:,]}%@`".contains(next)) {
            let within = if is_alias { "an alias" } else { "an anchor" };
            return Err(self.unexpected(within, "a name of letters and digits"));
        }
        self.push(if is_alias { TokenKind::Alias(name) } else { TokenKind::Anchor(name) }, mark);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn fetch_tag(&mut self) -> Result<(), YamlError> {
        self.save_simple_key()?;
        self.allow_simple_key = false;
        let mark = self.reader.mark();
        let (handle, suffix) = self.scan_tag()?;
        if !is_space_or_end(self.reader.peek()) {
            return Err(self.unexpected(TAG, "a space"));
        }
        self.push(TokenKind::Tag(handle, suffix), mark);
        Ok(())
    }

    #[inline(never)]
    fn scan_tag(&mut self) -> Result<(Option<&'a str>, String), YamlError> {
        match self.reader.peek_at(1) {
            '<' => {
                self.reader.forward_by(2);
                let suffix = self.scan_tag_uri(TAG)?;
                if self.reader.peek() != '>' {
                    return Err(self.unexpected(TAG, "'>'"));
                }
                self.reader.forward();
                Ok((None, suffix))
            }
            next if is_blank_or_end(next) => {
                self.reader.forward();
                Ok((None, "!".into()))
            }
            _ if self.has_named_handle() => {
                let handle = self.scan_tag_handle(TAG)?;
                Ok((Some(handle), self.scan_tag_uri(TAG)?))
            }
            _ => {
                self.reader.forward();
                Ok((Some("!"), self.scan_tag_uri(TAG)?))
            }
        }
    }

    /// Whether a second `!` comes before the next space.
    fn has_named_handle(&self) -> bool {
        let mut ahead = self.reader.rest().chars().skip(1);
        ahead.find(|&seen| seen == '!' || is_space_or_end(seen)) == Some('!')
    }

    /// A handle such as `!`, `!!` or `!name!`.
    #[inline(never)]
    pub(super) fn scan_tag_handle(&mut self, within: &str) -> Result<&'a str, YamlError> {
        let start = self.reader.rest();
        if self.reader.peek() != '!' {
            return Err(self.unexpected(within, "'!'"));
        }
        self.reader.forward();
        if self.reader.peek() != ' ' {
            self.reader.skip_while(is_word);
            if self.reader.peek() != '!' {
                return Err(self.unexpected(within, "'!'"));
            }
            self.reader.forward();
        }
        Ok(&start[..start.len() - self.reader.rest().len()])
    }

    /// The rest of a tag, with its `%` escapes decoded.
    #[inline(never)]
    pub(super) fn scan_tag_uri(&mut self, within: &str) -> Result<String, YamlError> {
        let mut uri = String::new();
        loop {
            uri.push_str(self.reader.take_while(is_uri));
            if self.reader.peek() != '%' {
                break;
            }
            self.scan_uri_escapes(within, &mut uri)?;
        }
        match uri.is_empty() {
            true => Err(self.unexpected(within, "the name of a tag")),
            false => Ok(uri),
        }
    }

    #[inline(never)]
    fn scan_uri_escapes(&mut self, within: &str, uri: &mut String) -> Result<(), YamlError> {
        let mark = self.reader.mark();
        let mut bytes = Vec::new();
        while self.reader.peek() == '%' {
            self.reader.forward();
            let mut byte = 0;
            for _ in 0..2 {
                let Some(digit) = self.reader.peek().to_digit(16) else {
                    return Err(self.unexpected(within, "two hexadecimal digits"));
                };
                byte = byte * 16 + digit as u8;
                self.reader.forward();
            }
            bytes.push(byte);
        }
        match std::str::from_utf8(&bytes) {
            Ok(text) => uri.push_str(text),
            Err(_) => return Err(error_at(mark, "these escapes are not UTF-8")),
        }
        Ok(())
    }
}

fn is_uri(seen: char) -> bool {
    seen != END && (seen.is_ascii_alphanumeric() || "-;/?:@&=+$,_.!~*'()[]".contains(seen))
}
