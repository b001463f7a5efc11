//! Parses the command line: words become a command and its flags.
//!
//! The rules are click's, which `dagster-cloud` is built on: `--x value`, `--x=value`, `-x value`,
//! `-xvalue`, clusters, `--`, flags and positionals in any order, a value may begin with a dash, the
//! last of several wins, no abbreviations. All mistakes of a line are reported at once.

use super::lexer::{Argument, ArgumentLexer};
use super::{Command, Flag, Given, PROGRAM, Source, ValueKind, table};
use crate::error::{Code, Error};
use crate::host::Variables;
use crate::suggest;

/// The values of `--log-format` in `dagster-cloud`. They change nothing here: these commands write no log.
const LOG_FORMATS: &[&str] = &["default", "fluentbit"];

/// The shells a completion script can be had for.
pub const SHELLS: &[&str] = &["bash", "zsh", "fish"];

/// A parsed command line.
#[derive(Debug)]
pub enum Invocation {
    /// Run a command.
    Run(Given),
    /// Help for the words before `--help`: none, a group, or a command.
    Help(Vec<String>),
    /// A group without a command: its help, but that is no success.
    Incomplete(Vec<String>),
    /// `--version`.
    Version,
    /// A completion script for this shell.
    Completion(String),
}

/// Whether a line is for a command that reads the change, or asks for it; also when the rest is wrong.
pub fn reads_change(argv: &[String]) -> bool {
    let words: Vec<&str> =
        argv.iter().map(String::as_str).filter(|word| !word.starts_with('-')).collect::<Vec<_>>();
    let first = words.iter().enumerate().find_map(|(at, word)| {
        table::find("", word).or_else(|| table::find(word, words.get(at + 1)?))
    });
    argv.iter().any(|word| word == "--read-ci-state")
        || first.is_some_and(|command| command.reads_change)
}

/// Parses the arguments after the program's name. Variables only count for required flags.
pub fn read(argv: &[String], env: &Variables) -> Result<Invocation, Vec<Error>> {
    let mut line = ArgumentLexer::new(argv);
    let mut words: Vec<String> = Vec::new();
    loop {
        if let Some(command) = find(&words) {
            return read_flags(command, words, &mut line, env);
        }
        match line.next()? {
            None => return Ok(Invocation::Incomplete(words)),
            Some(Argument::Long(name)) if name == "help" => return Ok(Invocation::Help(words)),
            Some(Argument::Short('h')) => return Ok(Invocation::Help(words)),
            Some(Argument::Long(name)) if name == "version" && words.is_empty() => {
                return Ok(Invocation::Version);
            }
            Some(Argument::Short('v')) if words.is_empty() => return Ok(Invocation::Version),
            Some(Argument::Long(name)) if name == "log-format" && words.is_empty() => {
                let format = line.value("--log-format")?;
                if !LOG_FORMATS.contains(&format.as_str()) {
                    return Err(vec![bad_choice("--log-format", &format, LOG_FORMATS)]);
                }
            }
            Some(Argument::Long(name)) if name == "show-completion" && words.is_empty() => {
                let shell = line.value("--show-completion")?;
                return completion(shell);
            }
            Some(Argument::Word(word)) => {
                words.push(word);
                known_so_far(&words)?;
            }
            Some(Argument::Long(name)) => {
                return Err(vec![misplaced(&format!("--{name}"), &words)]);
            }
            Some(Argument::Short(letter)) => {
                return Err(vec![misplaced(&format!("-{letter}"), &words)]);
            }
        }
    }
}

fn completion(shell: String) -> Result<Invocation, Vec<Error>> {
    if SHELLS.contains(&shell.as_str()) {
        return Ok(Invocation::Completion(shell));
    }
    Err(vec![bad_choice("--show-completion", &shell, SHELLS)])
}

fn find(words: &[String]) -> Option<&'static Command> {
    match words {
        [name] => table::find("", name),
        [group, name] => table::find(group, name),
        _ => None,
    }
}

/// Rejects words that no command begins with.
fn known_so_far(words: &[String]) -> Result<(), Error> {
    let commands = table::COMMANDS.iter();
    match words {
        [word] => {
            let begins_one = commands.clone().any(|command| match command.group {
                "" => command.name == word,
                _ => command.is_in(word),
            });
            if begins_one {
                return Ok(());
            }
            let alone = commands.filter(|command| command.group.is_empty());
            let listed =
                table::GROUPS.iter().filter(|group| !group.name.is_empty() && !group.hidden);
            let known = alone.map(|command| command.name).chain(listed.map(|group| group.name));
            Err(unknown(word, "", known.collect::<Vec<_>>()))
        }
        [group, name] if find(words).is_none() => {
            let of_group = commands.filter(|command| command.is_in(group));
            Err(unknown(name, group, of_group.map(|command| command.name).collect::<Vec<_>>()))
        }
        _ => Ok(()),
    }
}

fn unknown(seen: &str, group: &str, known: Vec<&'static str>) -> Error {
    let place = if group.is_empty() { String::new() } else { format!(" in `{group}`") };
    let hint = suggest::did_you_mean(seen, "", &known)
        .unwrap_or_else(|| format!("known are: {}", known.join(", ")));
    Error::new(Code::UnknownCommand, format!("no such command{place}: {seen:?}")).hint(hint)
}

fn misplaced(shown: &str, words: &[String]) -> Error {
    let path = [&[PROGRAM.to_owned()], words].concat().join(" ");
    Error::new(Code::UnknownFlag, format!("no such flag here: {shown}"))
        .hint(format!("flags follow the command: {path} COMMAND {shown} …; see {path} --help"))
}

fn read_flags(
    command: &'static Command,
    words: Vec<String>,
    line: &mut ArgumentLexer,
    env: &Variables,
) -> Result<Invocation, Vec<Error>> {
    let mut given = Given::new(command);
    let mut errors: Vec<Error> = Vec::new();
    let mut after_unknown_flag = false;
    loop {
        let argument = line.next();
        // Probably the unknown flag's value: one mistake is reported once, and a token behind a
        // misspelt --api-token is not shown.
        if std::mem::take(&mut after_unknown_flag)
            && matches!(argument, Ok(Some(Argument::Word(_))))
        {
            continue;
        }
        let read = match argument {
            Ok(None) => break,
            Ok(Some(Argument::Long(name))) if name == "help" => return Ok(Invocation::Help(words)),
            Ok(Some(Argument::Short('h'))) => return Ok(Invocation::Help(words)),
            Ok(Some(argument)) => read_one(&mut given, argument, line),
            Err(error) => Err(error),
        };
        if let Err(error) = read {
            after_unknown_flag = error.code == Code::UnknownFlag;
            errors.push(error);
        }
    }
    for flag in given.missing(env) {
        let shown = flag.shown();
        // A flag without its value, or with a wrong one, has been reported already.
        let is_reported = |error: &Error| {
            error.message.trim_start_matches("invalid value for ").starts_with(&shown)
        };
        if !errors.iter().any(is_reported) {
            errors.push(Error::new(Code::MissingFlag, format!("missing flag: {shown}")));
        }
    }
    if errors.is_empty() { Ok(Invocation::Run(given)) } else { Err(errors) }
}

fn read_one(given: &mut Given, argument: Argument, line: &mut ArgumentLexer) -> Result<(), Error> {
    let command = given.command;
    let (flag, shown) = match argument {
        Argument::Word(word) => return positional(given, word),
        Argument::Short(letter) => (command.short(letter), format!("-{letter}")),
        Argument::Long(name) => {
            let negated = name.strip_prefix("no-").and_then(|positive| command.flag(positive));
            if let Some(flag) = negated.filter(|flag| flag.kind == ValueKind::Toggle) {
                given.set(flag, "false", Source::Flag);
                return Ok(());
            }
            (command.flag(&name), format!("--{name}"))
        }
    };
    let Some(flag) = flag else {
        // What follows `=` belongs to the unknown flag.
        line.skip_glued();
        return Err(unknown_flag(command, &shown));
    };
    if flag.kind.is_bare() {
        given.set(flag, "true", Source::Flag);
        return Ok(());
    }
    let text = line.value(&flag.shown())?;
    check(flag, &flag.shown(), &text)?;
    given.set(flag, &text, Source::Flag);
    Ok(())
}

/// Rejects a text that the flag does not accept; `shown` is the flag's name for the user.
pub(super) fn check(flag: &Flag, shown: &str, text: &str) -> Result<(), Error> {
    match flag.kind {
        ValueKind::Choice(words) if !words.contains(&text) => Err(bad_choice(shown, text, words)),
        kind if kind.is_number() => super::number::parse(flag.kind, text)
            .map(drop)
            .map_err(|problem| invalid(shown, &problem)),
        _ => Ok(()),
    }
}

/// The error for a value that cannot be taken.
#[inline(never)]
pub(super) fn invalid(shown: &str, problem: &str) -> Error {
    Error::new(Code::InvalidValue, format!("invalid value for {shown}: {problem}"))
}

#[inline(never)]
fn unknown_flag(command: &Command, shown: &str) -> Error {
    let mut known = Vec::new();
    for flag in command.flags() {
        known.extend(flag.names());
    }
    let hint = suggest::did_you_mean(shown.trim_start_matches('-'), "--", &known)
        .unwrap_or_else(|| format!("see {PROGRAM} {} --help", command.path()));
    // What follows the name's characters may be a value that was glued to it, and a secret.
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let end = shown.find(|c| !is_name(c)).unwrap_or(shown.len());
    Error::new(Code::UnknownFlag, format!("no such flag: {}", &shown[..end])).hint(hint)
}

fn positional(given: &mut Given, word: String) -> Result<(), Error> {
    match given.command.positional {
        Some(_) if !given.has_positional() => {
            given.set_positional(&word, Source::Flag);
            Ok(())
        }
        _ => Err(Error::new(Code::UnexpectedArgument, format!("unexpected argument: {word:?}"))
            .hint(format!("see {PROGRAM} {} --help", given.command.path()))),
    }
}

/// The error for a word that is none of the choices.
fn bad_choice(shown: &str, seen: &str, words: &[&'static str]) -> Error {
    let known = words.join(", ");
    let error = Error::new(
        Code::InvalidValue,
        format!("invalid value for {shown}: {seen:?} is none of {known}"),
    );
    match suggest::did_you_mean(seen, "", words) {
        Some(hint) => error.hint(hint),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flags;

    fn read_words(line: &str) -> Result<Invocation, Vec<Error>> {
        let words: Vec<_> =
            line.split(' ').filter(|word| !word.is_empty()).map(String::from).collect();
        read(&words, &Variables::default())
    }

    fn given(line: &str) -> Given {
        match read_words(line) {
            Ok(Invocation::Run(given)) => given,
            other => panic!("{line}: {other:?}"),
        }
    }

    fn problems(line: &str) -> Vec<String> {
        let errors = read_words(line).expect_err(line);
        errors.iter().map(|e| format!("{} {}", e.code.as_str(), e.message)).collect()
    }

    const CREATE: &str = "branch-deployment create-or-update --git-repo-name r --branch-name b";

    #[test]
    fn values_come_after_a_blank_or_an_equals_sign_and_may_begin_with_a_dash() {
        let given = given(&format!("{CREATE} --branch-name=b=c --commit-message --weird"));
        assert_eq!(given.text(&flags::BRANCH_NAME), Some("b=c"));
        assert_eq!(given.text(&flags::COMMIT_MESSAGE), Some("--weird"));
    }

    #[test]
    fn the_last_of_several_wins_across_aliases() {
        let given = given(&format!("{CREATE} --repo-name x --git-repo-name y --no-read-git-state"));
        assert_eq!(given.text(&flags::GIT_REPO_NAME), Some("y"));
        assert!(!given.is_on(&flags::READ_GIT_STATE));
    }

    #[test]
    fn positionals_and_letters_stand_anywhere() {
        let given = given("workspace add-location -m mod loc1 -fdefs.py -d dir");
        assert_eq!(given.positional(), Some("loc1"));
        assert_eq!(given.text(&flags::MODULE_NAME), Some("mod"));
        assert_eq!(given.text(&flags::PYTHON_FILE), Some("defs.py"));
        assert_eq!(given.text(&flags::WORKING_DIRECTORY), Some("dir"));
    }

    #[test]
    fn all_mistakes_of_a_line_are_reported_at_once() {
        assert_eq!(
            problems(
                "branch-deployment create-or-update --comit-hash SECRET --timestamp soon \
                 --snapshot-base-condition ON_CREATE extra --branch-name"
            ),
            [
                "usage/unknown-flag no such flag: --comit-hash",
                "usage/invalid-value invalid value for --timestamp: \"soon\" is not a number",
                "usage/invalid-value invalid value for --snapshot-base-condition: \"ON_CREATE\" is none of on-create, on-update",
                "usage/unexpected-argument unexpected argument: \"extra\"",
                "usage/missing-value --branch-name needs a value",
                "usage/missing-flag missing flag: --git-repo-name / --repo-name",
            ]
        );
    }

    #[test]
    fn what_is_glued_to_an_unknown_flag_is_not_shown() {
        for line in ["--api-token:SECRET", "--api-tokn=SECRET", "--api-tokn SECRET"] {
            let problems = problems(&format!("{CREATE} {line}"));
            assert!(problems.iter().all(|problem| !problem.contains("SECRET")), "{problems:?}");
        }
    }

    #[test]
    fn long_flags_are_not_abbreviated_and_switches_take_no_value() {
        assert_eq!(
            problems(&format!("{CREATE} --commit-mess x"))[0],
            "usage/unknown-flag no such flag: --commit-mess"
        );
        assert_eq!(problems(&format!("{CREATE} --dry-run=yes")).len(), 1);
    }

    #[test]
    fn help_wins_over_mistakes_behind_and_before_it() {
        for line in
            ["--help", "-h", "branch-deployment --help", "deployment add-location --nope -h"]
        {
            assert!(matches!(read_words(line), Ok(Invocation::Help(_))), "{line}");
        }
    }

    #[test]
    fn a_group_alone_and_an_unknown_word_get_different_errors() {
        assert!(matches!(read_words("deployment"), Ok(Invocation::Incomplete(_))));
        assert!(matches!(read_words(""), Ok(Invocation::Incomplete(_))));
        assert!(matches!(read_words("--log-format fluentbit -v"), Ok(Invocation::Version)));
        let errors = read_words("deployment add-locaton x").expect_err("misspelt");
        assert_eq!(errors[0].hint.as_deref(), Some("did you mean add-location?"));
        assert_eq!(problems("branch add"), ["usage/unknown-command no such command: \"branch\""]);
    }
}
