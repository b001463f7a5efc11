//! How long polls may fail before that is no passing fault. Asks nothing itself.

use crate::command::Session;
use crate::error::{Code, Error};
use crate::host::Host;

/// Polls that fail for so long are no passing fault.
const MAX_FAILING_MILLISECONDS: f64 = 120_000.0;

/// Since when polls have been failing.
#[derive(Debug, Default)]
pub struct Tolerance {
    failing_since: Option<f64>,
}

impl Tolerance {
    /// A poll was answered.
    pub fn restore(&mut self) {
        self.failing_since = None;
    }

    /// Goes on after a failed poll, unless the failure is final or the last of many.
    #[inline(never)]
    pub fn bear<H: Host>(&mut self, session: &Session<'_, H>, error: Error) -> Result<(), Error> {
        let now = session.host.now();
        let failing = now - *self.failing_since.get_or_insert(now);
        let is_final = matches!(
            error.code,
            Code::Unauthorized
                | Code::TlsFailed
                | Code::InvalidConfig
                | Code::InvalidProxy
                | Code::Redirect
                | Code::Maintenance
        );
        if is_final || failing >= MAX_FAILING_MILLISECONDS {
            return Err(error);
        }
        let error = session.output.blotted(&error);
        let reason = error.message.trim_end_matches(['.', '\n']);
        session.output.notice(&format!("{reason}. Still waiting."));
        Ok(())
    }
}
