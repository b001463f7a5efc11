//! The secrets of a run, and how they are blotted out of text.
//!
//! A token is sought in every spelling that a server may echo it in: as it is, escaped for JSON or a URL, and in Base64.
//! A reply loses whole tokens before anything is read of it ([`Secrets::clean`]); a text that a server wrote loses every
//! eight characters of a token, too, because a server may have cut its echo ([`Secrets::blot_quoted`]). Our own text does
//! not: it names hosts and flags, of which a token may have eight characters by chance.

mod spelling;

use std::borrow::Cow;
use std::cell::RefCell;

use crate::host::{Fault, Reply};

/// The shortest part of a token that is blotted out of a server's text, in bytes.
const PART: usize = 8;
/// The shortest secret that is searched for: a shorter one would riddle ordinary words.
const SHORTEST: usize = 4;
const BLOT: &str = "***";

/// The secrets of a run.
#[derive(Debug, Default)]
pub struct Secrets(RefCell<Known>);

#[derive(Debug, Default)]
struct Known {
    /// Texts that are blotted out of messages only, whole.
    texts: Vec<String>,
    /// Each spelling of each token of at least [`PART`] bytes.
    spellings: Vec<Vec<u8>>,
    /// Which pairs of neighboring bytes occur in a spelling.
    pairs: Pairs,
    /// Texts that anybody may see, such as the URL of Dagster+: a token may hold the organization's name.
    public: String,
}

impl Secrets {
    /// Adds a token: it is sent to servers, which may echo it.
    pub fn add_token(&self, token: &str) {
        // A short one would be found in what a server rightly answers.
        if token.len() < PART {
            return self.add_text(token);
        }
        let known = &mut *self.0.borrow_mut();
        for spelling in spelling::all(token) {
            if !known.spellings.contains(&spelling) {
                spelling.windows(2).for_each(|pair| known.pairs.add(pair[0], pair[1]));
                known.spellings.push(spelling);
            }
        }
    }

    /// Adds a text that is blotted out of messages only, where it stands whole: a password of a proxy.
    pub fn add_text(&self, text: &str) {
        if text.len() < SHORTEST {
            return;
        }
        let texts = &mut self.0.borrow_mut().texts;
        texts.push(text.to_owned());
        // In JSON and in quoted values it may be written with escapes.
        let quoted = spelling::quoted(text);
        if quoted != text {
            texts.push(quoted);
        }
    }

    /// Adds a text that stays visible although a token has a part of it.
    pub fn add_public(&self, text: &str) {
        let public = &mut self.0.borrow_mut().public;
        public.push_str(text);
        public.push('\n');
    }

    /// Returns a message without secrets.
    pub fn blot(&self, text: &str) -> String {
        let known = self.0.borrow();
        let text = String::from_utf8_lossy(&known.blotted(text.as_bytes(), true)).into_owned();
        let blot = |text: String, secret: &String| {
            // Nearly always there is nothing to blot, and the search that replaces is 2 KB of code.
            let mut places = text.as_bytes().windows(secret.len());
            match places.any(|place| place == secret.as_bytes()) {
                true => text.replace(secret.as_str(), BLOT),
                false => text,
            }
        };
        known.texts.iter().fold(text, blot)
    }

    /// Returns a text that a server wrote without secrets and without parts of tokens.
    pub fn blot_quoted(&self, text: &str) -> String {
        let text = self.blot(text);
        let blotted = self.0.borrow().blotted(text.as_bytes(), false);
        String::from_utf8_lossy(&blotted).into_owned()
    }

    /// Returns true if a name that a server gave holds, or held, a token or a part of one.
    pub fn are_in(&self, name: &str) -> bool {
        let known = self.0.borrow();
        name.contains(BLOT) || matches!(known.blotted(name.as_bytes(), false), Cow::Owned(_))
    }

    /// Takes whole tokens out of a reply that has just arrived; the body of a file that is there stays as it is.
    pub fn clean(&self, reply: &mut Reply, is_file: bool) {
        let known = self.0.borrow();
        for (_, value) in &mut reply.headers {
            if let Cow::Owned(clean) = known.blotted(value.as_bytes(), true) {
                *value = String::from_utf8_lossy(&clean).into_owned();
            }
        }
        if is_file && reply.status == 200 {
            return;
        }
        if let Cow::Owned(clean) = known.blotted(&reply.body, true) {
            reply.body = clean;
        }
    }

    /// Takes whole tokens out of a runtime's words for a failure.
    pub fn clean_fault(&self, fault: Fault) -> Fault {
        Fault { code: fault.code, message: self.blot(&fault.message) }
    }
}

impl Known {
    /// Returns the bytes without whole spellings, or without any part of them that has [`PART`] bytes.
    fn blotted<'t>(&self, text: &'t [u8], whole: bool) -> Cow<'t, [u8]> {
        let mut clean = Vec::new();
        let (mut at, mut copied) = (0, 0);
        while !self.spellings.is_empty() && at + PART <= text.len() {
            let rest = &text[at..];
            // From the back: nothing that begins before a pair that no spelling has can be one.
            let foreign = (0..PART - 1).rev().find(|&p| !self.pairs.has(rest[p], rest[p + 1]));
            let run = match foreign {
                Some(place) => {
                    at += place + 1;
                    continue;
                }
                None => self.run(rest, whole),
            };
            if run == 0 {
                at += 1;
                continue;
            }
            let (start, end) = characters(text, at, at + run);
            clean.extend_from_slice(&text[copied..start.max(copied)]);
            clean.extend_from_slice(BLOT.as_bytes());
            (at, copied) = (end, end);
        }
        if copied == 0 {
            return Cow::Borrowed(text);
        }
        clean.extend_from_slice(&text[copied..]);
        Cow::Owned(clean)
    }

    /// Returns how many bytes to blot at the beginning of a text.
    fn run(&self, text: &[u8], whole: bool) -> usize {
        if whole {
            let found = self.spellings.iter().filter(|spelling| text.starts_with(spelling));
            return found.map(Vec::len).max().unwrap_or_default();
        }
        let common = |part: &[u8]| part.iter().zip(text).take_while(|(a, b)| a == b).count();
        let parts = self.spellings.iter().flat_map(|spelling| {
            (0..=spelling.len() - PART).map(|from| common(&spelling[from..])).collect::<Vec<_>>()
        });
        let longest = parts.max().unwrap_or_default();
        let is_public = || {
            let mut places = self.public.as_bytes().windows(longest);
            places.any(|place| place == &text[..longest])
        };
        if longest < PART || is_public() { 0 } else { longest }
    }
}

/// Widens a range of a text so that it cuts no character.
fn characters(text: &[u8], mut start: usize, mut end: usize) -> (usize, usize) {
    let is_inside = |place: usize| text.get(place).is_some_and(|byte| byte & 0xc0 == 0x80);
    while start > 0 && is_inside(start) {
        start -= 1;
    }
    while is_inside(end) {
        end += 1;
    }
    (start, end)
}

/// A set of pairs of bytes that may hold a few more than were added: a bit for each of 4,096 classes.
#[derive(Debug)]
struct Pairs([u64; 64]);

impl Default for Pairs {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Pairs {
    fn place(first: u8, second: u8) -> (usize, u32) {
        (usize::from(first & 63), u32::from(second & 63))
    }

    fn add(&mut self, first: u8, second: u8) {
        let (word, bit) = Self::place(first, second);
        self.0[word] |= 1 << bit;
    }

    fn has(&self, first: u8, second: u8) -> bool {
        let (word, bit) = Self::place(first, second);
        self.0[word] >> bit & 1 == 1
    }
}

#[cfg(test)]
mod tests;
