//! The narrow way out of the core: what a run is given ([`Job`]) and what it may ask for ([`Host`]).
//!
//! The law: a host does each operation once, and reports what happened. It never retries, redirects, falls back or
//! chooses; those are decisions, and decisions live in the core. `js/host.d.ts` is the JavaScript side of this file.

use serde::Serialize;

/// The input of a run: plain values, read once by the entry.
#[derive(Debug, Clone, Default)]
pub struct Job {
    /// The arguments after the program's name.
    pub argv: Vec<String>,
    /// The variables named by `entry::variables()` that are set.
    pub env: Variables,
    /// Whether a person may be reading standard output.
    pub stdout_is_terminal: bool,
    /// Whether a person may be reading standard error.
    pub stderr_is_terminal: bool,
    /// `win32`, `linux`, `darwin` …, as Node names them.
    pub platform: String,
    /// The runtime and its version, such as `node/20.20.2`; part of the User-Agent header.
    pub runtime: String,
}

impl Job {
    /// Returns true on Windows, where backslashes part folders.
    pub fn is_windows(&self) -> bool {
        self.platform == "win32"
    }
}

/// Environment variables. A run has a dozen: a list is searched as fast as a map, and is a tenth of the
/// code, which an engine compiles at each start.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Variables(Vec<(String, String)>);

impl Variables {
    /// Sets a variable, or with no value removes it.
    pub fn set(&mut self, name: &str, value: Option<&str>) {
        self.0.retain(|(known, _)| known != name);
        self.0.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    }

    /// The value of a variable that is set.
    pub fn get(&self, name: &str) -> Option<&String> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

impl FromIterator<(String, String)> for Variables {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(pairs: T) -> Self {
        Self(pairs.into_iter().collect::<Vec<_>>())
    }
}

/// The outside world, as the core calls it. A host implements what it has; the rest answers `ERR_UNSUPPORTED`.
#[allow(async_fn_in_trait, reason = "hosts are single-threaded; nothing needs Send")]
pub trait Host {
    /// One HTTP try. Redirects are answers like any other.
    async fn fetch(&self, _request: &Request) -> Result<Reply, Fault> {
        Err(Fault::unsupported("fetch"))
    }
    /// Wait.
    async fn sleep(&self, milliseconds: u32);
    /// Milliseconds since the Unix epoch.
    fn now(&self) -> f64;
    /// At least 0, below 1; spreads retries, needs no cryptographic strength.
    fn random(&self) -> f64;
    /// The bytes of a file; a relative path is taken from the working directory.
    async fn read_file(&self, _path: &str, _max_bytes: u32) -> Result<Vec<u8>, Fault> {
        Err(Fault::unsupported("read_file"))
    }
    /// Add text to the end of a file, which is made if it does not exist.
    async fn append_file(&self, _path: &str, _text: &str) -> Result<(), Fault> {
        Err(Fault::unsupported("append_file"))
    }
    /// Run git with these arguments in the working directory, without a shell.
    async fn run_git(&self, _arguments: &[&str]) -> Result<GitReply, Fault> {
        Err(Fault::unsupported("run_git"))
    }
    /// The HMAC-SHA256 of a message; the key is not empty.
    async fn hmac_sha256(&self, _key: &[u8], _message: &[u8]) -> Result<Vec<u8>, Fault> {
        Err(Fault::unsupported("hmac_sha256"))
    }
    /// Verifies the signature of a message by RS256 (RSASSA-PKCS1-v1_5 with SHA-256) with a key in the form of a JSON
    /// Web Key. Fails if the key cannot be used.
    async fn verify_rs256(
        &self,
        _jwk: &str,
        _message: &[u8],
        _signature: &[u8],
    ) -> Result<bool, Fault> {
        Err(Fault::unsupported("verify_rs256"))
    }
    /// Serves the edge until the process receives a shutdown signal.
    async fn serve(&self, _how: &Serving) -> Result<(), Fault> {
        Err(Fault::unsupported("serve"))
    }
    /// A text of the program itself that is not in the module: `help`, `help deploy`, `completion bash` …
    async fn own_text(&self, _name: &str) -> String {
        String::new()
    }
    /// Write text as it is.
    fn print(&self, _stream: Stream, _text: &str) {}
}

/// How to serve.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Serving {
    /// The text of the configuration.
    pub config: String,
    /// The address to listen on.
    pub hostname: String,
    /// The port; 0 is any that is free.
    pub port: u16,
    /// The folder that keeps what has come in.
    pub folder: String,
}

/// Where [`Host::print`] writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// One HTTP request, complete: nothing is left for the host to decide.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// Absolute `http:` or `https:` URL without credentials.
    pub url: String,
    /// `POST` or `GET`.
    pub method: &'static str,
    /// Names and values; a value has only Latin-1 characters and no control character.
    pub headers: Vec<(&'static str, String)>,
    /// The body, UTF-8.
    pub body: Option<String>,
    /// From the first packet to the last byte of the answer.
    pub timeout_milliseconds: u32,
    /// The largest answer to accept, counted after decompression.
    pub max_body_bytes: u32,
    /// The proxy to go through, perhaps with credentials.
    pub proxy: Option<String>,
    /// The paths of PEM files whose certificates are trusted besides the runtime's own.
    pub ca: Vec<String>,
}

/// The answer to a [`Request`], whatever its status.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Names and values as received.
    pub headers: Vec<(String, String)>,
    /// The whole body, decompressed.
    pub body: Vec<u8>,
}

impl Reply {
    /// The first header of that (lower-case) name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// The output of git.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GitReply {
    /// Exit status.
    pub status: i32,
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: Vec<u8>,
}

/// Why the outside could not do it, in the runtime's own words: `code` such as `ECONNREFUSED` or
/// `ENOENT` (also the code of a nested cause), and a message. What it means is decided in the core.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fault {
    /// The runtime's error code, or the error's name where it has none.
    pub code: String,
    /// The runtime's message.
    pub message: String,
}

impl Fault {
    /// The fault of a host that lacks an operation.
    fn unsupported(operation: &str) -> Self {
        let message = ["this host has no ", operation].concat();
        Self { code: "ERR_UNSUPPORTED".to_owned(), message }
    }
}
