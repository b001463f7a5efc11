//! Builds the document of a project's location: its values in the file over the defaults, with its image and the
//! commit.
//!
//! Not here: reading the file ([`super::project`]).

use crate::error::Error;
use crate::json::Json;
use crate::yaml::{PathStep, Value};

use super::document::{self, Document};
use super::merged::{Merged, Unwritable};
use super::project::{Location, invalid};
use super::value::{self, mapping};

/// The most that the documents of a deployment may have together: more than one request can carry, and defaults make it
/// of a small file when there are many locations.
pub const MAX_BYTES: usize = 32 << 20;

impl Location {
    /// The document that is sent: the file's location with this image, and these facts of the commit in `git`.
    /// `code_source` and `git` are always there, as in `dagster-cloud`, also when empty.
    ///
    /// # Errors
    ///
    /// Something in it has no JSON form, or it has more bytes than are left of [`MAX_BYTES`].
    pub fn document(
        &self,
        image: Option<&str>,
        git: &[(&str, &str)],
        left: usize,
    ) -> Result<Document, Error> {
        let git = git.iter().map(|(key, fact)| (*key, Some(value::text(fact)))).collect::<Vec<_>>();
        let over = mapping(vec![
            ("code_source", Some(Value::Map(Vec::new()))),
            ("image", image.map(value::text)),
            ("git", Some(mapping(git))),
        ]);
        let merged = match &self.defaults {
            Some(defaults) => defaults.under(&self.own),
            None => Merged::Whole(&self.own),
        };
        let mut json = String::new();
        match merged.without("build").under(&over).write(&mut json, left) {
            Ok(()) => Ok(Document { name: self.name.clone(), json: Json::written(json) }),
            Err(Unwritable::Form(problem)) => Err(document::no_form(&self.name, &problem)),
            Err(Unwritable::TooLarge) => Err(self.too_large()),
        }
    }

    #[inline(never)]
    fn too_large(&self) -> Error {
        let message = format!(
            "with location {} there is more to send than {} MiB: each location with all of `defaults`",
            self.name,
            MAX_BYTES >> 20
        );
        invalid(message).hint("deploy fewer locations at a time, or say less in `defaults`")
    }

    /// The way to it in the file.
    pub fn path(&self) -> Vec<PathStep> {
        let entry = |index| vec![PathStep::Key("locations".to_owned()), PathStep::Entry(index)];
        self.entry.map(entry).unwrap_or_default()
    }
}
