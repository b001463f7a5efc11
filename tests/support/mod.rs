//! What several integration tests need.
#![allow(dead_code, reason = "each test uses a part of it")]

pub(crate) mod fixtures;
pub(crate) mod tree;
