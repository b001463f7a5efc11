//! Reads the options of a library call: the same flags under their camelCase names.
//!
//! Not here: anything that a flag could not say; callbacks and signals are the shim's.

use serde_json::{Map, Value as Json};

use super::{Command, Flag, Given, Source, ValueKind, argv};
use crate::error::{Code, Error};
use crate::host::Variables;
use crate::suggest;

/// Reads the options for a command; `null` counts as absent. All mistakes are reported at once.
pub fn read(command: &'static Command, options: &Map<String, Json>) -> Result<Given, Vec<Error>> {
    let mut given = Given::for_library(command);
    let mut errors = Vec::new();
    for (name, value) in options.iter().filter(|(_, value)| !value.is_null()) {
        if let Err(error) = read_one(&mut given, name, value) {
            errors.push(error);
        }
    }
    for flag in given.missing(&Variables::default()) {
        let shown = flag.option_name();
        // One with a wrong value has been reported already.
        if options.get(&shown).is_none_or(Json::is_null) {
            errors.push(Error::new(Code::MissingFlag, format!("missing option: {shown}")));
        }
    }
    if errors.is_empty() { Ok(given) } else { Err(errors) }
}

fn read_one(given: &mut Given, name: &str, value: &Json) -> Result<(), Error> {
    let flags = given.command.flags().filter(|flag| !flag.command_line_only);
    let Some(flag) = flags.clone().find(|flag| flag.option_name() == name) else {
        let known: Vec<_> = flags.map(super::Flag::option_name).collect::<Vec<_>>();
        let known: Vec<_> = known.iter().map(String::as_str).collect::<Vec<_>>();
        let error = Error::new(Code::UnknownFlag, format!("no such option: {name}"));
        return Err(match suggest::did_you_mean(name, "", &known) {
            Some(hint) => error.hint(hint),
            None => error,
        });
    };
    if let (ValueKind::List, Json::Array(items)) = (flag.kind, value) {
        return items.iter().try_for_each(|item| set_one(given, flag, name, item));
    }
    set_one(given, flag, name, value)
}

fn set_one(given: &mut Given, flag: &Flag, name: &str, value: &Json) -> Result<(), Error> {
    let text = text_of(flag, value).map_err(|problem| argv::invalid(name, &problem))?;
    argv::check(flag, name, &text)?;
    given.set(flag, &text, Source::Option);
    Ok(())
}

/// The value as a command line would say it, if it has the flag's type.
fn text_of(flag: &Flag, value: &Json) -> Result<String, String> {
    match (flag.kind, value) {
        (ValueKind::Switch | ValueKind::Toggle, Json::Bool(on)) => Ok(on.to_string()),
        (ValueKind::Switch | ValueKind::Toggle, _) => Err("true or false is wanted".to_owned()),
        (ValueKind::Object, Json::Object(_)) => Ok(value.to_string()),
        (ValueKind::Object, Json::String(text)) => Ok(text.clone()),
        (ValueKind::Object, _) => Err("an object or its JSON is wanted".to_owned()),
        // A choice of true and false.
        (ValueKind::Choice(_), Json::Bool(on)) => Ok(on.to_string()),
        (_, Json::String(text)) => Ok(text.clone()),
        // A pull request number is often at hand as a number.
        (kind, Json::Number(seen)) if kind == ValueKind::Text || kind.is_number() => {
            Ok(seen.to_string())
        }
        (_, _) => Err("a string is wanted".to_owned()),
    }
}
