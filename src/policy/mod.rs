//! The configuration of the edge: who may send, which repositories, branches and pull requests count, and which images
//! are run by which locations. YAML in; a checked [`Policy`], or all that is wrong with it, out.
//!
//! `routes.rs` reads `senders`, `rule.rs` an entry of `repositories`, `images.rs` one of its `images`; `names.rs` and
//! `pattern.rs` say what patterns fit, `reading.rs` collects mistakes. Not here: deliveries, the values of secrets, and
//! what is done about a change that counts.

pub mod dispatch;
mod images;
mod names;
mod pattern;
mod reading;
mod retry_policy;
mod routes;
mod rule;

pub use images::Captured;
pub use names::Names;
pub use retry_policy::RetryPolicy;
pub use routes::{GoogleRoute, Route};
pub use rule::{Forks, Locations, Rule};

use self::reading::ConfigReader;
use crate::location::get;
use crate::webhook::image::Image;
use crate::yaml::{self, PathStep, Value};

/// The configuration.
#[derive(Debug, Clone)]
pub struct Policy {
    routes: Vec<Route>,
    rules: Vec<Rule>,
    retry_policy: RetryPolicy,
    warnings: Vec<String>,
}

/// An image that is to be run, and what for.
#[derive(Debug)]
pub struct ImageTarget<'p> {
    /// The entry of `repositories` under which it stands.
    pub rule: &'p Rule,
    /// The names of the locations that run it.
    pub locations: &'p [String],
    /// Which of the branches it belongs to.
    pub captured: Captured,
}

impl Policy {
    /// Reads the text of the configuration.
    ///
    /// # Errors
    ///
    /// All that is wrong, each with its line.
    pub fn parse(text: &str) -> Result<Policy, Vec<String>> {
        let loaded = yaml::load(text).map_err(|error| vec![broken(text, &error)])?;
        let mut reading = ConfigReader::default();
        let (routes, rules, retry_policy) = parts(&mut reading, &loaded.value);
        let problems = reading.finish(text);
        if !problems.is_empty() {
            return Err(problems);
        }
        let warnings = loaded.warnings.iter().map(remark_text).collect::<Vec<_>>();
        Ok(Policy { routes, rules, retry_policy, warnings })
    }

    /// Values in `locations` that YAML reads as something that was probably not meant.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// The route `/webhooks/PROVIDER` or `/webhooks/PROVIDER/NAME`.
    pub fn route(&self, provider: &str, name: Option<&str>) -> Option<&Route> {
        self.routes.iter().find(|route| route.provider == provider && route.name.as_deref() == name)
    }

    /// All routes.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// Returns the rule of a repository: the first entry whose name matches.
    pub fn rule(&self, repository: &str) -> Option<&Rule> {
        let repository = repository.to_ascii_lowercase();
        self.rules.iter().find(|rule| rule.names.take(&repository))
    }

    /// How long something is tried that does not work.
    pub fn retry_policy(&self) -> RetryPolicy {
        self.retry_policy
    }

    /// Returns the locations that an image is deployed to.
    pub fn images(&self, image: &Image) -> Vec<ImageTarget<'_>> {
        let mut wanted = Vec::new();
        for rule in &self.rules {
            for one in &rule.images {
                let captured = one.captured(image);
                wanted.extend(captured.map(|captured| ImageTarget {
                    rule,
                    locations: &one.locations,
                    captured,
                }));
            }
        }
        wanted
    }

    /// The names of the variables that hold secrets, each once.
    pub fn variables(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.routes.iter().flat_map(|route| &route.secrets) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }
}

impl ImageTarget<'_> {
    /// Whether it is for a repository, which must be one that this entry and no earlier one takes.
    pub fn is_for(&self, policy: &Policy, repository: &str) -> bool {
        policy.rule(repository).is_some_and(|rule| std::ptr::eq(rule, self.rule))
    }
}

fn parts(reading: &mut ConfigReader, file: &Value) -> (Vec<Route>, Vec<Rule>, RetryPolicy) {
    const KEYS: [&str; 3] = ["senders", "repositories", "retry"];
    reading.keys(file, &KEYS);
    let [senders, _] = [KEYS[0], KEYS[1]].map(|key| reading.needed(file, key));
    let routes = senders.map(|senders| {
        reading.within(PathStep::Key(KEYS[0].to_owned()), |reading| routes::read(reading, senders))
    });
    let mut rules = Vec::new();
    reading.list(file, KEYS[1], &mut |reading, value| {
        let Some(rule) = rule::read(reading, value) else { return };
        if rules.iter().any(|earlier: &Rule| earlier.names.cover(&rule.names)) {
            let way = "an earlier entry takes all of these, so that this one never holds; put it before that one";
            reading.wrong_at("name", way);
        }
        let is_file = matches!(rule.locations, Locations::File(_)) && !rule.images.is_empty();
        let reads = |routes: &Vec<Route>| routes.iter().any(|route| route.provider == "github");
        // A sender that is spelt wrong may be the one.
        if is_file && reading.is_good() && !routes.as_ref().is_some_and(reads) {
            let way = "only GitHub is asked for a location file, and `senders` has no github; write the `locations` here";
            reading.wrong_at("images", way);
        }
        rules.push(rule);
    });
    let retry_policy = get(file, KEYS[2]).map(|retry| {
        reading
            .within(PathStep::Key(KEYS[2].to_owned()), |reading| retry_policy::read(reading, retry))
    });
    (routes.unwrap_or_default(), rules, retry_policy.unwrap_or_default())
}

/// Why the text is no YAML. A pattern without quotes is the likely reason after the first character of one.
fn broken(text: &str, error: &yaml::Remark) -> String {
    let before: String = yaml::line(text, error.line).chars().take(error.column).collect();
    let mut message = remark_text(error);
    if before.split([' ', ',', '[', '{']).any(|word| word.starts_with(['*', '!'])) {
        message.push_str("; write patterns that begin with * or ! in quotes");
    }
    message
}

fn remark_text(remark: &yaml::Remark) -> String {
    ["line ", &remark.line.to_string(), ": ", &remark.message].concat()
}

#[cfg(test)]
mod tests;
