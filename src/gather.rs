//! Collects items into a list in little code.

/// What `collect` does for a `Vec`, item by item. `collect` measures first, allocates once and reuses the memory of a
/// list that it consumes; written out at each of eighty places that was a twentieth of the module, for lists of a dozen.
pub(crate) trait Gather: Iterator + Sized {
    /// All items, in order.
    fn gather(self) -> Vec<Self::Item> {
        let mut gathered = Vec::new();
        for item in self {
            gathered.push(item);
        }
        gathered
    }
}

impl<I: Iterator> Gather for I {}
