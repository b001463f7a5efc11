//! One Dagster+ endpoint, and how an operation is put to it.
//!
//! Variables are JSON text and results are read field by field: types derived for each would be a third
//! of the WASM module.

use serde_json::{Map, Value};

use crate::error::Error;
use crate::host::Host;
pub use crate::http::Sent;
pub use crate::http::retry::Repeat;
use crate::http::{self, Call, Sending, Settings};
use crate::json::{self, Json};
use crate::output::Output;
use crate::secrets::Secrets;

/// The name of the header that carries the token.
pub const TOKEN_HEADER: &str = "Dagster-Cloud-Api-Token";
/// The name of the header that carries the key of a request that may be repeated only with it.
const KEY_HEADER: &str = "Idempotency-Key";
/// As many tries as `dagster-cloud` makes.
const MAX_TRIES: u32 = 4;

/// A GraphQL operation.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// The root field; messages call the operation so.
    pub name: &'static str,
    /// The text of its `.graphql` file.
    pub text: &'static str,
    /// Whether it only reads.
    pub is_query: bool,
    /// Says if the operation may be repeated after a broken connection.
    pub repeat: Repeat,
    /// Whether it gets a connection of its own. On one that is used again, and that the server has just
    /// closed, a request is lost, and this one may not be sent a second time.
    pub own_connection: bool,
}

/// Where requests go and what they carry.
#[derive(Clone)]
pub struct Endpoint {
    /// The address as the user knows it, without `/graphql`.
    pub base: String,
    /// The GraphQL endpoint.
    pub url: String,
    /// All headers, the token among them.
    pub headers: Vec<(&'static str, String)>,
}

/// Puts operations to one endpoint.
pub struct Client<'a, H: Host> {
    host: &'a H,
    output: &'a Output<'a, H>,
    settings: Settings,
    /// Where they go.
    pub endpoint: Endpoint,
}

impl<'a, H: Host> Client<'a, H> {
    /// A client for an endpoint.
    pub fn new(
        host: &'a H,
        output: &'a Output<'a, H>,
        settings: Settings,
        endpoint: Endpoint,
    ) -> Self {
        Self { host, output, settings, endpoint }
    }

    /// A client for one deployment of this client's organization.
    pub fn of_deployment(&self, name: &str) -> Self {
        let base = self.endpoint.base.trim_end_matches('/');
        let base = format!("{base}/{}", http::url::path_segment(name));
        let mut headers = self.endpoint.headers.clone();
        headers.push(("Dagster-Cloud-Deployment", name.to_owned()));
        let endpoint = Endpoint { url: format!("{base}/graphql"), base, headers };
        Self::new(self.host, self.output, self.settings.clone(), endpoint)
    }

    /// Executes an operation, trying again as its nature allows, and returns its root field. One that is
    /// null or absent is [`Value::Null`].
    pub fn execute(
        &self,
        operation: &Operation,
        variables: &Json,
    ) -> impl Future<Output = Result<Value, Error>> {
        self.send(operation, variables, f64::INFINITY, MAX_TRIES)
    }

    /// The same, but all tries together take at most so many milliseconds.
    pub fn execute_within(
        &self,
        milliseconds: f64,
        operation: &Operation,
        variables: &Json,
    ) -> impl Future<Output = Result<Value, Error>> {
        self.send(operation, variables, milliseconds, MAX_TRIES)
    }

    /// The same in so many tries.
    pub fn execute_in_tries(
        &self,
        max_tries: u32,
        operation: &Operation,
        variables: &Json,
    ) -> impl Future<Output = Result<Value, Error>> {
        self.send(operation, variables, f64::INFINITY, max_tries)
    }

    /// The same in a single try, for a read whose failure does not matter.
    pub fn execute_once(
        &self,
        milliseconds: f64,
        operation: &Operation,
        variables: &Json,
    ) -> impl Future<Output = Result<Value, Error>> {
        self.send(operation, variables, milliseconds, 1)
    }

    /// The secrets of the run.
    pub fn secrets(&self) -> &Secrets {
        &self.output.secrets
    }

    /// The clock by which remaining times are computed.
    pub fn now(&self) -> f64 {
        self.host.now()
    }

    async fn send(
        &self,
        operation: &Operation,
        variables: &Json,
        milliseconds: f64,
        max_tries: u32,
    ) -> Result<Value, Error> {
        let mut sending = self.sending(operation, variables, milliseconds, max_tries, None)?;
        match sending.next().await? {
            Sent::Answered(data) => Ok(root(data, operation)),
            // Nobody asks here, so it is not sent again.
            Sent::Lost { error, .. } => Err(error),
        }
    }

    /// Prepares an operation that may be repeated [`Repeat::AfterAsking`]: whoever calls this asks. The key is the same
    /// for all tries.
    pub fn sending_keyed(
        &self,
        key: &str,
        max_tries: u32,
        operation: &Operation,
        variables: &Json,
    ) -> Result<Sending<'a, H>, Error> {
        self.sending(operation, variables, f64::INFINITY, max_tries, Some(key))
    }

    fn sending(
        &self,
        operation: &Operation,
        variables: &Json,
        milliseconds: f64,
        max_tries: u32,
        key: Option<&str>,
    ) -> Result<Sending<'a, H>, Error> {
        let deadline_milliseconds = self.settings.deadline_milliseconds.min(milliseconds);
        let settings = Settings { deadline_milliseconds, ..self.settings.clone() };
        let mut headers = self.endpoint.headers.clone();
        if operation.own_connection {
            headers.push(("Connection", "close".to_owned()));
        }
        headers.extend(key.map(|key| (KEY_HEADER, key.to_owned())));
        let call = Call {
            url: &self.endpoint.url,
            headers: &headers,
            body: body(operation, variables),
            name: operation.name,
            repeat: operation.repeat,
            max_tries,
        };
        Sending::new(self.host, self.output, settings, call)
    }

    /// Describes the request of [`Client::execute`] for `--dry-run`, without the token.
    pub fn plan(&self, operation: &Operation, variables: Json, purpose: &str) -> Json {
        self.plan_keyed(None, operation, variables, purpose)
    }

    /// Describes the request of [`Client::sending_keyed`] for `--dry-run`.
    pub fn plan_keyed(
        &self,
        key: Option<&str>,
        operation: &Operation,
        variables: Json,
        purpose: &str,
    ) -> Json {
        let headers = self.endpoint.headers.iter().map(|(name, value)| {
            (*name, Json::text(if *name == TOKEN_HEADER { "<redacted>" } else { value }))
        });
        let mut headers: Vec<_> = headers.collect::<Vec<_>>();
        headers.extend(key.map(|key| (KEY_HEADER, Json::text(key))));
        Json::object(&[
            ("purpose", Json::text(purpose)),
            ("operation", Json::text(operation.name)),
            ("kind", Json::text(if operation.is_query { "query" } else { "mutation" })),
            ("method", Json::text("POST")),
            ("url", Json::text(&self.endpoint.url)),
            ("headers", Json::object(&headers)),
            ("query", Json::text(operation.text)),
            ("variables", variables),
        ])
    }
}

/// Returns the root field of an answer; one that is null or absent is [`Value::Null`].
pub fn root(mut data: Map<String, Value>, operation: &Operation) -> Value {
    data.get_mut(operation.name).map(Value::take).unwrap_or_default()
}

/// The request body: exactly the keys `query` and `variables`, as `dagster-cloud` sends them.
fn body(operation: &Operation, variables: &Json) -> String {
    // Written here, for a copy of the variables may be large.
    let mut body = String::from("{\"query\":");
    json::quote(operation.text, &mut body);
    body.push_str(",\"variables\":");
    body.push_str(variables.as_str());
    body.push('}');
    body
}
