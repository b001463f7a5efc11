//! The location document, which describes a code location to Dagster+, built from a file and from flags.
//!
//! One location: [`document`] follows `dagster-cloud` step by step; [`overlay`] is what the flags say. All
//! locations of a file: [`project`], with the [`images`] they run and what is [`sent`] of them. Not here: reading
//! the file and sending documents.

mod defaults;
pub mod document;
pub mod images;
mod legacy;
mod lists;
mod merged;
pub mod overlay;
pub mod posix_path;
pub mod project;
mod selection;
pub mod sent;
mod unknown;
mod value;

pub use document::{Document, build};
pub use overlay::Overlay;
pub(crate) use value::{get, type_name};
