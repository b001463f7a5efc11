//! Choices that look random and are the same on each run.

pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new() -> Self {
        Self(0x1234_5678_9abc_def1)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % end
    }

    pub(crate) fn one_of(&mut self, things: &[&'static str]) -> &'static str {
        things[self.below(things.len())]
    }
}
