//! Which locations of a project are meant, by their names.
//!
//! Not here: what a project is ([`super::project`]).

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Code, Error};
use crate::suggest;

use super::project::Project;

/// How many names are listed for an unknown one.
const SHOWN: usize = 50;

impl Project {
    /// Only the locations of these names, in the file's order; without names all of them.
    pub fn select(mut self, names: &[&str]) -> Result<Self, Vec<Error>> {
        let known = self.names();
        let unknown: Vec<_> =
            names.iter().filter(|name| !known.contains_key(**name)).collect::<Vec<_>>();
        if !unknown.is_empty() {
            let error = |name: &&&str| {
                Error::new(
                    Code::LocationNotFound,
                    format!("no location with name {name} defined in location file"),
                )
                .hint(self.advice(name, "the file has"))
            };
            return Err(unknown.iter().map(error).collect::<Vec<_>>());
        }
        let wanted: BTreeSet<_> = names.iter().copied().collect();
        self.locations.retain(|one| names.is_empty() || wanted.contains(one.name.as_str()));
        Ok(self)
    }

    /// The names of its locations.
    pub(super) fn names(&self) -> BTreeMap<String, usize> {
        let locations = self.locations.iter().enumerate();
        locations.map(|(place, location)| (location.name.clone(), place)).collect()
    }

    /// Returns, for a name that is unknown, the one that is meant, else all that there are.
    pub(super) fn advice(&self, name: &str, known: &str) -> String {
        let names: Vec<_> =
            self.locations.iter().map(|location| location.name.as_str()).collect::<Vec<_>>();
        suggest::did_you_mean(name, "", &names).unwrap_or_else(|| {
            if names.is_empty() {
                return format!("{known}: none");
            }
            let (first, others) = names.split_at(names.len().min(SHOWN));
            let more = match others.len() {
                0 => String::new(),
                count => format!(" and {count} more"),
            };
            format!("{known}: {}{more}", first.join(", "))
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
        let reported: Vec<_> =
            errors.iter().map(|error| (error.code, error.hint.as_deref())).collect();
        assert_eq!(
            reported,
            [
                (Code::LocationNotFound, Some("did you mean stock?")),
                (Code::LocationNotFound, Some("the file has: sales, stock, web")),
            ]
        );
    }
}
