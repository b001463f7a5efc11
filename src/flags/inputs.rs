//! Reads the inputs of the GitHub Action: the same flags, each in a variable `INPUT_` and its name
//! (<https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs>).
//!
//! An input that is empty or blank was not given. A list has one entry a line, or is a JSON array; a JSON object stands
//! for entries `NAME=VALUE`. Not here: which inputs `action.yml` lists; that is [`all`], for a generator.

use serde_json::Value as Json;

use super::input_variable::text;
use super::{Flag, Given, Source, ValueKind, action, argv, table};
use crate::error::Error;
use crate::host::Variables;

/// Returns every input: those of the Action itself, then the flags of its commands. If two commands describe a flag
/// differently, the first counts.
pub fn all() -> Vec<&'static Flag> {
    let mut inputs: Vec<&Flag> = Vec::new();
    for command in [&[&action::ACTION], table::OF_ACTION].concat() {
        for flag in command.flags().filter(|flag| !flag.command_line_only) {
            if inputs.iter().all(|known| known.name != flag.name) {
                inputs.push(flag);
            }
        }
    }
    inputs
}

/// Fills flags that were not given from the inputs; all mistakes are reported at once.
pub fn fill(given: &mut Given, env: &Variables) -> Vec<Error> {
    let mut errors = Vec::new();
    for flag in given.command.flags().filter(|flag| !flag.command_line_only) {
        if let Some(text) = text(flag.name, env).filter(|_| given.value(flag).is_none()) {
            errors.extend(take(given, flag, text).err());
        }
    }
    errors
}

fn take(given: &mut Given, flag: &'static Flag, text: &str) -> Result<(), Error> {
    let shown = format!("input {}", flag.name);
    let texts = texts(flag.kind, text).map_err(|problem| argv::invalid(&shown, problem))?;
    for text in texts {
        argv::check(flag, &shown, &text)?;
        given.set(flag, &text, Source::Input);
    }
    Ok(())
}

/// The values in a text.
fn texts(kind: ValueKind, text: &str) -> Result<Vec<String>, &'static str> {
    match kind {
        // What the YAML of a workflow takes for a boolean (YAML 1.2, core schema).
        ValueKind::Switch | ValueKind::Toggle => match text {
            "true" | "True" | "TRUE" => Ok(vec!["true".to_owned()]),
            "false" | "False" | "FALSE" => Ok(vec!["false".to_owned()]),
            _ => Err("it is neither true nor false"),
        },
        ValueKind::List if text.starts_with(['[', '{']) => list(text),
        ValueKind::List => {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            Ok(lines.map(str::to_owned).collect::<Vec<_>>())
        }
        _ => Ok(vec![text.to_owned()]),
    }
}

fn list(text: &str) -> Result<Vec<String>, &'static str> {
    let problem = "it is no JSON array of texts, nor an object of texts";
    let mut texts = Vec::new();
    match serde_json::from_slice(text.as_bytes()) {
        Ok(Json::Array(items)) => {
            for item in &items {
                texts.push(item.as_str().ok_or(problem)?.to_owned());
            }
        }
        Ok(Json::Object(entries)) => {
            for (name, value) in &entries {
                texts.push(format!("{name}={}", value.as_str().ok_or(problem)?));
            }
        }
        _ => return Err(problem),
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::super::input_variable::variable;
    use super::*;
    use crate::flags;

    fn given(inputs: &[(&str, &str)]) -> Result<Given, Vec<String>> {
        let env = inputs.iter().map(|(name, text)| (variable(name), (*text).to_owned())).collect();
        let mut given = Given::new(&table::DEPLOY).for_action();
        let errors = fill(&mut given, &env);
        if errors.is_empty() {
            return Ok(given);
        }
        Err(errors.into_iter().map(|error| error.message.clone()).collect())
    }

    #[test]
    fn an_input_is_a_flag_whose_name_keeps_its_hyphens_and_blank_is_absent() {
        assert_eq!(variable("image-tag"), "INPUT_IMAGE-TAG");
        let given = given(&[("image-tag", " t1\n"), ("deployment", " \n"), ("dry-run", "True")]);
        let given = given.expect("good inputs");
        assert_eq!(
            (given.text(&flags::IMAGE_TAG), given.text(&flags::DEPLOYMENT)),
            (Some("t1"), None)
        );
        assert!(given.is_on(&flags::DRY_RUN));
        assert_eq!(given.origin(&flags::IMAGE_TAG), "input image-tag");
        assert_eq!(given.advice(&flags::DEPLOYMENT), "set the input deployment");
    }

    #[test]
    fn a_list_has_an_entry_a_line_or_is_json() {
        let texts = |name, text| {
            let given = given(&[(name, text)]).expect("a good input");
            given
                .texts(given.command.flag(name).expect("a flag"))
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(texts("location-name", " a\r\n\n b c \n"), ["a", "b c"]);
        assert_eq!(texts("location-name", r#"["a", "b\nc"]"#), ["a", "b\nc"]);
        assert_eq!(texts("image", r#"{"a": "r/a:1", "b": "r/b:2"}"#), ["a=r/a:1", "b=r/b:2"]);
        assert_eq!(texts("location-name", "[]"), [""; 0]);
    }

    #[test]
    fn invalid_inputs_are_all_reported_at_once() {
        let problems = given(&[
            ("dry-run", "yes"),
            ("location-name", "[1]"),
            ("deployment-type", "prod"),
            ("request-timeout", "soon"),
        ]);
        let problems = problems.expect_err("bad inputs");
        assert_eq!(problems.len(), 4, "{problems:?}");
        for (problem, beginning) in problems.iter().zip([
            "invalid value for input location-name: it is no JSON array",
            "invalid value for input deployment-type: \"prod\" is none of full, branch",
            "invalid value for input dry-run: it is neither",
            "invalid value for input request-timeout: ",
        ]) {
            assert!(problem.starts_with(beginning), "{problem}");
        }
    }
}
