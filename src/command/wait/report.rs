//! Writes the messages about several locations together. Decides nothing.

use super::outcome::{Evidence, LocationStatus, Outcome};
use crate::error::{Code, Error};

/// Things in a row as `dagster-cloud` writes them: `a`, or `a, and b`, or `a, b, and c`.
pub(super) fn row(things: &[&str]) -> String {
    match things {
        [first @ .., last] if !first.is_empty() => format!("{}, and {last}", first.join(", ")),
        few => few.concat(),
    }
}

/// The names of the locations that ended so.
fn names(outcomes: &[Outcome], is_one: fn(&Outcome) -> bool) -> Vec<&str> {
    outcomes.iter().filter(|one| is_one(one)).map(|one| one.name.as_str()).collect::<Vec<_>>()
}

fn has_failed(one: &Outcome) -> bool {
    one.status == LocationStatus::Failed
}

fn has_settled(one: &Outcome) -> bool {
    one.evidence == Some(Evidence::Settled)
}

/// Reports the locations that were accepted because nothing changed for so many milliseconds.
pub(super) fn settled(outcomes: &[Outcome], milliseconds: f64) -> Option<String> {
    let names = names(outcomes, |one| has_settled(one) && !has_failed(one));
    if names.is_empty() || milliseconds == 0.0 {
        return None;
    }
    Some(format!(
        "Note: {} {} loaded and showed no sign of a new version within {} seconds; \
         the change probably made no difference (see --settle-timeout).",
        row(&names),
        if names.len() == 1 { "is" } else { "are" },
        (milliseconds / 1000.0) as u32
    ))
}

/// The error for those that failed to load.
pub(super) fn load_failed(outcomes: &[Outcome]) -> Option<Error> {
    let mut message = "Some locations failed to load after being synced by the agent:".to_owned();
    for one in outcomes.iter().filter(|one| has_failed(one)) {
        let reason = one.load_error.as_deref().unwrap_or_default();
        message.push_str(&format!("\nError loading {}:\n{reason}", one.name));
    }
    let failed = names(outcomes, has_failed).len();
    let settled = names(outcomes, |one| has_settled(one) && has_failed(one));
    let hint = match settled.len() {
        _ if failed == 0 => return None,
        0 => {
            "the location was deployed, but its code could not be loaded; the agent's log has more"
        }
        all if all == failed => {
            "no new version appeared within the settle time, so this may be the error of the version before"
        }
        _ => &format!(
            "no new version of {} appeared within the settle time, so that may be the error of the version before",
            row(&settled)
        ),
    };
    Some(Error::new(Code::LoadFailed, message).hint(hint))
}

/// Adds to the error which locations have loaded all the same.
pub(super) fn add_loaded(error: &mut Error, outcomes: &[Outcome]) {
    let loaded = names(outcomes, |one| one.status == LocationStatus::Loaded);
    if !loaded.is_empty() {
        let message = error.message.trim_end_matches('\n');
        error.message = format!("{message}\nLoaded without an error: {}.", row(&loaded));
    }
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn two_names_have_a_comma_too() {
        let rows = [&[][..], &["a"], &["a", "b"], &["a", "b", "c"]].map(row);
        assert_eq!(rows, ["", "a", "a, and b", "a, b, and c"]);
    }
}
