//! Prints everything of a run. Secrets are removed, and text from the server cannot act on a terminal or a CI log.
//!
//! Not here: the messages, and how a secret is found (`secrets.rs`). Machine-readable results are built by the entries.

use std::cell::RefCell;

use crate::error::{Error, Place};
use crate::host::{Host, Stream};
use crate::json::{self, Json, Sink};
use crate::secrets::Secrets;

/// How a run talks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Results for people and `$(…)` on standard output.
    Text,
    /// One JSON document on standard output; everything for people goes to standard error.
    Json,
    /// The log of GitHub Actions: everything on standard output, warnings and errors as annotations
    /// (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>).
    Workflow,
}

/// The voice of one run.
pub struct Output<'a, H: Host> {
    host: &'a H,
    style: Style,
    /// The secrets of the run.
    pub secrets: Secrets,
    /// Whether a live progress line may be drawn: both streams end at a terminal.
    live: bool,
    drawn: RefCell<bool>,
}

impl<'a, H: Host> Output<'a, H> {
    /// A voice; `live` allows a progress line that rewrites itself.
    pub fn new(host: &'a H, style: Style, live: bool) -> Self {
        Self { host, style, secrets: Secrets::default(), live, drawn: RefCell::new(false) }
    }

    /// A line of the result, for people; with [`Style::Json`] it goes to standard error. Results are
    /// printed as they are: a name with a part blotted out would be another name.
    pub fn say(&self, line: &str) {
        if self.is_log() {
            return self.notice(line);
        }
        let stream = if self.style == Style::Json { Stream::Stderr } else { Stream::Stdout };
        self.write(stream, &format!("{line}\n"));
    }

    /// The machine-readable result. `##` is written with an escape, which is the same JSON: Azure and
    /// TeamCity would take `##vso[` and `##teamcity[` for commands anywhere in a line.
    pub fn document(&self, json: &Json) {
        self.in_pieces(&mut |take| json::pieces(json.as_str(), take));
    }

    /// [`Output::document`] for people, with line breaks.
    pub fn pretty_document(&self, json: &Json) {
        self.in_pieces(&mut |take| json.pretty(take));
    }

    /// Prints a document that is handed on piece by piece: a large one would be there three times, and once more for
    /// JavaScript.
    fn in_pieces(&self, hand_on: &mut dyn FnMut(Sink<'_>)) {
        let mut waiting = String::new();
        hand_on(&mut |piece| {
            if !waiting.is_empty() {
                self.write(Stream::Stdout, &waiting);
            }
            waiting = piece.replace("##", "#\\u0023");
        });
        waiting.push('\n');
        self.write(Stream::Stdout, &waiting);
    }

    /// Something that happened on the way, on standard error.
    pub fn notice(&self, text: &str) {
        let stream = if self.is_log() { Stream::Stdout } else { Stream::Stderr };
        self.write(stream, &format!("{}\n", harmless(&self.blot(text))));
    }

    /// Something the user should look at although the run goes on.
    pub fn warn(&self, text: &str) {
        if self.is_log() {
            return self.command("warning", &[("title", "dagster-deploy")], text);
        }
        self.notice(&format!("Warning: {text}"));
    }

    /// Tells the runner something: a workflow command, out of which no text can break.
    pub fn command(&self, name: &str, properties: &[(&str, &str)], text: &str) {
        let property = |(name, value): &(&str, &str)| {
            let value = escaped(&self.blot(value)).replace(':', "%3A").replace(',', "%2C");
            format!("{name}={value}")
        };
        let properties: Vec<_> = properties.iter().map(property).collect::<Vec<_>>();
        let properties = properties.join(",");
        let space = if properties.is_empty() { "" } else { " " };
        let text = escaped(&self.blot(text));
        self.write(Stream::Stdout, &format!("::{name}{space}{properties}::{text}\n"));
    }

    /// An error as an annotation, at the line of the file that is wrong.
    #[inline(never)]
    fn annotate(&self, error: &Error) {
        let title = format!("dagster-deploy: {}", error.code.as_str());
        let mut properties = vec![("title", title.as_str())];
        let number;
        if let Some(Place::Line(file, line)) = &error.place {
            number = line.to_string();
            properties.extend([("file", file.as_str()), ("line", number.as_str())]);
        }
        let hint = error.hint.as_ref().map(|hint| format!("\n{hint}")).unwrap_or_default();
        self.command("error", &properties, &format!("{}{hint}", error.message));
    }

    /// Why the run ended.
    pub fn error(&self, error: &Error) {
        let error = &self.blotted(error);
        if self.is_log() {
            return self.annotate(error);
        }
        self.notice(&format!("Error: {}", error.message));
        if let Some(hint) = &error.hint {
            self.notice(&format!("  {hint}"));
        }
    }

    /// Whether [`Output::progress`] draws anything.
    pub fn is_live(&self) -> bool {
        self.live
    }

    fn is_log(&self) -> bool {
        self.style == Style::Workflow
    }

    /// Redraws the progress line.
    pub fn progress(&self, text: &str) {
        if self.is_live() {
            self.host.print(Stream::Stderr, &format!("\r\x1b[2K{}", harmless(&self.blot(text))));
            *self.drawn.borrow_mut() = true;
        }
    }

    /// The error without secrets, for documents and for what a library call throws.
    pub fn blotted(&self, error: &Error) -> Error {
        let mut blotted = error.clone();
        blotted.message = match error.code.quotes_server() {
            true => self.secrets.blot_quoted(&error.message),
            false => self.blot(&error.message),
        };
        blotted.hint = error.hint.as_deref().map(|hint| self.blot(hint));
        blotted
    }

    /// The text without secrets.
    pub fn blot(&self, text: &str) -> String {
        self.secrets.blot(text)
    }

    fn write(&self, stream: Stream, text: &str) {
        if self.is_live() && self.drawn.replace(false) {
            self.host.print(Stream::Stderr, "\r\x1b[2K");
        }
        self.host.print(stream, text);
    }
}

/// Text that can neither steer a terminal nor be taken for a command by a CI system that reads logs.
///
/// Control characters are shown as `\u{1b}`; a line after the first begins with `| ` so that it cannot
/// be a GitHub `::command::`; `##` is parted, for Azure's `##vso[` and TeamCity's `##teamcity[` are
/// obeyed anywhere in a line.
pub fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (number, line) in text.trim_end_matches(['\n', '\r']).split('\n').enumerate() {
        if number > 0 {
            shown.push_str("\n| ");
        }
        for character in line.trim_end_matches('\r').chars() {
            if acts(character) {
                shown.extend(character.escape_unicode());
            } else if character == '#' && shown.ends_with('#') {
                shown.push_str(" #");
            } else {
                shown.push(character);
            }
        }
    }
    // GitHub looks for it behind white space, too.
    if shown.trim_start().starts_with("::") { shown.replacen("::", ": :", 1) } else { shown }
}

/// Text for a workflow command: its lines are lines of the annotation, and control characters are shown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").trim_end().chars() {
        match character {
            '%' => escaped.push_str("%25"),
            '\n' => escaped.push_str("%0A"),
            unseen if acts(unseen) => escaped.extend(unseen.escape_unicode()),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Whether a character does something other than to be seen: control characters but the tab, and marks that reorder the
/// text around them, so that a reader sees something else than is there.
pub fn acts(character: char) -> bool {
    character.is_control() && character != '\t'
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::{escaped, harmless};

    #[test]
    fn text_from_a_server_cannot_be_a_log_command() {
        assert_eq!(harmless("x\n::set-env name=PATH::/evil"), "x\n| ::set-env name=PATH::/evil");
        assert_eq!(harmless("::error::x"), ": :error::x");
        assert_eq!(harmless(" \t::error::x"), " \t: :error::x");
        assert_eq!(harmless("a ##vso[task.setvariable]b"), "a # #vso[task.setvariable]b");
        assert_eq!(harmless("###"), "# # #");
    }

    #[test]
    fn text_cannot_break_out_of_a_workflow_command() {
        assert_eq!(escaped("100%\n::error::x\r\ny\u{7}\r"), "100%25%0A::error::x%0Ay\\u{7}");
    }

    #[test]
    fn control_characters_are_shown_and_not_obeyed() {
        assert_eq!(harmless("a\x1b[31mred\r\nb"), "a\\u{1b}[31mred\n| b");
        assert_eq!(harmless("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(harmless("tab\tstays\n"), "tab\tstays");
    }
}
