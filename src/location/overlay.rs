//! Builds a partial document from the flags of a location command, in the shape of the document that it overrides.

use crate::flags::Given;
use crate::yaml::Value;

use super::posix_path;
use super::value::{self, mapping};

/// The part of a location document that comes from flags.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlay {
    /// The location's name: the positional argument, else `--location-name`.
    pub name: Option<String>,
    /// The document. `code_source` and `git` are always there, as in `dagster-cloud`, also when empty.
    pub fields: Value,
}

impl Overlay {
    /// Reads the flags. An empty text is a value like any other.
    pub fn new(given: &Given) -> Self {
        let text = |flag: &str| given.text(flag).map(value::text);
        let python_file = given.text("python-file").map(|path| Value::Str(posix_path::tidy(path)));
        let code_source = mapping(vec![
            ("python_file", python_file),
            ("module_name", text("module-name")),
            ("package_name", text("package-name")),
            ("autoload_defs_module_name", text("autoload-defs-module-name")),
        ]);
        let git = mapping(vec![("commit_hash", text("commit-hash")), ("url", text("git-url"))]);
        let name = given.filled("location").or(given.filled("location-name")).map(str::to_owned);
        let fields = mapping(vec![
            ("location_name", name.as_deref().map(value::text)),
            ("code_source", Some(code_source)),
            ("working_directory", text("working-directory")),
            ("image", text("image")),
            ("executable_path", text("executable-path")),
            ("attribute", text("attribute")),
            ("git", Some(git)),
        ]);
        Self { name, fields }
    }
}
