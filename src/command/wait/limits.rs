//! How long to wait: the timeouts that were given. Nothing waits here.

use crate::error::Error;
use crate::flags::{self, Flag, Given};

pub(super) const POLL_MILLISECONDS: f64 = 3000.0;

/// How long to wait for what, in milliseconds.
#[derive(Debug, Clone, PartialEq)]
pub struct WaitLimits {
    pub(super) load: f64,
    pub(super) heartbeat: Option<f64>,
    pub(super) settle: f64,
}

impl WaitLimits {
    /// Reads the timeouts; a command that takes none of them does not wait.
    pub fn new(given: &Given) -> Result<Self, Error> {
        let milliseconds = |flag: Flag| match given.takes(&flag) {
            true => Ok(given.number(&flag)?.map(|seconds| seconds * 1000.0)),
            false => Ok(None),
        };
        let load = milliseconds(flags::LOCATION_LOAD_TIMEOUT)?.unwrap_or_default();
        let settle = milliseconds(flags::SETTLE_TIMEOUT)?.unwrap_or_default();
        Ok(Self {
            load,
            heartbeat: milliseconds(flags::AGENT_HEARTBEAT_TIMEOUT)?
                .filter(|timeout| *timeout != 0.0),
            // A location that stays loaded until the time is nearly up is no timeout.
            settle: settle.min(load - POLL_MILLISECONDS).max(0.0),
        })
    }

    /// Whether to wait at all; as in `dagster-cloud` only a load timeout of 0 means no.
    pub fn waits(&self) -> bool {
        self.load != 0.0 || self.heartbeat.is_some()
    }
}
