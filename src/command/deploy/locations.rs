//! Which locations are deployed, with which images, described how: from the location file, the flags and the change.
//!
//! Not here: the rules of the file (`location/`).

use super::super::optional::project_folder;
use super::super::{Session, files};
use super::changed::{self, Parted};
use crate::change::{Change, Field};
use crate::error::{Code, Error, Place};
use crate::flags;
use crate::flags::Given;
use crate::github::contents;
use crate::host::Host;
use crate::location::Document;
use crate::location::images::{self, Images, REGISTRY_VARIABLE, TAG_VARIABLE};
use crate::location::project::{self, Project};
use crate::location::sent::MAX_BYTES;
use crate::yaml;

/// Where the vendor's tools look.
const USUAL_FILES: [&str; 2] = ["dagster_cloud.yaml", "dagster_cloud.yml"];

/// The locations to deploy.
#[derive(Default)]
pub(super) struct Documents {
    /// Their documents; none if nothing has changed.
    pub(super) documents: Vec<Document>,
    /// The names of locations that have nothing to run: neither an image nor a PEX.
    pub(super) without_image: Vec<String>,
}

/// Builds the documents of the locations to deploy.
pub(super) async fn documents<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    change: &Change,
) -> Result<Documents, Vec<Error>> {
    let (path, text, project) = project(session, given, change).await?;
    let project = project.select(&given.texts(&flags::LOCATION_NAME))?;
    let base = given.filled(&flags::CHANGED_SINCE);
    let parted = match base {
        Some(base) => changed::parted(session, change, base, &path, project).await?,
        None => project.into(),
    };
    warn_of_unknown_keys(session, &path, text.as_deref(), &parted.project);
    let images = images(session, given, &parted)?;
    let project = parted.project;
    let facts = git_facts(given, change);
    let facts: Vec<_> = facts.iter().map(|(key, value)| (*key, value.as_str())).collect::<Vec<_>>();
    let (mut found, mut left) = (Documents::default(), MAX_BYTES);
    for (location, image) in project.locations.iter().zip(images) {
        if image.is_none() && !location.has_pex {
            found.without_image.push(location.name.clone());
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
        found.documents.push(document);
    }
    Ok(found)
}

/// How many unknown keys are listed one by one.
const LISTED_KEYS: usize = 10;

/// Warns of keys that are probably slips, each with its line where there is a file.
fn warn_of_unknown_keys<H: Host>(
    session: &Session<'_, H>,
    path: &str,
    text: Option<&str>,
    project: &Project,
) {
    let mut unknown = project.unknown_keys();
    let listed: Vec<_> = unknown.by_ref().take(LISTED_KEYS).collect::<Vec<_>>();
    if listed.is_empty() {
        return;
    }
    let outline = text.map(yaml::Outline::of);
    for key in listed {
        let line = outline.as_ref().map(|outline| format!(":{}", outline.line(&key.path)));
        let line = line.unwrap_or_default();
        session.output.warn(&format!("{path}{line}: {}", key.message));
    }
    let others = unknown.count();
    if others > 0 {
        session.output.warn(&format!("{path}: {others} more keys are unknown"));
    }
}

/// The file that describes the locations, with its text and its content.
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
    let given_path = given.filled(&flags::LOCATION_FILE).map(|path| vec![path.to_owned()]);
    let paths = given_path.unwrap_or_else(|| usual.to_vec());
    let (path, text) = text(session, given, change, &paths).await?;
    let value = files::parse_yaml(session, path, &text)?;
    let mut project = project::read(value).map_err(|errors| located(path, &text, errors))?;
    if session.job.is_windows() {
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
        if let Some(text) = files::read_text(session.host, path).await? {
            return Ok((path, text));
        }
    }
    let mut message = format!("there is no location file: {}", paths.join(" or "));
    let mut advice = given.advice(&flags::LOCATION_FILE);
    if let Some((api, commit)) = session.github.zip(change.text(Field::CommitHash)) {
        advice.push_str("; or check the commit out before");
        for path in paths {
            let inside = path.trim_start_matches("./");
            match contents::read(api, inside, commit).await {
                Ok(None) => {}
                Ok(Some(bytes)) => {
                    session.output.notice(&format!("{inside} is read from GitHub, at {commit}."));
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

/// The errors with the file, and the line where that is known.
#[inline(never)]
fn located(path: &str, text: &str, errors: Vec<Error>) -> Vec<Error> {
    let outline = yaml::Outline::of(text);
    let locate = |error: Error| {
        let line = match error.place {
            Some(Place::Entry(index)) => outline
                .line(&[yaml::PathStep::Key("locations".to_owned()), yaml::PathStep::Entry(index)]),
            _ => 1,
        };
        error.within(path).at(Place::Line(path.to_owned(), line))
    };
    errors.into_iter().map(locate).collect::<Vec<_>>()
}

/// The image of each location, in the project's order.
fn images<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    Parted { project, unchanged }: &Parted,
) -> Result<Vec<Option<String>>, Vec<Error>> {
    let origin = given.origin(&flags::IMAGE);
    let (mut flags, mut errors) = (Vec::new(), Vec::new());
    for text in given.texts(&flags::IMAGE) {
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
        unchanged,
        flag_origin: &origin,
        tag: given.text(&flags::IMAGE_TAG),
        tag_origin: &given.origin(&flags::IMAGE_TAG),
        registry_variable: variable(REGISTRY_VARIABLE),
        tag_variable: variable(TAG_VARIABLE),
    };
    let images = images.of(project)?;
    for (name, image) in &flags {
        let Some(name) = name.as_ref().filter(|name| unchanged.contains(name)) else { continue };
        let since = given.text(&flags::CHANGED_SINCE).unwrap_or_default();
        session.output.notice(&format!(
            "{origin} {name}={image} is ignored: {name} has not changed since {since}."
        ));
    }
    for (location, image) in project.locations.iter().zip(&images) {
        if let Some(image) = image.as_ref().filter(|image| !image.variables.is_empty()) {
            let variables = image.variables.join(" and ");
            let (name, reference) = (&location.name, &image.reference);
            session.output.notice(&format!("{name}: image {reference} (from {variables})"));
        }
    }
    Ok(images.into_iter().map(|image| image.map(|image| image.reference)).collect::<Vec<_>>())
}

/// Builds the git fields of documents: the same as `dagster-cloud ci deploy` sends.
fn git_facts(given: &Given, change: &Change) -> Vec<(&'static str, String)> {
    let provider = change.forge.and_then(crate::change::forge::Forge::name);
    let path =
        given.filled(&flags::GIT_REPO_NAME).filter(|_| change.text(Field::RepoName).is_none());
    let path = change.text(Field::RepoName).or(path).filter(|_| provider.is_some());
    let (owner, name) = path.and_then(|path| path.rsplit_once('/')).unzip();
    let base = change.text(Field::BaseBranch).or(change.text(Field::DefaultBranch));
    let page = given.filled(&flags::GIT_URL).map(str::to_owned).or_else(|| change.code_page());
    let facts = [
        ("commit_hash", given.filled(&flags::LOCATION_COMMIT_HASH).map(str::to_owned)),
        ("url", page),
        ("provider", provider.map(str::to_owned)),
        ("repo_owner", owner.map(str::to_owned)),
        ("repo_name", name.map(str::to_owned)),
        ("base_branch", base.filter(|_| provider.is_some()).map(str::to_owned)),
    ];
    facts.into_iter().filter_map(|(key, value)| Some((key, value?))).collect::<Vec<_>>()
}
