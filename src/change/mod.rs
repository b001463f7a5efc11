//! What is known of the change that is deployed, and where it is read from.
//!
//! So far: the checked-out commit, read from git.

pub mod git;
