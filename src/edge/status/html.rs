//! HTML, written so that no text from outside can be more than text: markup is what stands in the program's source.
//!
//! Not here: what is shown (`page.rs`).

use crate::output::acts;
use crate::payload::Payload;
use time::OffsetDateTime;

/// A piece of HTML.
#[derive(Default)]
pub(super) struct Html(String);

impl Html {
    /// Markup of our own.
    pub(super) fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text from wherever. Characters that act instead of being seen are shown by their numbers, but for line ends.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            if acts(character) && character != '\n' {
                self.0.extend(character.escape_unicode());
            } else {
                self.escape(character);
            }
        }
        self
    }

    /// The value of an attribute in double quotes, as it is: a form sends it back.
    pub(super) fn value(&mut self, value: &str) -> &mut Self {
        value.chars().for_each(|character| self.escape(character));
        self
    }

    /// The text at a path, if there is one.
    pub(super) fn text_at(&mut self, of: Payload<'_>, path: &str) -> &mut Self {
        self.text(&of.text(path).unwrap_or_default())
    }

    /// The same as an element, if there is any.
    pub(super) fn text_in(&mut self, name: &'static str, of: Payload<'_>, path: &str) -> &mut Self {
        self.element(name, &of.text(path).unwrap_or_default())
    }

    /// A number of things.
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        self.text(&number.to_string())
    }

    /// A text as an element, if there is any.
    pub(super) fn element(&mut self, name: &'static str, text: &str) -> &mut Self {
        if text.is_empty() {
            return self;
        }
        self.markup("<").markup(name).markup(">").text(text);
        self.markup("</").markup(name).markup(">")
    }

    /// How long ago a moment was, or how long it takes until then, never more than that; both in milliseconds since 1970.
    pub(super) fn time(&mut self, at: i64, now: i64) -> &mut Self {
        let written = written(at);
        self.markup("<time datetime=\"").text(&written).markup("\" title=\"").text(&written);
        self.markup(if at > now { "\">in " } else { "\">" });
        let seconds = at.abs_diff(now) / 1000;
        let (mut number, mut unit) = (seconds, " s");
        for (least, length, name) in
            [(120, 60, " min"), (7_200, 3_600, " h"), (172_800, 86_400, " days")]
        {
            if seconds >= least {
                (number, unit) = (seconds / length, name);
            }
        }
        self.number(number as usize).markup(unit);
        self.markup(if at > now { "</time>" } else { " ago</time>" })
    }

    /// All of it.
    pub(super) fn into_text(self) -> String {
        self.0
    }

    fn escape(&mut self, character: char) {
        match character {
            '&' => self.0.push_str("&amp;"),
            '<' => self.0.push_str("&lt;"),
            '>' => self.0.push_str("&gt;"),
            '"' => self.0.push_str("&quot;"),
            '\'' => self.0.push_str("&#39;"),
            other => self.0.push(other),
        }
    }
}

/// A moment in milliseconds since 1970, such as `2023-11-14T22:13:20Z`.
pub(super) fn written(at: i64) -> String {
    let moment = OffsetDateTime::from_unix_timestamp(at / 1000);
    let moment = moment.unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let (year, month, day) = moment.to_calendar_date();
    let (hour, minute, second) = moment.to_hms();
    format!("{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z", u8::from(month))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(write: impl FnOnce(&mut Html)) -> String {
        let mut html = Html::default();
        write(&mut html);
        html.0
    }

    #[test]
    fn text_is_never_markup_and_never_leaves_its_attribute() {
        let written = html(|html| {
            html.element("b", "</b><script>alert('1')</script>").markup("\"").value("\"'><&");
        });
        let text = "&lt;/b&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;";
        assert_eq!(written, format!("<b>{text}</b>\"&quot;&#39;&gt;&lt;&amp;"));
    }

    #[test]
    fn what_reorders_or_hides_text_is_shown_but_sent_back_as_it_came() {
        let odd = "a\u{202e}b\u{1b}[0m\u{2066}\r\nc";
        let shown = html(|html| void(html.text(odd)));
        assert_eq!(shown, "a\\u{202e}b\\u{1b}[0m\\u{2066}\\u{d}\nc");
        assert_eq!(html(|html| void(html.value(odd))), odd);
    }

    fn void(_: &mut Html) {}

    #[test]
    fn an_empty_text_leaves_no_element() {
        assert_eq!(html(|html| void(html.element("b", ""))), "");
    }

    #[test]
    fn a_time_is_relative_for_people_and_absolute_for_programs() {
        let at = 1_700_000_000_000;
        assert_eq!(
            html(|html| void(html.time(at, at + 12_000))),
            "<time datetime=\"2023-11-14T22:13:20Z\" title=\"2023-11-14T22:13:20Z\">12 s ago</time>"
        );
    }

    #[test]
    fn times_are_in_the_unit_that_says_enough() {
        for (seconds, text) in [
            (0, "0 s ago"),
            (-1, "1 s ago"),
            (119, "in 119 s"),
            (120, "in 2 min"),
            (-7_199, "119 min ago"),
            (7_200, "in 2 h"),
            (-172_799, "47 h ago"),
            (-172_800, "2 days ago"),
            (i64::MIN / 1000, "106751991167 days ago"),
        ] {
            let shown = html(|html| void(html.time(seconds * 1000, 0)));
            assert!(shown.ends_with(&format!(">{text}</time>")), "{shown}");
        }
    }
}
