//! `webhook check` and `webhook serve`: the configuration of the edge, read from a file or a variable, and the server.
//!
//! Not here: the meaning of a configuration (`policy/`), and the handling of deliveries (`edge/`).

use super::super::problems::{Failed, Problems};
use super::super::{Session, result};
use super::bytes;
use crate::command::files;
use crate::error::{Code, Error};
use crate::flags;
use crate::flags::{Flag, Given};
use crate::host::{Fault, Host, Serving};
use crate::json::Json;
use crate::policy::Policy;

/// The variable that may hold the text of the configuration. Workers have no files.
pub const VARIABLE: &str = "DAGSTER_DEPLOY_WEBHOOKS";

/// A configuration, its text, and what it is called in messages.
struct Read {
    policy: Policy,
    text: String,
    name: String,
}

/// Reads the configuration.
async fn read<H: Host>(session: &Session<'_, H>, given: &Given) -> Result<Read, Vec<Error>> {
    let (name, text) = match (given.filled(&flags::CONFIG), session.job.env.get(VARIABLE)) {
        (Some(path), _) => {
            let bytes = bytes(session, given, &flags::CONFIG).await?;
            (path.to_owned(), files::decode(path, bytes)?)
        }
        (None, Some(text)) => (VARIABLE.to_owned(), text.clone()),
        (None, None) => {
            let missing = Error::new(Code::InvalidConfig, "there is no configuration");
            let advice = given.advice(&flags::CONFIG);
            return Err(missing
                .hint([&advice, ", or put its text into ", VARIABLE].concat())
                .into());
        }
    };
    let wrong = |problem: String| Error::new(Code::InvalidConfig, [&name, ": ", &problem].concat());
    let policy = Policy::parse(&text)
        .map_err(|problems| problems.into_iter().map(wrong).collect::<Vec<_>>())?;
    for warning in policy.warnings() {
        session.output.warn(&[&name, ": ", warning].concat());
    }
    Ok(Read { policy, text, name })
}

/// The configuration of a command that can do without.
pub(super) async fn policy<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<Option<Policy>, Vec<Error>> {
    match given.filled(&flags::CONFIG) {
        None => Ok(None),
        Some(_) => Ok(Some(read(session, given).await?.policy)),
    }
}

/// Checks the configuration.
pub(in crate::command) async fn check<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<Json, Failed> {
    let read = read(session, given).await.map_err(Failed::from)?;
    let routes = read.policy.routes().iter().map(|route| {
        let name = route.name.iter().flat_map(|name| ["/", name]);
        ["/webhooks/", route.provider].into_iter().chain(name).collect::<String>()
    });
    let routes = routes.collect::<Vec<_>>();
    session.output.say(&[&read.name, " can be used. Deliveries go to:"].concat());
    for route in &routes {
        session.output.say(&["  ", route].concat());
    }
    let variables = read.policy.variables();
    session.output.say(&["Secrets come from: ", &variables.join(", ")].concat());
    let texts =
        |texts: Vec<&str>| Json::list(&texts.into_iter().map(Json::text).collect::<Vec<_>>());
    let routes = texts(routes.iter().map(String::as_str).collect::<Vec<_>>());
    Ok(result(given, &[("routes", routes), ("variables", texts(variables))]))
}

/// Serves webhooks until the process receives a shutdown signal.
pub(in crate::command) async fn serve<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<Json, Failed> {
    let mut problems = Problems::default();
    let read = problems.check_all(read(session, given).await);
    let port = problems.check(port(given));
    let (read, port) = problems.finish(read.zip(port))?;
    // What is empty would be all addresses, or the working directory.
    let text = |flag: Flag| given.filled(&flag).or(flag.default).unwrap_or_default().to_owned();
    let [hostname, folder] = [flags::HOSTNAME, flags::DATA].map(text);
    let serving = Serving { config: read.text, hostname, port, folder };
    let served = session.host.serve(&serving).await;
    served.map_err(|fault| refusal(fault, &session.job.runtime))?;
    Ok(result(given, &[]))
}

/// Converts a fault of the host into an error.
fn refusal(Fault { code, message }: Fault, runtime: &str) -> Error {
    let problem = match code.as_str() {
        "ERR_NO_SQLITE" => {
            let needs = "webhook serve needs Node 22.13 or newer, Deno or Bun: ";
            let problem = [needs, runtime, " has no SQLite"].concat();
            return Error::new(Code::UnsupportedRuntime, problem);
        }
        "ERR_JOURNAL" => " is from an older version, and this version cannot read it",
        _ => "",
    };
    let problem = ["cannot serve: ", &message, problem].concat();
    Error::new(Code::CannotServe, problem).hint(hint(&code))
}

fn port(given: &Given) -> Result<u16, Error> {
    let number = given.number(&flags::PORT)?.unwrap_or_default();
    let is_port = (0.0..65_536.0).contains(&number);
    match is_port {
        true => Ok(number as u16),
        false => {
            let problem =
                ["invalid value for ", &given.origin(&flags::PORT), ": it is from 0 to 65535"];
            Err(Error::new(Code::InvalidValue, problem.concat()))
        }
    }
}

/// Returns the hint for a fault of the host.
fn hint(code: &str) -> &'static str {
    match code {
        "EADDRINUSE" | "AddrInUse" => "another process listens there: say another --port",
        "EACCES" | "EPERM" | "PermissionDenied" => {
            "say a --port from 1024 on, and a folder with --data that this user may write"
        }
        "EADDRNOTAVAIL" | "AddrNotAvailable" | "ENOTFOUND" => {
            "this machine has no such address: say 0.0.0.0 with --hostname for all that it has"
        }
        "ERR_JOURNAL" => {
            "run the older version on this folder until all work is done, then delete the file"
        }
        "ERR_STORE_IN_USE" => "stop the other process, or pass another folder with --data",
        "ERR_UNSUPPORTED" => "serve on Node, Bun or Deno; on Cloudflare take dagster-deploy/worker",
        _ => "see --data, --hostname and --port",
    }
}
