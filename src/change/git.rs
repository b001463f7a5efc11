//! The checked-out commit, as `git log` tells it (<https://git-scm.com/docs/git-log>).
//!
//! Not here: branches and remotes.

use crate::error::{Code, Error};
use crate::host::{GitReply, Host};

/// A commit.
#[derive(Debug, Clone, PartialEq)]
pub struct Commit {
    /// Hash.
    pub hash: String,
    /// When it was committed, in seconds since the Unix epoch.
    pub timestamp: Option<f64>,
    /// Subject line.
    pub message: String,
    /// Author's name, without mailmap.
    pub author_name: String,
    /// Author's email address, without mailmap.
    pub author_email: String,
}

/// The arguments for git. A signature check or another encoding in the user's configuration would put
/// other text in between.
const LOG: [&str; 7] = [
    "-c",
    "log.showSignature=false",
    "log",
    "-1",
    "--encoding=UTF-8",
    "--format=%H%n%ae%n%an%n%cd%n%s",
    "--date=unix",
];

/// Reads the commit that HEAD is at.
pub async fn head<H: Host>(host: &H) -> Result<Commit, Error> {
    let reply = host.run_git(&LOG).await.map_err(|fault| {
        unreadable(if fault.code == "ENOENT" || fault.code == "NotFound" {
            "there is no git on this machine"
        } else {
            &fault.message
        })
    })?;
    if reply.status != 0 {
        return Err(unreadable(String::from_utf8_lossy(&reply.stderr).trim()));
    }
    parse(&reply)
}

fn parse(reply: &GitReply) -> Result<Commit, Error> {
    let text = String::from_utf8_lossy(&reply.stdout);
    let mut lines = text.splitn(5, '\n');
    let mut line = || lines.next().map(str::to_owned);
    let (Some(hash), Some(author_email), Some(author_name), Some(timestamp), Some(message)) =
        (line(), line(), line(), line(), line())
    else {
        return Err(unreadable("git log printed something unexpected"));
    };
    let message = message.strip_suffix('\n').map(str::to_owned).unwrap_or(message);
    Ok(Commit { hash, timestamp: timestamp.parse().ok(), message, author_name, author_email })
}

fn unreadable(reason: &str) -> Error {
    Error::new(
        Code::GitUnreadable,
        "Could not read git state, ensure you are in a valid git repository if passing `--read-git-state`.",
    )
    .hint(format!("git: {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(stdout: &[u8]) -> Option<Commit> {
        parse(&GitReply { status: 0, stdout: stdout.to_vec(), stderr: vec![] }).ok()
    }

    #[test]
    fn a_log_is_read_to_the_letter() {
        let commit =
            parsed("abc\nada@x\nAda L\n1700000100\n  Subject: ü\n".as_bytes()).expect("a commit");
        assert_eq!(
            commit,
            Commit {
                hash: "abc".into(),
                timestamp: Some(1_700_000_100.0),
                message: "  Subject: ü".into(),
                author_name: "Ada L".into(),
                author_email: "ada@x".into(),
            }
        );
    }

    #[test]
    fn an_empty_message_is_empty_and_garbage_is_an_error() {
        assert_eq!(parsed(b"abc\n\n\n1\n\n").map(|commit| commit.message), Some(String::new()));
        assert_eq!(parsed(b"abc"), None);
    }
}
