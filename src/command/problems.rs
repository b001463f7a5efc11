//! Collects the problems of an input, so that all of them are reported at once.

use crate::error::Error;

/// The problems found so far.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Error>);

impl Problems {
    /// Keeps the error of a failed check.
    pub(super) fn check<T>(&mut self, checked: Result<T, Error>) -> Option<T> {
        checked.map_err(|error| self.0.push(error)).ok()
    }

    /// Adds a problem.
    pub(super) fn add(&mut self, error: Error) {
        self.0.push(error);
    }

    /// The value, if there was no problem at all.
    pub(super) fn finish<T>(self, value: Option<T>) -> Result<T, Vec<Error>> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self.0),
        }
    }
}
