//! Which locations are deployed, with which images, described how: from the location file, the flags and the change.
//!
//! Not here: the rules of the file (`location/`).

use std::future::ready;

use super::super::{DEPLOY, Session, Step, files, project_folder};
use crate::change::git::Git;
use crate::change::{Change, Field};
use crate::error::{Code, Error, Place};
use crate::flags::Given;
use crate::gather::Gather;
use crate::github::contents;
use crate::host::Host;
use crate::location::Document;
use crate::location::images::{self, Images, REGISTRY_VARIABLE, TAG_VARIABLE};
use crate::location::project::{self, Location, Project};
use crate::location::sent::MAX_BYTES;
use crate::yaml;

/// Where the vendor's tools look.
const USUAL_FILES: [&str; 2] = ["dagster_cloud.yaml", "dagster_cloud.yml"];

/// The documents of the locations to deploy; none if nothing has changed.
pub(super) async fn documents<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    change: &Change,
) -> Result<Vec<Document>, Vec<Error>> {
    let (path, text, project) = project(session, given, change).await?;
    let project = project.select(&given.texts("location-name"))?;
    let project = match given.filled("changed-since") {
        Some(base) => only_changed(session, change, base, &path, project).await?,
        None => project,
    };
    warn_of_unknown_keys(session, &path, text.as_deref(), &project);
    let images = images(session, given, &project)?;
    let facts = git_facts(given, change);
    let facts: Vec<_> = facts.iter().map(|(key, value)| (*key, value.as_str())).gather();
    let (mut documents, mut left) = (Vec::new(), MAX_BYTES);
    for (location, image) in project.locations.iter().zip(images) {
        if image.is_none() {
            session.output.warn_with(|| {
                format!("{} has no image: {}", location.name, given.advice("image-tag"))
            });
        }
        let document = location.document(image.as_deref(), &facts, left);
        let document = document.map_err(|error| match &text {
            Some(text) => {
                let line = yaml::Outline::of(text).line(&location.path());
                error.within(&format!("{path}:{line}")).at(Place::Line(path.clone(), line))
            }
            None => error.within(&path),
        })?;
        left = left.saturating_sub(document.json.as_str().len());
        documents.push(document);
    }
    Ok(documents)
}

/// How many unknown keys are told one by one.
const TOLD_KEYS: usize = 10;

/// Warns of keys that are probably slips, each with its line where there is a file.
fn warn_of_unknown_keys<H: Host>(
    session: &Session<'_, H>,
    path: &str,
    text: Option<&str>,
    project: &Project,
) {
    if !DEPLOY {
        return;
    }
    let mut unknown = project.unknown_keys();
    let told: Vec<_> = unknown.by_ref().take(TOLD_KEYS).gather();
    if told.is_empty() {
        return;
    }
    let outline = text.map(yaml::Outline::of);
    for key in told {
        let line = outline.as_ref().map(|outline| format!(":{}", outline.line(&key.path)));
        let line = line.unwrap_or_default();
        session.output.warn_with(|| format!("{path}{line}: {}", key.message));
    }
    let others = unknown.count();
    if others > 0 {
        session.output.warn_with(|| format!("{path}: {others} more keys are unknown"));
    }
}

/// The file that describes the locations, its text where it is one, and what it says.
async fn project<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    change: &Change,
) -> Result<(String, Option<String>, Project), Vec<Error>> {
    if let Some(value) = session.locations {
        return Ok(("the configuration".to_owned(), None, project::read(value.clone())?));
    }
    let folder = project_folder(given);
    let usual = USUAL_FILES.map(|name| match folder {
        Some(folder) => format!("{}/{name}", folder.trim_end_matches('/')),
        None => name.to_owned(),
    });
    let said = given.filled("location-file").map(|path| vec![path.to_owned()]);
    let paths = said.unwrap_or_else(|| usual.to_vec());
    let (path, text) = text(session, given, change, &paths).await?;
    let value = files::parse_yaml(session, path, &text)?;
    let mut project = project::read(value).map_err(|errors| located(path, &text, errors))?;
    if DEPLOY && session.job.is_windows() {
        let directories = project.locations.iter_mut().flat_map(|one| &mut one.build_directory);
        directories.for_each(|directory| *directory = directory.replace('\\', "/"));
    }
    Ok((path.clone(), Some(text), project))
}

/// The first of the files that is there: in the checkout, or where the Action runs without one, in the commit.
async fn text<'p, H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    change: &Change,
    paths: &'p [String],
) -> Result<(&'p String, String), Error> {
    for path in paths {
        if let Some(text) = checked_out(session, path).await? {
            return Ok((path, text));
        }
    }
    let mut message = format!("there is no location file: {}", paths.join(" or "));
    let mut advice = given.advice("location-file");
    if let Some((api, commit)) = session.github.zip(change.text(Field::CommitHash)) {
        advice.push_str("; or check the commit out before");
        for path in paths {
            let inside = path.trim_start_matches("./");
            match contents::read(api, inside, commit).await {
                Ok(None) => {}
                Ok(Some(bytes)) => {
                    session
                        .output
                        .notice_with(|| format!("{inside} is read from GitHub, at {commit}."));
                    return Ok((path, files::decode(path, bytes)?));
                }
                Err(refused) => {
                    message.push_str(&format!("; GitHub's API: {}", refused.reason));
                    advice.push_str(", or give the job the permission contents: read");
                    break;
                }
            }
        }
    }
    Err(Error::new(Code::FileNotFound, message).hint(advice))
}

/// The text of a file of the checkout, if it is there. The edge has no checkout.
fn checked_out<'a, H: Host>(
    session: &'a Session<'_, H>,
    path: &'a str,
) -> Step<'a, Option<String>> {
    match DEPLOY {
        true => Box::pin(files::read_text(session.host, path)),
        false => Box::pin(ready(Ok(None))),
    }
}

/// The errors with the file, and the line where that is known.
#[inline(never)]
fn located(path: &str, text: &str, errors: Vec<Error>) -> Vec<Error> {
    let outline = yaml::Outline::of(text);
    let locate = |error: Error| {
        let line = match error.place {
            Some(Place::Entry(index)) => {
                outline.line(&[yaml::Step::Key("locations".to_owned()), yaml::Step::Entry(index)])
            }
            _ => 1,
        };
        error.within(path).at(Place::Line(path.to_owned(), line))
    };
    errors.into_iter().map(locate).gather()
}

/// The locations that have changed; all of them where there is no git.
fn only_changed<'a, H: Host>(
    session: &'a Session<'_, H>,
    change: &'a Change,
    base: &'a str,
    path: &'a str,
    project: Project,
) -> Step<'a, Project> {
    match DEPLOY {
        true => Box::pin(changed(session, change, base, path, project)),
        false => Box::pin(ready(Ok(project))),
    }
}

/// The locations whose directory differs from where the commit left `base`. One that names no directory, or one whose changes
/// git does not see, may always have changed, and a change of the file is one of all locations.
async fn changed<H: Host>(
    session: &Session<'_, H>,
    change: &Change,
    base: &str,
    path: &str,
    mut project: Project,
) -> Result<Project, Error> {
    if base.starts_with('-') || base.contains(char::is_whitespace) || base.contains('\0') {
        let message = format!("invalid value for --changed-since: {base:?} is no ref of git");
        return Err(Error::new(Code::InvalidValue, message));
    }
    let (folder, file) = path.rsplit_once('/').map_or((None, path), |(folder, file)| {
        (Some(if folder.is_empty() { "/" } else { folder }), file)
    });
    let git = Git { host: session.host, folder };
    let unknown = |error| unknown_base(base, error);
    // What is checked out may be something else, such as the default branch or a merge for a test.
    let hash = change.text(Field::CommitHash);
    let tip = hash.filter(|hash| crate::change::field::is_full_hash(hash)).unwrap_or("HEAD");
    let since = git.parting(base, tip).await.map_err(unknown)?;
    if git.has_changed(&since, tip, file).await.map_err(unknown)? {
        session
            .output
            .notice(&format!("{path} has changed since {base}: all locations are deployed."));
        return Ok(project);
    }
    let mut kept = Vec::new();
    for location in project.locations {
        if may_have_changed(session, &git, &since, tip, &location).await.map_err(unknown)? {
            kept.push(location);
        } else {
            session.output.notice(&format!("{} has not changed since {base}.", location.name));
        }
    }
    project.locations = kept;
    Ok(project)
}

async fn may_have_changed<H: Host>(
    session: &Session<'_, H>,
    git: &Git<'_, H>,
    since: &str,
    tip: &str,
    location: &Location,
) -> Result<bool, Error> {
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

#[inline(never)]
fn unknown_base(base: &str, error: Error) -> Error {
    let reason = error.into_reason();
    let message = format!("cannot tell what changed since {base}: {reason}");
    Error::new(Code::GitUnreadable, message).hint(
        "a shallow clone may not have it: fetch its history (fetch-depth: 0), or leave --changed-since out",
    )
}

/// The image of each location, in the project's order.
fn images<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    project: &Project,
) -> Result<Vec<Option<String>>, Vec<Error>> {
    let origin = given.origin("image");
    let (mut flags, mut errors) = (Vec::new(), Vec::new());
    for text in given.texts("image") {
        match images::parse(text, &origin) {
            Ok(flag) => flags.push(flag),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let variable = |name: &str| session.job.env.get(name).map(String::as_str);
    let images = Images {
        flags: &flags,
        flag_origin: &origin,
        tag: given.text("image-tag"),
        tag_origin: &given.origin("image-tag"),
        registry_variable: variable(REGISTRY_VARIABLE),
        tag_variable: variable(TAG_VARIABLE),
    };
    let images = images.of(project)?;
    for (location, image) in project.locations.iter().zip(&images) {
        if let Some(image) = image.as_ref().filter(|image| !image.variables.is_empty()) {
            session.output.notice_with(|| {
                let variables = image.variables.join(" and ");
                let (name, reference) = (&location.name, &image.reference);
                format!("{name}: image {reference} (from {variables})")
            });
        }
    }
    Ok(images.into_iter().map(|image| image.map(|image| image.reference)).gather())
}

/// What the documents say of the code's origin: the same fields as `dagster-cloud ci deploy` sends.
fn git_facts(given: &Given, change: &Change) -> Vec<(&'static str, String)> {
    let provider = change.forge.and_then(crate::change::forge::Forge::name);
    let path = given.filled("git-repo-name").filter(|_| change.text(Field::RepoName).is_none());
    let path = change.text(Field::RepoName).or(path).filter(|_| provider.is_some());
    let (owner, name) = path.and_then(|path| path.rsplit_once('/')).unzip();
    let base = change.text(Field::BaseBranch).or(change.text(Field::DefaultBranch));
    let page = given.filled("git-url").map(str::to_owned).or_else(|| change.code_page());
    let facts = [
        ("commit_hash", given.filled("commit-hash").map(str::to_owned)),
        ("url", page),
        ("provider", provider.map(str::to_owned)),
        ("repo_owner", owner.map(str::to_owned)),
        ("repo_name", name.map(str::to_owned)),
        ("base_branch", base.filter(|_| provider.is_some()).map(str::to_owned)),
    ];
    facts.into_iter().filter_map(|(key, value)| Some((key, value?))).gather()
}
