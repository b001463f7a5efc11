//! The GitHub Action: the third way in, beside the command line and the library.

pub mod comment;
mod failures;
mod locations;
pub mod markdown;
mod page;
pub mod report;
mod sheet;
pub mod summary;
pub mod useful_lines;
