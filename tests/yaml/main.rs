//! The YAML room against PyYAML: committed cases, generated texts, limits.

mod cases;
mod comparison;
mod generated;
mod limits;
