//! The location document: what Dagster+ is told about a code location, built from a file and from flags.
//!
//! [`document`] follows `dagster-cloud` step by step; [`overlay`] is what the flags say. Not here: reading
//! the file and sending the document.

pub mod document;
pub mod overlay;
pub mod posix_path;
mod value;

pub use document::{Document, build};
pub use overlay::Overlay;
