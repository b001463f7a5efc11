//! Reads the JSON objects of `job launch` that are in files, because cmd and PowerShell cannot quote JSON on a command
//! line.

use super::super::{Session, files};
use crate::encoding;
use crate::error::{Code, Error};
use crate::flags::{self, Flag, Given, Source};
use crate::host::Host;

/// The flags that name a file, each with the flag that holds the same on the command line.
const FLAGS: [(Flag, Flag); 2] =
    [(flags::TAGS_FILE, flags::TAGS), (flags::CONFIG_JSON_FILE, flags::CONFIG_JSON)];

/// Reads the files that the flags name, each as if its content was given by the other flag.
#[inline(never)]
pub(super) async fn read<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<Given, Vec<Error>> {
    let mut read = given.clone();
    let mut errors = Vec::new();
    for (flag, meant) in FLAGS.into_iter().filter(|(flag, _)| given.takes(flag)) {
        let Some(path) = given.text(&flag) else { continue };
        match content(session, given, flag.name, &meant, path).await {
            Ok(text) => read.set(&meant, &text, Source::File(flag.name, path.to_owned())),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(read) } else { Err(errors) }
}

async fn content<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    flag: &str,
    meant: &Flag,
    path: &str,
) -> Result<String, Error> {
    if given.value(meant).is_some() {
        let message = format!("{} and --{flag} exclude each other", given.origin(meant));
        return Err(Error::new(Code::InvalidValue, message).hint("pass only one of them"));
    }
    let text = files::read_text(session.host, path).await?.ok_or_else(|| {
        let message = format!("invalid value for --{flag}: path {path:?} does not exist");
        Error::new(Code::FileNotFound, message)
    })?;
    let text = encoding::without_mark(text.as_bytes());
    Ok(String::from_utf8_lossy(text).into_owned())
}
