//! One Dagster+ endpoint, and how an operation is put to it.
//!
//! Variables are JSON text and results are read field by field: types derived for each would be a
//! third of the WASM module.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;
use serde_json::value::RawValue;

use crate::error::{Code, Error};
use crate::host::Host;
use crate::http::{self, Call, Settings};
use crate::output::Output;

/// The name of the header that carries the token.
pub const TOKEN_HEADER: &str = "Dagster-Cloud-Api-Token";
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
    /// Whether doing it twice is as good as once, so that it may be sent again after a broken connection.
    pub repeatable: bool,
}

/// The variables of an operation: a JSON object, every digit of its numbers kept.
#[derive(Debug, Clone)]
pub struct Variables(Box<RawValue>);

impl Variables {
    /// From plain data.
    pub fn new(data: &impl Serialize) -> Self {
        let json = serde_json::value::to_raw_value(data);
        Self(json.expect("plain data with text keys has a JSON form"))
    }

    /// None: `{}`.
    pub fn none() -> Self {
        #[derive(Serialize)]
        struct Nothing {}
        Self::new(&Nothing {})
    }
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

/// A request as `--dry-run` shows it, without the token.
#[derive(Debug, Serialize)]
pub struct Planned {
    purpose: &'static str,
    operation: &'static str,
    kind: &'static str,
    method: &'static str,
    url: String,
    headers: BTreeMap<String, String>,
    query: &'static str,
    variables: Box<RawValue>,
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

    /// Executes an operation, trying again as its nature allows, and returns its root field. One that is
    /// null or absent is [`Json::Null`].
    pub async fn execute(
        &self,
        operation: &Operation,
        variables: Variables,
    ) -> Result<Json, Error> {
        self.send(operation, variables, &self.settings, MAX_TRIES).await
    }

    /// The same in a single short try, for a read whose failure does not matter.
    pub async fn execute_once(
        &self,
        operation: &Operation,
        variables: Variables,
    ) -> Result<Json, Error> {
        let brief = self.settings.try_milliseconds.min(10_000.0);
        let settings = Settings { try_milliseconds: brief, ..self.settings.clone() };
        self.send(operation, variables, &settings, 1).await
    }

    async fn send(
        &self,
        operation: &Operation,
        variables: Variables,
        settings: &Settings,
        max_tries: u32,
    ) -> Result<Json, Error> {
        let call = Call {
            url: &self.endpoint.url,
            headers: &self.endpoint.headers,
            body: body(operation, &variables)?,
            name: operation.name,
            repeatable: operation.repeatable,
            max_tries,
        };
        let mut data = http::send(self.host, self.output, settings, call).await?;
        Ok(data.remove(operation.name).unwrap_or_default())
    }

    /// What [`Client::execute`] would send.
    pub fn plan(
        &self,
        operation: &Operation,
        variables: Variables,
        purpose: &'static str,
    ) -> Planned {
        let mut headers = BTreeMap::new();
        for (name, value) in &self.endpoint.headers {
            let is_token = *name == TOKEN_HEADER;
            headers.insert(
                (*name).to_owned(),
                if is_token { "<redacted>".to_owned() } else { value.clone() },
            );
        }
        Planned {
            purpose,
            operation: operation.name,
            kind: if operation.is_query { "query" } else { "mutation" },
            method: "POST",
            url: self.endpoint.url.clone(),
            headers,
            query: operation.text,
            variables: variables.0,
        }
    }
}

/// The request body: exactly the keys `query` and `variables`, as `dagster-cloud` sends them.
fn body(operation: &Operation, variables: &Variables) -> Result<String, Error> {
    #[derive(Serialize)]
    struct Body<'a> {
        query: &'a str,
        variables: &'a RawValue,
    }
    serde_json::to_string(&Body { query: operation.text, variables: &variables.0 }).map_err(
        |error| Error::new(Code::InvalidLocationFile, format!("cannot be sent as JSON: {error}")),
    )
}
