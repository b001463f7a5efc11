//! Which locations of a project are meant, by their names.
//!
//! Not here: what a project is ([`super::project`]).

use crate::error::{Code, Error};
use crate::flags::suggest;
use crate::gather::Gather;

use super::project::Project;

impl Project {
    /// Only the locations of these names, in the file's order; without names all of them.
    pub fn select(mut self, names: &[&str]) -> Result<Self, Vec<Error>> {
        let unknown: Vec<_> = names.iter().filter(|name| !self.has(name)).gather();
        if !unknown.is_empty() {
            let error = |name: &&&str| {
                Error::new(
                    Code::LocationNotFound,
                    format!("no location with name {name} defined in location file"),
                )
                .hint(self.advice(name, "the file has"))
            };
            return Err(unknown.iter().map(error).gather());
        }
        self.locations.retain(|one| names.is_empty() || names.contains(&one.name.as_str()));
        Ok(self)
    }

    /// Whether there is a location of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.locations.iter().any(|location| location.name == name)
    }

    /// Returns, for a name that is unknown, the one that is meant, else all that there are.
    pub(super) fn advice(&self, name: &str, known: &str) -> String {
        let names: Vec<_> = self.locations.iter().map(|location| location.name.as_str()).gather();
        suggest::did_you_mean(name, "", &names).unwrap_or_else(|| {
            let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
            format!("{known}: {names}")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::project;
    use crate::yaml;

    fn project(text: &str) -> Option<Project> {
        project::read(yaml::load(text).expect("the test's YAML is good").value).ok()
    }

    #[test]
    fn locations_are_selected_by_name_in_the_files_order() {
        let all = project(
            "locations: [{location_name: sales}, {location_name: stock}, {location_name: web}]",
        )
        .expect("a project");
        let names = |names: &[&str]| {
            let selected = all.clone().select(names).expect("known names").locations;
            selected.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(names(&[]), "sales stock web");
        assert_eq!(names(&["web", "sales", "web"]), "sales web");
        let errors = all.select(&["stok", "web", "x"]).expect_err("unknown names");
        let told: Vec<_> = errors.iter().map(|error| (error.code, error.hint.as_deref())).collect();
        assert_eq!(
            told,
            [
                (Code::LocationNotFound, Some("did you mean stock?")),
                (Code::LocationNotFound, Some("the file has: sales, stock, web")),
            ]
        );
    }
}
