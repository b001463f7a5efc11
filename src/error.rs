//! Errors, as one type with stable codes, and the only mapping from a code to an exit status.
//!
//! Not here: how an error is shown (`output.rs`) or thrown into JavaScript (`wasm.rs`).

use std::ops::{Deref, DerefMut};

use crate::json::Json;

/// One mistake or failure. It is a pointer, because nearly every `Result` has room for one: moved as a whole, it is a
/// twentieth of the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Facts>);

/// The content of an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Stable name for scripts, such as `usage/unknown-flag`.
    pub code: Code,
    /// The mistake and the value that was seen; may hold text from the server.
    pub message: String,
    /// The next step for the user.
    pub hint: Option<String>,
    /// Where in a file it is.
    pub place: Option<Place>,
}

/// A place in a file that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// An entry of a list, counted from 0, for who knows the file.
    Entry(usize),
    /// A line, counted from 1, of a file.
    Line(String, usize),
}

impl Error {
    /// An error without a hint.
    #[inline(never)]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self(Box::new(Facts { code, message: message.into(), hint: None, place: None }))
    }

    /// The same error with advice.
    #[must_use]
    #[inline(never)]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same error with the place it is about before its message.
    #[must_use]
    #[inline(never)]
    pub fn within(mut self, place: &str) -> Self {
        self.message = format!("{place}: {}", self.message);
        self
    }

    /// The same error about a place in a file.
    #[must_use]
    #[inline(never)]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Returns the text for another error that has this one as its reason: the hint if there is one, as it is more
    /// exact.
    pub fn into_reason(self) -> String {
        self.0.hint.unwrap_or(self.0.message)
    }

    /// `{code, message, hint}`, as scripts and library users see it.
    pub fn to_json(&self) -> Json {
        Json::object(&[
            ("code", Json::text(self.code.as_str())),
            ("message", Json::text(&self.message)),
            ("hint", Json::optional(self.hint.as_deref())),
        ])
    }
}

impl Deref for Error {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Facts {
        &mut self.0
    }
}

impl From<Error> for Vec<Error> {
    /// Where all that is wrong is reported at once, this may be all.
    #[inline(never)]
    fn from(error: Error) -> Self {
        vec![error]
    }
}

/// The process exit status for a set of errors: 2 when the command line itself was wrong, else 1.
/// `dagster-cloud` makes the same distinction.
pub fn exit_status(errors: &[Error]) -> i32 {
    if errors.iter().any(|error| error.code.is_usage()) { 2 } else { 1 }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// Stable error codes. Each belongs to a family, the part before the slash.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $variant,)+ }

        impl Code {
            /// Every code, for documentation and types.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)+];

            /// The name scripts see.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }
        }
    };
}

codes! {
    /// No such command or group.
    UnknownCommand = "usage/unknown-command",
    /// No such flag for this command.
    UnknownFlag = "usage/unknown-flag",
    /// A flag that needs a value came last.
    MissingValue = "usage/missing-value",
    /// A value that the flag cannot take.
    InvalidValue = "usage/invalid-value",
    /// A flag that the command needs is absent.
    MissingFlag = "usage/missing-flag",
    /// More positional arguments than the command takes.
    UnexpectedArgument = "usage/unexpected-argument",
    /// The runtime lacks what the command needs.
    UnsupportedRuntime = "usage/unsupported-runtime",
    /// A file named by a flag does not exist.
    FileNotFound = "usage/file-not-found",
    /// A file could not be read, is not UTF-8, or is too large.
    UnreadableFile = "input/unreadable-file",
    /// Commit hash or timestamp are missing, or have no meaning.
    InvalidCommit = "input/invalid-commit",
    /// The facts of the change do not decide where it goes.
    UnclearChange = "input/unclear-change",
    /// The branch deployment to act on was not named.
    MissingDeployment = "input/missing-deployment",
    /// No run was named.
    MissingRun = "input/missing-run",
    /// A configuration file or variable cannot be used.
    InvalidConfig = "config/invalid",
    /// The server of webhooks cannot listen, or cannot keep what comes in.
    CannotServe = "serve/failed",
    /// Two configuration files contradict each other.
    ConflictingConfig = "config/conflict",
    /// No API token was given where one is needed.
    MissingToken = "auth/missing-token",
    /// The token cannot be sent in a header.
    InvalidToken = "auth/invalid-token",
    /// Dagster+ refused the token or its role.
    Unauthorized = "auth/unauthorized",
    /// Neither a URL nor what it is built from was given.
    MissingEndpoint = "endpoint/missing",
    /// The URL cannot be used, contradicts the deployment, or would send the token unencrypted.
    InvalidEndpoint = "endpoint/invalid",
    /// git did not return the commit.
    GitUnreadable = "git/unreadable",
    /// The location has no name.
    MissingLocationName = "location/missing-name",
    /// The file has no location of that name.
    LocationNotFound = "location/not-found",
    /// The file names another location than the command.
    LocationNameMismatch = "location/name-mismatch",
    /// The location file is not YAML, or not the YAML of a location.
    InvalidLocationFile = "location/invalid-file",
    /// An image tag was given, but no registry to put before it.
    MissingRegistry = "location/missing-registry",
    /// A location has neither an image nor a PEX, and nothing allows that.
    NoImage = "location/no-image",
    /// Dagster+ refused the location's configuration.
    LocationRejected = "location/rejected",
    /// The location was deployed but its code did not load.
    LoadFailed = "location/load-failed",
    /// The location did not load in time.
    LoadTimeout = "location/load-timeout",
    /// No agent is heartbeating.
    NoAgent = "agent/none-running",
    /// The deployment does not exist.
    DeploymentNotFound = "deployment/not-found",
    /// The deployment is no branch deployment.
    NotABranchDeployment = "deployment/not-a-branch",
    /// The deployment is a branch deployment where a full one is wanted.
    NotAFullDeployment = "deployment/not-full",
    /// The plan allows no more deployments or locations.
    LimitReached = "deployment/limit-reached",
    /// The location has no job of that name, or there is no such location.
    JobNotFound = "job/not-found",
    /// Dagster+ refused the run's configuration.
    InvalidRunConfig = "job/invalid-config",
    /// The job has no such assets.
    InvalidSelection = "job/invalid-selection",
    /// There is no such run.
    RunNotFound = "run/not-found",
    /// The run that was waited for failed or was canceled.
    RunFailed = "run/failed",
    /// The run did not finish in the time that was given for it; it goes on.
    RunTimeout = "run/timeout",
    /// Dagster+ answered with another of its errors.
    Rejected = "api/rejected",
    /// The answer has GraphQL errors.
    GraphqlErrors = "api/graphql-errors",
    /// The answer is not what the API promises.
    UnexpectedResponse = "api/unexpected-response",
    /// The answer's HTTP status is an error.
    HttpStatus = "api/http-status",
    /// Maintenance lasted longer than is waited for.
    Maintenance = "api/maintenance",
    /// A redirect that must not be followed.
    Redirect = "api/redirect",
    /// Nothing listens at that address.
    ConnectionRefused = "network/refused",
    /// The host name does not resolve.
    UnknownHost = "network/unknown-host",
    /// The TLS handshake failed.
    TlsFailed = "network/tls",
    /// The connection broke.
    ConnectionReset = "network/reset",
    /// No complete answer in time.
    Timeout = "network/timeout",
    /// The answer is larger than 32 MiB.
    ResponseTooLarge = "network/response-too-large",
    /// The proxy setting cannot be used, or the proxy refused.
    InvalidProxy = "network/invalid-proxy",
    /// A network failure that the runtime did not explain.
    NetworkFailed = "network/failed",
}

impl Code {
    /// Whether the command line itself was wrong.
    pub fn is_usage(self) -> bool {
        self.as_str().starts_with("usage/")
    }

    /// Whether a message of this code may hold text that a server wrote, or a URL that it redirected to.
    pub fn quotes_server(self) -> bool {
        let ours = ["usage/", "input/", "config/", "endpoint/", "git/", "serve/"];
        !ours.iter().any(|family| self.as_str().starts_with(family))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usage_error_among_others_makes_the_exit_status_2() {
        let token = Error::new(Code::MissingToken, "no token");
        let flag = Error::new(Code::UnknownFlag, "no such flag");
        assert_eq!(exit_status(std::slice::from_ref(&token)), 1);
        assert_eq!(exit_status(&[token, flag]), 2);
    }

    #[test]
    fn codes_are_unique_and_have_a_family() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert!(names.iter().all(|name| name.split('/').count() == 2));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
