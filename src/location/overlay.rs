//! Builds a partial document from the flags of a location command, in the shape of the document that it overrides.

use crate::flags;
use crate::flags::{Flag, Given};
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
        let text = |flag: &Flag| given.text(flag).map(value::text);
        let python_file =
            given.text(&flags::PYTHON_FILE).map(|path| Value::Str(posix_path::tidy(path)));
        let code_source = mapping(vec![
            ("python_file", python_file),
            ("module_name", text(&flags::MODULE_NAME)),
            ("package_name", text(&flags::PACKAGE_NAME)),
            ("autoload_defs_module_name", text(&flags::AUTOLOAD_DEFS_MODULE_NAME)),
        ]);
        let git = mapping(vec![
            ("commit_hash", text(&flags::COMMIT_HASH)),
            ("url", text(&flags::GIT_URL)),
        ]);
        let name = given.positional().or(given.filled(&flags::LOCATION_NAME)).map(str::to_owned);
        let fields = mapping(vec![
            ("location_name", name.as_deref().map(value::text)),
            ("code_source", Some(code_source)),
            ("working_directory", text(&flags::WORKING_DIRECTORY)),
            ("image", text(&flags::IMAGE)),
            ("executable_path", text(&flags::EXECUTABLE_PATH)),
            ("attribute", text(&flags::ATTRIBUTE)),
            ("git", Some(git)),
        ]);
        Self { name, fields }
    }
}
