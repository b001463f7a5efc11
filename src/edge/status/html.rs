//! Text and times as HTML. Characters that act instead of being seen are shown by their numbers.
//!
//! Not here: what is shown (`page.rs`). Markup and escaping are maud's.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::output::acts;
use crate::payload::Payload;
use time::OffsetDateTime;

/// A text from outside, made visible.
pub(super) struct Visible<'t>(pub(super) Cow<'t, str>);

impl Render for Visible<'_> {
    fn render_to(&self, buffer: &mut String) {
        let mut shown = String::new();
        for character in self.0.chars() {
            if acts(character) && character != '\n' {
                shown.extend(character.escape_unicode());
            } else {
                shown.push(character);
            }
        }
        shown.render_to(buffer);
    }
}

/// Returns the text at a path; empty if there is none.
pub(super) fn text<'v>(of: Payload<'v>, path: &str) -> Visible<'v> {
    Visible(of.text(path).unwrap_or_default())
}

/// Writes how long ago a moment was, or how long it takes until then, never more than that; both in milliseconds since
/// 1970.
pub(super) fn time(at: i64, now: i64) -> Markup {
    let seconds = at.abs_diff(now) / 1000;
    let (mut number, mut unit) = (seconds, " s");
    for (least, length, name) in
        [(120, 60, " min"), (7_200, 3_600, " h"), (172_800, 86_400, " days")]
    {
        if seconds >= least {
            (number, unit) = (seconds / length, name);
        }
    }
    let (before, after) = if at > now { ("in ", "") } else { ("", " ago") };
    html! { time datetime=(written(at)) title=(written(at)) { (before) (number) (unit) (after) } }
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

    fn shown(text: &str) -> String {
        Visible(text.into()).render().into_string()
    }

    #[test]
    fn text_is_never_markup_and_never_leaves_its_attribute() {
        let odd = "\"'></b><script>alert('1')</script>&";
        let escaped = "&quot;'&gt;&lt;/b&gt;&lt;script&gt;alert('1')&lt;/script&gt;&amp;";
        let written = html! { b title=(odd) { (Visible(odd.into())) } }.into_string();
        assert_eq!(written, format!("<b title=\"{escaped}\">{escaped}</b>"));
    }

    #[test]
    fn characters_that_reorder_or_hide_text_are_shown() {
        let odd = "a\u{202e}b\u{1b}[0m\u{2066}\r\nc";
        assert_eq!(shown(odd), "a\\u{202e}b\\u{1b}[0m\\u{2066}\\u{d}\nc");
    }

    #[test]
    fn a_time_is_relative_for_people_and_absolute_for_programs() {
        let at = 1_700_000_000_000;
        assert_eq!(
            time(at, at + 12_000).into_string(),
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
            let shown = time(seconds * 1000, 0).into_string();
            assert!(shown.ends_with(&format!(">{text}</time>")), "{shown}");
        }
    }
}
