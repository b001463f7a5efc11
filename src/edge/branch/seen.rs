//! The deliveries that a branch has seen: senders deliver again what was not answered in time, or when a person asks
//! for it.

/// GitHub delivers again for three days.
const DAYS: u32 = 4;
const MAX: usize = 512;

/// Fingerprints of deliveries and the minute each came in, the latest last.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct SeenIds(Vec<(u64, u32)>);

impl SeenIds {
    /// Whether the delivery was seen; if not, it is from now on.
    pub(super) fn is_again(&mut self, id: &str, now: i64) -> bool {
        let mark = crate::fingerprint::of(id.as_bytes());
        if self.0.iter().any(|(known, _)| *known == mark) {
            return true;
        }
        let minute = (now / 60_000) as u32;
        self.0.retain(|(_, seen)| minute.saturating_sub(*seen) < DAYS * 1440);
        self.0.push((mark, minute));
        if self.0.len() > MAX {
            self.0.remove(0);
        }
        false
    }

    /// As text: `FINGERPRINT@MINUTE …`.
    pub(super) fn text(&self) -> String {
        let words = self.0.iter().map(|(mark, minute)| {
            [&crate::fingerprint::digits(*mark), "@", &minute.to_string()].concat()
        });
        words.collect::<Vec<_>>().join(" ")
    }

    pub(super) fn of_text(text: &str) -> Self {
        let read = |word: &str| {
            let (mark, minute) = word.split_once('@')?;
            Some((u64::from_str_radix(mark, 16).ok()?, minute.parse().ok()?))
        };
        Self(text.split(' ').filter_map(read).collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_is_known_again_for_days_and_then_forgotten() {
        let day = 86_400_000;
        let mut seen = SeenIds::default();
        assert!(!seen.is_again("a", 0) && seen.is_again("a", 3 * day));
        let mut seen = SeenIds::of_text(&seen.text());
        assert!(seen.is_again("a", 39 * day / 10));
        assert!(!seen.is_again("b", 5 * day) && !seen.is_again("a", 5 * day));
    }

    #[test]
    fn only_so_many_deliveries_are_remembered() {
        let mut seen = SeenIds::default();
        for number in 0..2 * MAX {
            assert!(!seen.is_again(&number.to_string(), 0));
        }
        assert_eq!(seen.0.len(), MAX);
    }
}
