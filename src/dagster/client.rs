//! One Dagster+ endpoint, and how an operation is put to it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json, json};

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

    /// Executes an operation, trying again as its nature allows, and reads the result of its root field.
    /// A root field that is null or absent is `None`.
    pub async fn execute<T: DeserializeOwned>(
        &self,
        operation: &Operation,
        variables: &impl Serialize,
    ) -> Result<Option<T>, Error> {
        let data =
            self.send(operation, body(operation, variables)?, &self.settings, MAX_TRIES).await?;
        result(operation, data)
    }

    /// The same in a single short try, for a read whose failure does not matter.
    pub async fn execute_once<T: DeserializeOwned>(
        &self,
        operation: &Operation,
        variables: &impl Serialize,
    ) -> Result<Option<T>, Error> {
        let brief = self.settings.try_milliseconds.min(10_000.0);
        let settings = Settings { try_milliseconds: brief, ..self.settings.clone() };
        let data = self.send(operation, body(operation, variables)?, &settings, 1).await?;
        result(operation, data)
    }

    async fn send(
        &self,
        operation: &Operation,
        body: String,
        settings: &Settings,
        max_tries: u32,
    ) -> Result<Map<String, Json>, Error> {
        let call = Call {
            url: &self.endpoint.url,
            headers: &self.endpoint.headers,
            body,
            name: operation.name,
            repeatable: operation.repeatable,
            max_tries,
        };
        http::send(self.host, self.output, settings, call).await
    }

    /// What [`Client::execute`] would send, for `--dry-run`, without the token.
    pub fn describe(
        &self,
        operation: &Operation,
        variables: &impl Serialize,
        purpose: &str,
    ) -> Result<Json, Error> {
        let shown = |(name, value): &(&'static str, String)| {
            let value = if *name == TOKEN_HEADER { "<redacted>" } else { value };
            (name.to_string(), Json::from(value))
        };
        Ok(json!({
            "purpose": purpose,
            "operation": operation.name,
            "kind": if operation.is_query { "query" } else { "mutation" },
            "method": "POST",
            "url": self.endpoint.url,
            "headers": self.endpoint.headers.iter().map(shown).collect::<Map<_, _>>(),
            "query": operation.text,
            "variables": serde_json::to_value(variables).map_err(unserializable)?,
        }))
    }
}

/// The request body: exactly the keys `query` and `variables`, as `dagster-cloud` sends them.
fn body(operation: &Operation, variables: &impl Serialize) -> Result<String, Error> {
    #[derive(Serialize)]
    struct Body<'a, V> {
        query: &'a str,
        variables: &'a V,
    }
    serde_json::to_string(&Body { query: operation.text, variables }).map_err(unserializable)
}

fn unserializable(error: serde_json::Error) -> Error {
    Error::new(Code::InvalidCommit, format!("cannot be sent as JSON: {error}"))
}

fn result<T: DeserializeOwned>(
    operation: &Operation,
    mut data: Map<String, Json>,
) -> Result<Option<T>, Error> {
    match data.remove(operation.name) {
        None | Some(Json::Null) => Ok(None),
        Some(value) => serde_json::from_value(value).map(Some).map_err(|error| {
            Error::new(
                Code::UnexpectedResponse,
                format!("the answer to {} is not what the API promises: {error}", operation.name),
            )
        }),
    }
}
