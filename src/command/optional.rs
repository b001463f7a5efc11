//! Values of flags that not every command takes: what a command does not take is not given.

use crate::flags::{self, Given};

/// Whether the run sends nothing.
pub fn is_dry_run(given: &Given) -> bool {
    given.optional(&flags::DRY_RUN) == Some("true")
}

/// Whether the branch deployment is to be marked as closed, whatever the change is.
pub fn marks_closed(given: &Given) -> bool {
    given.optional(&flags::MARK_CLOSED) == Some("true")
}

/// Whether the command only looks up what there is.
pub fn is_read_only(given: &Given) -> bool {
    given.optional(&flags::READ_ONLY) == Some("true")
}

/// Whether the facts of the commit are read from git on request.
pub(super) fn reads_git(given: &Given) -> bool {
    given.optional(&flags::READ_GIT_STATE) == Some("true")
}

/// The deployment that was named.
pub fn deployment(given: &Given) -> Option<&str> {
    given.optional(&flags::DEPLOYMENT).filter(|name| !name.is_empty())
}

/// `full` or `branch`, if the user decided.
pub fn deployment_type(given: &Given) -> Option<&str> {
    given.optional(&flags::DEPLOYMENT_TYPE)
}

/// The folder of the project and its checkout; the working directory if none was named.
pub(super) fn project_folder(given: &Given) -> Option<&str> {
    let named = given.command.positional.filter(|one| one.is_path).and(given.positional());
    named.or(given.optional(&flags::PROJECT_DIR)).filter(|path| !path.is_empty())
}
