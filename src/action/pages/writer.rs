//! A text with a limit, which takes whole pieces only: what does not fit is left out, and nothing stays open.

/// Such a text.
pub(super) struct PageWriter {
    text: String,
    /// In bytes, with room for the end.
    limit: usize,
    is_full: bool,
}

/// Room for what stands at the end whatever came before: addresses are shorter than 2 KB.
const END: usize = 5_000;

impl PageWriter {
    pub(super) fn new(limit: usize) -> Self {
        Self { text: String::new(), limit: limit.saturating_sub(END), is_full: false }
    }

    /// Whether the piece fitted. After one that did not, shorter ones still may.
    pub(super) fn add(&mut self, piece: &str) -> bool {
        let fits = self.text.len() + piece.len() <= self.limit;
        if fits {
            self.text.push_str(piece);
        }
        self.is_full |= !fits;
        fits
    }

    /// Remembers that something was not even tried.
    pub(super) fn leave_out(&mut self) {
        self.is_full = true;
    }

    /// The text, with its end.
    pub(super) fn finish(mut self, end: &str) -> String {
        if self.is_full {
            self.text
                .push_str("\nThere was more than fits here: the log of the run has all of it.\n");
        }
        self.text.push_str(end);
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_does_not_fit_is_replaced_by_a_note() {
        let mut writer = PageWriter::new(END + 10);
        assert!(writer.add("12345678"));
        assert!(!writer.add("long piece"));
        assert!(writer.add("90"));
        let text = writer.finish("end");
        assert!(text.starts_with("1234567890\nThere was more") && text.ends_with("it.\nend"));
    }
}
