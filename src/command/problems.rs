//! Collects the problems of an input, so that all of them are reported at once; and what a command fails with.

use crate::error::Error;
use crate::json::Json;

/// Why a command failed, and what it had found out or done by then.
#[derive(Debug)]
pub struct Failed {
    /// Everything that was wrong, at least one thing.
    pub errors: Vec<Error>,
    /// Fields of the result document that are known all the same.
    pub details: Vec<(&'static str, Json)>,
}

impl From<Vec<Error>> for Failed {
    fn from(errors: Vec<Error>) -> Self {
        Self { errors, details: Vec::new() }
    }
}

impl From<Error> for Failed {
    #[inline(never)]
    fn from(error: Error) -> Self {
        Vec::from(error).into()
    }
}

/// The problems found so far.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Error>);

impl Problems {
    /// Keeps the error of a failed check.
    pub(super) fn check<T>(&mut self, checked: Result<T, Error>) -> Option<T> {
        checked.map_err(|error| self.0.push(error)).ok()
    }

    /// Keeps the errors of checks that failed.
    pub(super) fn check_all<T>(&mut self, checked: Result<T, Vec<Error>>) -> Option<T> {
        checked.map_err(|errors| self.0.extend(errors)).ok()
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
