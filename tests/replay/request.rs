//! A request as a transcript tells it: everything that was asked for, less what is usual (`usual.json`).

use dagster_deploy::host::Request;

use crate::testkit::tree::Tree;

/// Every property of the request that is not the usual one, and always the operation and the URL.
pub(crate) fn describe(request: &Request, usual: &Tree) -> Tree {
    let body = request.body.as_deref().unwrap_or("{}");
    let body = Tree::parse(body).expect("a body is JSON");
    let (operation, variables) = match body.entries() {
        [(query, Tree::Text(text)), (variables, values)]
            if query == "query" && variables == "variables" =>
        {
            (Some(operation(text)), values.entries())
        }
        // A request to GitHub's API.
        _ => (None, &[][..]),
    };
    let operation_is_none = operation.is_none();
    let text = |text: &Option<String>| text.as_ref().map_or(Tree::Null, Tree::text);
    let ca = request.ca.iter().map(Tree::text);
    let mut told: Vec<_> =
        operation.map(|operation| ("operation", Tree::text(operation))).into_iter().collect();
    told.extend([
        ("url", Tree::text(&request.url)),
        ("headers", headers(request, usual.get("headers").expect("usual headers"))),
    ]);
    told.extend((!variables.is_empty()).then(|| ("variables", Tree::Map(variables.to_vec()))));
    let rest = [
        ("method", Tree::text(request.method)),
        ("timeout", Tree::number(request.timeout_milliseconds)),
        ("maxBodyBytes", Tree::number(request.max_body_bytes)),
        ("proxy", text(&request.proxy)),
        ("ca", if request.ca.is_empty() { Tree::Null } else { Tree::List(ca.collect()) }),
    ];
    told.extend(rest.into_iter().filter(|(key, value)| usual.get(key) != Some(value)));
    if operation_is_none && !body.entries().is_empty() {
        told.push(("body", body.clone()));
    }
    Tree::Map(told.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// What changed since the request before: `again` if nothing did; URL and headers only if they did.
pub(crate) fn since(before: Option<&Tree>, told: &Tree) -> Tree {
    let Some(before) = before else { return told.clone() };
    if before == told {
        return Tree::text("again");
    }
    let is_new = |key: &str, value: &Tree| {
        !matches!(key, "url" | "headers") || before.get(key) != Some(value)
    };
    let entries = told.entries().iter().filter(|(key, value)| is_new(key, value));
    Tree::Map(entries.cloned().collect())
}

/// The root field, by which a reader knows an operation.
pub(crate) fn operation(query: &str) -> String {
    let selection = query.split_once('{').expect("an operation selects something").1.trim_start();
    selection.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

/// The headers that are not usual; a usual one that is missing is null.
fn headers(request: &Request, usual: &Tree) -> Tree {
    let sent = request.headers.iter().map(|(name, value)| (name.to_string(), Tree::text(value)));
    let sent: Vec<_> = sent.collect();
    let missing =
        usual.entries().iter().filter(|(name, _)| sent.iter().all(|(known, _)| known != name));
    let missing: Vec<_> = missing.map(|(name, _)| (name.clone(), Tree::Null)).collect();
    let told = sent.into_iter().filter(|(name, value)| usual.get(name) != Some(value));
    Tree::Map(told.chain(missing).collect())
}
