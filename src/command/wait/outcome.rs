//! The outcomes of locations, as result documents have them.

use crate::error::Error;
use crate::json::Json;

/// The outcome of a location; part of the result document.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Its name.
    pub name: String,
    /// How the wait for it ended.
    pub status: LocationStatus,
    /// How it is known that the new version is the one that loaded or failed to.
    pub evidence: Option<Evidence>,
    /// Time from the change until it had loaded or failed to, or until nobody waited any longer.
    pub milliseconds: u32,
    /// Why it did not load, without secrets.
    pub load_error: Option<String>,
}

impl Outcome {
    /// One of `locations` in the result document; `loadError` is there only if there was one.
    pub fn to_json(&self) -> Json {
        let mut fields = vec![
            ("name", Json::text(&self.name)),
            ("status", Json::text(self.status.as_str())),
            ("evidence", Json::optional(self.evidence.map(Evidence::as_str))),
            ("milliseconds", Json::int(self.milliseconds.into())),
        ];
        fields.extend(self.load_error.as_deref().map(|text| ("loadError", Json::text(text))));
        Json::object(&fields)
    }
}

/// A wait that did not end with all locations loaded.
#[derive(Debug, Clone, PartialEq)]
pub struct WaitFailure {
    /// At least one: the locations that failed to load, why the wait for others ended, or both.
    pub errors: Vec<Error>,
    /// The outcome of each location, in the given order.
    pub outcomes: Vec<Outcome>,
}

/// How the wait for a location ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocationStatus {
    /// It has loaded.
    Loaded,
    /// Its code could not be loaded.
    Failed,
    /// It had not loaded when the time for it or for an agent was up.
    TimedOut,
    /// Nobody waited for it.
    NotAwaited,
    /// Dagster+ could not be reached any longer.
    Unknown,
}

impl LocationStatus {
    /// As result documents spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            LocationStatus::Loaded => "LOADED",
            LocationStatus::Failed => "FAILED",
            LocationStatus::TimedOut => "TIMED_OUT",
            LocationStatus::NotAwaited => "NOT_AWAITED",
            LocationStatus::Unknown => "UNKNOWN",
        }
    }
}

/// Why what a location shows is taken for the new version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// It did not exist before.
    New,
    /// Its version differs from the one before.
    VersionChanged,
    /// It was seen loading, or missing, since.
    SeenLoading,
    /// Nothing changed during the settle time.
    Settled,
}

impl Evidence {
    /// As result documents spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Evidence::New => "new",
            Evidence::VersionChanged => "version-changed",
            Evidence::SeenLoading => "seen-loading",
            Evidence::Settled => "settled",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_location_that_failed_tells_a_load_error() {
        let loaded = Outcome {
            name: "etl".to_owned(),
            status: LocationStatus::Loaded,
            evidence: Some(Evidence::New),
            milliseconds: 3000,
            load_error: None,
        };
        let failed = Outcome {
            status: LocationStatus::Failed,
            load_error: Some("ImportError".to_owned()),
            ..loaded.clone()
        };
        assert_eq!(
            loaded.to_json().as_str(),
            r#"{"name":"etl","status":"LOADED","evidence":"new","milliseconds":3000}"#
        );
        assert_eq!(
            failed.to_json().as_str(),
            r#"{"name":"etl","status":"FAILED","evidence":"new","milliseconds":3000,"loadError":"ImportError"}"#
        );
    }
}
