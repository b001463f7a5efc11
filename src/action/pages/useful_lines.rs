//! The lines of a Python error that help most: what was raised in the end, and where in the user's own code.
//!
//! Two spellings are known: Python's own (`Traceback`, the error below its stack), and that of Dagster and of
//! `dagster/load_error.rs` (the error above its stack, then what caused it).
//! Not here: how they are shown.

const CAUSE: &str = "was caused by the following exception:";
const TRACEBACK: &str = "Traceback (most recent call last):";
/// More lines of a message are not taken; that of a wrong configuration can have dozens.
const MAX_MESSAGE_LINES: usize = 4;

/// The message of the last error, and the innermost frame of the user's own code.
pub fn first_useful_lines(error: &str) -> String {
    let lines: Vec<_> = segment(error).lines().map(str::trim_end).collect::<Vec<_>>();
    let mut useful = message(&lines);
    if let Some(at) = frame(&lines) {
        useful.push(lines[at]);
        useful.extend(lines.get(at + 1).filter(|line| is_source(line)));
    }
    useful.join("\n")
}

/// The part about the error that started it all.
fn segment(error: &str) -> &str {
    let cause = after_last(error, CAUSE);
    // Python itself prints the last error last.
    let last = if cause.len() < error.len() { cause } else { after_last(error, TRACEBACK) };
    last.split("\nThe above exception ").next().unwrap_or(last)
}

/// Returns the text after the last mark, or all of it without one.
fn after_last<'t>(text: &'t str, mark: &str) -> &'t str {
    text.split(mark).last().unwrap_or(text)
}

fn message<'t>(lines: &[&'t str]) -> Vec<&'t str> {
    let is_start = |line: &&&str| !line.is_empty() && !line.starts_with(' ');
    let is_message = |line: &&&str| !line.is_empty() && !is_frame(line) && **line != "Stack Trace:";
    let Some(start) = lines.iter().position(|line| is_start(&line)) else {
        return lines.iter().take(MAX_MESSAGE_LINES).copied().collect::<Vec<_>>();
    };
    lines[start..]
        .iter()
        .take_while(is_message)
        .take(MAX_MESSAGE_LINES)
        .copied()
        .collect::<Vec<_>>()
}

/// Where the syntax is wrong, else the innermost frame that is the user's, else of a package: it may be theirs,
/// installed.
fn frame(lines: &[&str]) -> Option<usize> {
    let is_wrong_syntax = |line: &&str| is_frame(line) && !line.contains(", in ");
    let is_own = |line: &&str| is_frame(line) && is_users(line);
    let is_package = |line: &&str| is_frame(line) && is_others_package(line);
    let own = || lines.iter().rposition(is_own);
    let package = || lines.iter().rposition(is_package);
    lines.iter().position(is_wrong_syntax).or_else(own).or_else(package)
}

fn is_frame(line: &str) -> bool {
    line.starts_with("  File \"")
}

/// The line of code below a frame.
fn is_source(line: &str) -> bool {
    line.starts_with("    ")
}

/// Not Python's own library, nor an installed package. Dagster+ Serverless puts the user's code among those.
fn is_users(frame: &str) -> bool {
    let is_installed = |part| frame.contains(part);
    frame.contains("/working_directory/")
        || !["-packages", "/lib/python", "<frozen ", "<string>"].into_iter().any(is_installed)
}

fn is_others_package(frame: &str) -> bool {
    frame.contains("-packages") && !frame.contains("-packages/dagster")
}

#[cfg(test)]
mod tests {
    use super::first_useful_lines;

    #[test]
    fn of_dagsters_chain_the_cause_counts() {
        let error = r#"dagster._core.errors.DagsterUserCodeLoadError: Error occurred during the loading of Dagster definitions in
executable_path=/usr/local/bin/python, module_name=etl.definitions, working_directory=/opt/dagster/app

  File "/usr/local/lib/python3.11/site-packages/dagster/_grpc/server.py", line 408, in __init__
    self._loaded_repositories: Optional[LoadedRepositories] = LoadedRepositories(
                                                              ^^^^^^^^^^^^^^^^^^^
  File "/usr/local/lib/python3.11/contextlib.py", line 158, in __exit__
    self.gen.throw(typ, value, traceback)

The above exception was caused by the following exception:
ModuleNotFoundError: No module named 'pandas'

  File "/usr/local/lib/python3.11/site-packages/dagster/_core/code_pointer.py", line 134, in load_python_module
    return importlib.import_module(module_name)
  File "<frozen importlib._bootstrap>", line 1204, in _gcd_import
  File "/opt/dagster/app/etl/definitions.py", line 2, in <module>
    from .assets import prices
  File "/opt/dagster/app/etl/assets.py", line 3, in <module>
    import pandas as pd
"#;
        let useful = "ModuleNotFoundError: No module named 'pandas'\n  File \"/opt/dagster/app/etl/assets.py\", line 3, in <module>\n    import pandas as pd";
        assert_eq!(first_useful_lines(error), useful);
    }

    #[test]
    fn what_an_error_was_raised_in_handling_of_does_not_count() {
        let error = "LoadError: x\n  File \"/a.py\", line 1, in a\n\
                     The above exception was caused by the following exception:\nKeyError: 'PRICE'\n\
                     \x20 File \"/b.py\", line 1, in b\n\
                     The above exception occurred during handling of the following exception:\nAttributeError: no\n\
                     \x20 File \"/c.py\", line 1, in c\n";
        assert_eq!(first_useful_lines(error), "KeyError: 'PRICE'\n  File \"/b.py\", line 1, in b");
    }

    #[test]
    fn of_pythons_own_traceback_the_last_line_counts() {
        let error = "Loading failed\nTraceback (most recent call last):\n  File \"/app/defs.py\", line 9, in <module>\n    job()\n\
                     \x20 File \"/usr/lib/python3/dist-packages/x.py\", line 1, in x\n    raise Bad\n\nx.Bad: no\n  more of it\n";
        let useful =
            "x.Bad: no\n  more of it\n  File \"/app/defs.py\", line 9, in <module>\n    job()";
        assert_eq!(first_useful_lines(error), useful);
    }

    #[test]
    fn wrong_syntax_is_shown_where_it_is() {
        let error = "Outer\nThe above exception was caused by the following exception:\n\
                     \x20 File \"/app/defs.py\", line 4\n    x = (\n        ^\nSyntaxError: '(' was never closed\n\n\
                     \x20 File \"/app/other.py\", line 1, in <module>\n    import defs\n";
        let useful =
            "SyntaxError: '(' was never closed\n  File \"/app/defs.py\", line 4\n    x = (";
        assert_eq!(first_useful_lines(error), useful);
    }

    #[test]
    fn code_that_serverless_has_packed_is_the_users() {
        let error = "KeyError: 'A'\n\nStack Trace:\n\
            \x20 File \"/venvs/1f/lib/python3.11/site-packages/working_directory/root/etl/defs.py\", line 2, in <module>\n\
            \x20 File \"/venvs/1f/lib/python3.11/os.py\", line 7, in __getitem__\n";
        let useful = "KeyError: 'A'\n  File \"/venvs/1f/lib/python3.11/site-packages/working_directory/root/etl/defs.py\", \
                      line 2, in <module>";
        assert_eq!(first_useful_lines(error), useful);
    }

    #[test]
    fn without_a_frame_outside_of_packages_one_that_is_not_dagsters_is_shown() {
        let error = "KeyError: 'A'\n\n  File \"/x/site-packages/acme_etl/defs.py\", line 2, in <module>\n\
                     \x20 File \"/x/site-packages/dagster/_core/errors.py\", line 7, in f\n";
        let useful =
            "KeyError: 'A'\n  File \"/x/site-packages/acme_etl/defs.py\", line 2, in <module>";
        assert_eq!(first_useful_lines(error), useful);
        let own = "ModuleNotFoundError: No module named 'etl'\n\n\
                   \x20 File \"/x/site-packages/dagster/_core/code_pointer.py\", line 134, in load\n";
        assert_eq!(first_useful_lines(own), "ModuleNotFoundError: No module named 'etl'");
    }

    #[test]
    fn an_error_that_is_not_pythons_begins_with_its_beginning() {
        assert_eq!(first_useful_lines("no agent\nhas it\n\nmore"), "no agent\nhas it");
        assert_eq!(first_useful_lines("  indented\n"), "  indented");
        assert_eq!(first_useful_lines(""), "");
    }
}
