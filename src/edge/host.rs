//! The host of the edge, beyond [`Host`]: the router reads the configuration and sends messages to objects; an object
//! has rows and an alarm. `js/edge/host.d.ts` is the JavaScript side of this file.

use std::cell::Cell;
use std::rc::Rc;

use crate::host::{Fault, Host};
use crate::policy::Policy;
use crate::webhook::oidc::Keys;

/// The values that are kept between requests.
#[derive(Default)]
pub struct Memory {
    /// Google's keys.
    pub google_keys: Keys,
    /// How many deliveries were refused since the directory was notified, and when that was.
    pub(super) refused: Cell<(u32, i64)>,
}

/// The outside, as the router or an object sees it.
#[allow(async_fn_in_trait, reason = "hosts are single-threaded; nothing needs Send")]
pub trait EdgeHost: Host {
    /// The time in whole milliseconds since the Unix epoch.
    fn milliseconds(&self) -> i64 {
        self.now() as i64
    }
    /// The configuration, or all its mistakes; parsed once and cached.
    fn policy(&self) -> Rc<Result<Policy, Vec<String>>>;
    /// Returns the values that are kept from one request to the next, as long as the process lives; nothing is lost
    /// with them.
    fn memory(&self) -> Rc<Memory>;
    /// The value of a variable or secret; none if it is not set.
    fn variable(&self, name: &str) -> Option<String>;
    /// The runtime and its version, such as `node/20.20.2`; part of the User-Agent header.
    fn runtime(&self) -> String;
    /// The body of the request, which the router alone has. Faults: `ERR_BODY_TOO_LARGE` past that many bytes, as soon
    /// as they have come; `ERR_TIMEOUT`.
    async fn read_body(&self, max_bytes: u32, timeout_milliseconds: u32) -> Result<Vec<u8>, Fault>;
    /// Has an object receive a message; resolves to its answer once that is as durable as what it saved.
    async fn send(&self, object: &str, message: &str) -> Result<String, Fault>;
    /// The same without waiting, for what may be lost; several may come as one message, a JSON list of them.
    fn post(&self, object: &str, message: &str);
    /// A row of the object.
    fn load(&self, key: &str) -> Option<String>;
    /// The rows of the object whose keys begin so, in the order of their keys.
    fn list(&self, prefix: &str) -> Vec<(String, String)>;
    /// Writes rows, or with no text removes them, and sets the alarm to a time in milliseconds since the Unix epoch, or
    /// with none takes it away: all of it or nothing, and durable before any answer leaves.
    fn save(&self, rows: &[(String, Option<String>)], alarm: Option<i64>) -> Result<(), Fault>;
    /// Writes a line of the log.
    fn log(&self, line: &str);
}
