//! The GitHub Action: the third way in, beside the command line and the library.

pub mod report;
