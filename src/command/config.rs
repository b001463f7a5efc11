//! The configuration files of `dagster-cloud` and `dg`: where they are and what is taken from them.
//!
//! The files are read only if a flag that they can fill was given neither on the command line nor in a variable. Not
//! here: writing them.

use boml::types::TomlValue;
use serde_json::{Map, Value};

use super::{Session, files};
use crate::error::{Code, Error};
use crate::flags::{Given, Source};
use crate::host::{Host, Job};
use crate::yaml;

/// The variables that say where the files are.
pub const VARIABLES: [&str; 5] =
    ["DAGSTER_CLOUD_CLI_CONFIG", "DG_CLI_CONFIG", "XDG_CONFIG_HOME", "HOME", "USERPROFILE"];

/// The keys that the vendor's tools know; others are probably slips.
const KEYS: [&str; 5] =
    ["url", "organization", "default_deployment", "user_token", "agent_timeout"];

/// Where `dg` keeps them in its file.
const DG_TABLE: [&str; 2] = ["cli", "plus"];

/// The most brackets that open something in a TOML file; `dg` writes a handful.
const MAX_BRACKETS: usize = 1_000;

/// Texts by their key.
type Entries = Map<String, Value>;

/// Fills the flags that were not given from the configuration file, if it exists.
pub async fn fill<H: Host>(session: &Session<'_, H>, given: &mut Given) -> Result<(), Error> {
    let wanted: Vec<_> = given.unsaid_config_flags().collect::<Vec<_>>();
    if wanted.is_empty() {
        return Ok(());
    }
    let Some((path, entries)) = read(session).await? else { return Ok(()) };
    for key in entries.keys().filter(|key| !KEYS.contains(&key.as_str())) {
        session.output.warn(&format!("{path}: unknown key {key:?}"));
    }
    for (flag, key) in wanted {
        if let Some(text) = entries.get(key).and_then(Value::as_str) {
            given.set(flag, text, Source::Config(path.clone(), key));
        }
    }
    Ok(())
}

/// The file in use and its entries: the one of `dagster-cloud`, else the one of `dg`.
async fn read<H: Host>(session: &Session<'_, H>) -> Result<Option<(String, Entries)>, Error> {
    let cloud = match cloud_path(session.job) {
        Some(path) => load(session, path, false).await?,
        None => None,
    };
    let dg = match dg_path(session.job) {
        Some(path) => load(session, path, true).await?,
        None => None,
    };
    if let (Some((cloud, a)), Some((dg, b))) = (&cloud, &dg)
        && !a.is_empty()
        && !b.is_empty()
    {
        return Err(Error::new(
            Code::ConflictingConfig,
            format!(
                "Found Dagster Plus config in both {dg} and {cloud}. Please consolidate your config files."
            ),
        ));
    }
    Ok(cloud.or(dg))
}

async fn load<H: Host>(
    session: &Session<'_, H>,
    path: String,
    is_dg: bool,
) -> Result<Option<(String, Entries)>, Error> {
    let Some(text) = files::read_text(session.host, &path).await? else { return Ok(None) };
    let entries = if is_dg {
        toml_entries(&text, &DG_TABLE)
    } else if path.ends_with(".toml") {
        toml_entries(&text, &[])
    } else {
        yaml_entries(&text)
    };
    let entries = entries.map_err(|problem| {
        Error::new(
            Code::InvalidConfig,
            format!("the configuration file {path} cannot be used: {problem}"),
        )
    })?;
    Ok(Some((path, entries)))
}

fn home(job: &Job) -> Option<&String> {
    let name = if job.is_windows() { "USERPROFILE" } else { "HOME" };
    job.env.get(name).filter(|home| !home.is_empty())
}

fn cloud_path(job: &Job) -> Option<String> {
    let named = job.env.get("DAGSTER_CLOUD_CLI_CONFIG").filter(|path| !path.is_empty()).cloned();
    named.or_else(|| Some(format!("{}/.dagster_cloud_cli/config", home(job)?)))
}

fn dg_path(job: &Job) -> Option<String> {
    let variable = |name: &str| job.env.get(name).filter(|value| !value.is_empty());
    if let Some(path) = variable("DG_CLI_CONFIG") {
        return Some(path.clone());
    }
    if job.is_windows() {
        return Some(format!("{}/AppData/dg/dg.toml", home(job)?));
    }
    match variable("XDG_CONFIG_HOME") {
        Some(folder) => Some(format!("{folder}/dg.toml")),
        None => Some(format!("{}/.config/dg.toml", home(job)?)),
    }
}

fn yaml_entries(text: &str) -> Result<Entries, String> {
    let loaded = yaml::load(text).map_err(|error| {
        // The message would quote the file, which holds the token.
        format!("it is no valid YAML, see line {}, column {}", error.line, error.column)
    })?;
    let entries = match loaded.value {
        yaml::Value::Null => Vec::new(),
        yaml::Value::Map(entries) => entries,
        _ => return Err("it is no mapping".to_owned()),
    };
    let text = |value: yaml::Value| match value {
        yaml::Value::Str(text) => Some(text),
        yaml::Value::Null => None,
        other => yaml::json::to_json(&other).ok(),
    };
    let mut found = Entries::new();
    for (key, value) in entries {
        if let (Some(key), Some(value)) = (text(key), text(value)) {
            found.insert(key, Value::String(value));
        }
    }
    Ok(found)
}

/// Returns the entries of a table of a TOML file, none if it is missing. The reader's message is not shown: it would
/// quote the file, which holds the token.
fn toml_entries(text: &str, path: &[&str]) -> Result<Entries, String> {
    let text = text.trim_start_matches('\u{feff}');
    let parsed = if is_deep(text) { None } else { boml::parse(text).ok() };
    let document = parsed.ok_or("it is no valid TOML")?;
    let mut table = Some(&*document);
    for name in path {
        table = table.and_then(|table| table.get(*name)?.as_table());
    }
    let mut entries = Entries::new();
    for (key, value) in table.into_iter().flat_map(|table| table.iter()) {
        let text = match value {
            TomlValue::String(text) => text.as_str().to_owned(),
            TomlValue::Integer(number) => number.to_string(),
            _ => continue,
        };
        entries.insert(key.as_str().to_owned(), Value::String(text));
    }
    Ok(entries)
}

/// Whether values may be nested deeper than the stack holds: the reader does not watch that.
fn is_deep(text: &str) -> bool {
    text.matches(['[', '{']).count() > MAX_BRACKETS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(pairs: &[(&str, &str)]) -> Entries {
        pairs.iter().map(|(key, value)| (key.to_string(), Value::from(*value))).collect()
    }

    #[test]
    fn both_formats_give_the_same_entries() {
        let wanted = entries(&[("organization", "acme"), ("agent_timeout", "30")]);
        assert_eq!(
            yaml_entries("organization: acme\nagent_timeout: 30\nurl: null\n"),
            Ok(wanted.clone())
        );
        assert_eq!(
            toml_entries("[cli.plus]\norganization = \"acme\"\nagent_timeout = 30\n", &DG_TABLE),
            Ok(wanted)
        );
    }

    #[test]
    fn empty_files_and_other_tables_are_no_error() {
        assert_eq!(yaml_entries("# nothing\n"), Ok(entries(&[])));
        assert_eq!(toml_entries("[cli.telemetry]\nenabled = false\n", &DG_TABLE), Ok(entries(&[])));
        assert!(
            yaml_entries("- a").is_err()
                && yaml_entries("a: [").is_err()
                && toml_entries("x =", &[]).is_err()
        );
    }

    #[test]
    fn texts_and_whole_numbers_are_found_however_they_are_written() {
        for text in [
            "[cli.plus]\nurl = 'u'\nagent_timeout = 1_000",
            "cli.plus.url = 'u'\ncli.plus.agent_timeout = 0x3e8",
            "cli = { plus = { url = 'u', agent_timeout = 1000 } }",
            "\u{feff}# head\r\n[ cli . \"plus\" ] # here\r\n'url'\t=\t\"\\u0075\"\r\nagent_timeout = +1000\r\n",
            "[cli.plus]\nurl = 'u'\nagent_timeout = 1000\ndate = 1979-05-27 07:32:00\nfloat = 1e3\nlist = [1]\n[[more]]",
        ] {
            let wanted = entries(&[("url", "u"), ("agent_timeout", "1000")]);
            assert_eq!(toml_entries(text, &DG_TABLE), Ok(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_no_toml_is_refused_and_not_shown() {
        let nested = "x = ".to_owned() + &"[".repeat(100_000);
        for text in ["x = a", "x = 1\nx = 2", "x = \"\\q\"", "x = 9223372036854775808", &nested] {
            let problem = "it is no valid TOML".to_owned();
            assert_eq!(toml_entries(text, &[]), Err(problem), "{text:.80}");
        }
    }

    #[test]
    fn the_paths_are_those_of_the_vendor() {
        let job = |platform: &str, env: &[(&str, &str)]| Job {
            platform: platform.into(),
            env: env.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect(),
            ..Job::default()
        };
        let unix = job("linux", &[("HOME", "/h")]);
        assert_eq!(cloud_path(&unix).as_deref(), Some("/h/.dagster_cloud_cli/config"));
        assert_eq!(dg_path(&unix).as_deref(), Some("/h/.config/dg.toml"));
        assert_eq!(
            dg_path(&job("linux", &[("XDG_CONFIG_HOME", "/x")])).as_deref(),
            Some("/x/dg.toml")
        );
        assert_eq!(
            dg_path(&job("win32", &[("USERPROFILE", "C:/u")])).as_deref(),
            Some("C:/u/AppData/dg/dg.toml")
        );
        assert_eq!(cloud_path(&job("linux", &[])), None);
    }
}
