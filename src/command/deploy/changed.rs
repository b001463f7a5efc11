//! `--changed-since`: finds the locations that have changed since a base, by git.
//!
//! Git compares two commits; what it does not see counts as changed. Not here: the git program (`change/git.rs`).

use super::super::Session;
use crate::change::git::{Git, TreeEntry};
use crate::change::{Change, Field};
use crate::error::{Code, Error};
use crate::host::Host;
use crate::location::project::{Location, Project};

/// Stops links that lead to each other.
const MAX_LINKS: usize = 8;

/// The locations of a project, parted by whether they have changed.
pub(super) struct Parted {
    /// The project without the locations that have not changed.
    pub(super) project: Project,
    /// The names of the locations that have not changed.
    pub(super) unchanged: Vec<String>,
}

impl From<Project> for Parted {
    /// Keeps all locations.
    fn from(project: Project) -> Self {
        Self { project, unchanged: Vec::new() }
    }
}

/// Two commits, and the git that compares them.
struct Comparison<'a, H: Host> {
    git: Git<'a, H>,
    /// Where the change left its base.
    since: String,
    tip: &'a str,
}

/// Parts the locations by whether they have changed. Directories are compared from where the commit left `base`. A
/// location that names no directory, or one whose changes git does not see, may always have changed, and a change of
/// the file is one of all locations.
pub(super) async fn parted<H: Host>(
    session: &Session<'_, H>,
    change: &Change,
    base: &str,
    path: &str,
    project: Project,
) -> Result<Parted, Error> {
    if base.starts_with('-') || base.contains(char::is_whitespace) || base.contains('\0') {
        let message = format!("invalid value for --changed-since: {base:?} is no ref of git");
        return Err(Error::new(Code::InvalidValue, message));
    }
    let (folder, file) = parent(path);
    let git = Git { host: session.host, folder };
    let unknown = |error| unknown_base(base, error);
    // What is checked out may be something else, such as the default branch or a merge for a test.
    let hash = change.text(Field::CommitHash);
    let tip = hash.filter(|hash| crate::change::field::is_full_hash(hash)).unwrap_or("HEAD");
    let since = git.parting(base, tip).await.map_err(unknown)?;
    let comparison = Comparison { git, since, tip };
    match comparison.file(file).await.map_err(unknown)? {
        Some(true) => {
            session
                .output
                .notice(&format!("{path} has changed since {base}: all locations are deployed."));
            return Ok(project.into());
        }
        Some(false) => {}
        None => session.output.warn(&format!(
            "{path} is not in the commit: whether it has changed since {base} is not known"
        )),
    }
    comparison.parted(session, base, project).await.map_err(unknown)
}

/// Returns the folder of a path and what follows; the root of a system or drive keeps its slash.
fn parent(path: &str) -> (Option<&str>, &str) {
    let Some((folder, file)) = path.rsplit_once('/') else { return (None, path) };
    let is_root = folder.is_empty() || folder.ends_with(':');
    (Some(if is_root { &path[..=folder.len()] } else { folder }), file)
}

impl<H: Host> Comparison<'_, H> {
    async fn parted(
        &self,
        session: &Session<'_, H>,
        base: &str,
        mut project: Project,
    ) -> Result<Parted, Error> {
        let (mut changed, mut unchanged) = (Vec::new(), Vec::new());
        for location in project.locations {
            if self.may_have_changed(session, &location).await? {
                changed.push(location);
            } else {
                session.output.notice(&format!("{} has not changed since {base}.", location.name));
                unchanged.push(location.name);
            }
        }
        project.locations = changed;
        Ok(Parted { project, unchanged })
    }

    /// Returns whether a file has changed, or what it leads to if it is a link; nothing if git does not see it.
    async fn file(&self, name: &str) -> Result<Option<bool>, Error> {
        let Self { git, since, tip } = self;
        let mut path = name.to_owned();
        for links in 0..MAX_LINKS {
            match git.has_changed(since, tip, &path).await {
                Ok(true) => return Ok(Some(true)),
                Ok(false) => {}
                // A link may lead out of the repository.
                Err(_) if links > 0 => return Ok(None),
                Err(error) => return Err(error),
            }
            path = match git.entry(tip, &path).await {
                TreeEntry::File => return Ok(Some(false)),
                TreeEntry::Link(target) => beside(&path, target),
                TreeEntry::Missing => return Ok(None),
            };
        }
        Ok(None)
    }

    async fn may_have_changed(
        &self,
        session: &Session<'_, H>,
        location: &Location,
    ) -> Result<bool, Error> {
        let Self { git, since, tip } = self;
        let Some(directory) = &location.build_directory else { return Ok(true) };
        if git.has_folder(tip, directory).await {
            return git.has_changed(since, tip, directory).await;
        }
        let name = &location.name;
        session.output.warn(&format!(
            "{name} is deployed, changed or not: the commit has no folder {directory} (build.directory)"
        ));
        Ok(true)
    }
}

/// Returns the path that a link leads to.
fn beside(link: &str, target: String) -> String {
    match link.rsplit_once('/') {
        Some((folder, _)) if !target.starts_with('/') => format!("{folder}/{target}"),
        _ => target,
    }
}

#[inline(never)]
fn unknown_base(base: &str, error: Error) -> Error {
    let reason = error.into_reason();
    let message = format!("cannot tell what changed since {base}: {reason}");
    Error::new(Code::GitUnreadable, message).hint(
        "a shallow clone may not have it: fetch its history (fetch-depth: 0), or leave --changed-since out",
    )
}

#[cfg(test)]
mod tests {
    use super::parent;

    #[test]
    fn the_folder_of_a_path_is_one_that_git_can_start_in() {
        for (path, expected) in [
            ("dagster_cloud.yaml", (None, "dagster_cloud.yaml")),
            ("a/b/d.yaml", (Some("a/b"), "d.yaml")),
            ("/d.yaml", (Some("/"), "d.yaml")),
            ("C:/d.yaml", (Some("C:/"), "d.yaml")),
            ("C:/a/d.yaml", (Some("C:/a"), "d.yaml")),
        ] {
            assert_eq!(parent(path), expected, "{path}");
        }
    }
}
