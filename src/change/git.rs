//! Reads the checkout through the git program (<https://git-scm.com/docs/git-log>): a commit, the branch, the remote
//! and the default branch.
//!
//! Not here: what these facts mean for a Change (`collect.rs`).

use crate::error::{Code, Error};
use crate::host::{GitReply, Host};

/// A commit.
#[derive(Debug, Clone, PartialEq)]
pub struct Commit {
    /// Hash.
    pub hash: String,
    /// Hashes of its parents.
    pub parents: Vec<String>,
    /// When it was committed, in seconds since the Unix epoch.
    pub timestamp: Option<f64>,
    /// Subject line.
    pub subject: String,
    /// The whole message.
    pub message: String,
    /// Author's name, without mailmap.
    pub author_name: String,
    /// Author's email address, without mailmap.
    pub author_email: String,
    /// Full names of the refs that point at it; the branch that is checked out is `HEAD -> refs/heads/…`.
    pub refs: Vec<String>,
}

impl Commit {
    /// The branch that is checked out at this commit; none if HEAD is detached.
    pub fn branch(&self) -> Option<&str> {
        self.refs.iter().find_map(|name| name.strip_prefix("HEAD -> refs/heads/"))
    }

    /// The one tag at this commit.
    pub fn tag(&self) -> Option<&str> {
        let mut tags = self.refs.iter().filter_map(|name| name.strip_prefix("tag: refs/tags/"));
        tags.next().filter(|_| tags.next().is_none())
    }
}

/// The entry of a commit's tree at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TreeEntry {
    /// A file.
    File,
    /// A symbolic link, and the path that it leads to, from its own folder.
    Link(String),
    /// Nothing that git can read a file from.
    Missing,
}

/// The format of `git log`: a line for each field, the message last. A signature check, colours or another encoding in
/// the user's configuration would put other text in between.
const FORMAT: &str = "--format=%H%n%P%n%ae%n%an%n%ct%n%D%n%s%n%B";
const LOG: [&str; 8] = [
    "-c",
    "log.showSignature=false",
    "log",
    "-1",
    "--no-color",
    "--encoding=UTF-8",
    "--decorate=full",
    FORMAT,
];

/// Git, run in a folder.
pub struct Git<'a, H: Host> {
    /// The outside.
    pub host: &'a H,
    /// The folder; the working directory if there is none.
    pub folder: Option<&'a str>,
}

impl<H: Host> Git<'_, H> {
    /// Runs git; any exit status but 0 is an error with git's reason.
    async fn run(&self, arguments: &[&str]) -> Result<GitReply, Error> {
        let reply = self.reply(arguments).await?;
        if reply.status == 0 { Ok(reply) } else { Err(failed(&reply)) }
    }

    /// Runs git, whatever its exit status; not to run is an error.
    async fn reply(&self, arguments: &[&str]) -> Result<GitReply, Error> {
        let mut words: Vec<&str> = self.folder.map_or(vec![], |folder| vec!["-C", folder]);
        words.extend(arguments);
        self.host.run_git(&words).await.map_err(|fault| {
            unreadable(match fault.code.as_str() {
                "ENOENT" | "NotFound" => "there is no git on this machine",
                _ => &fault.message,
            })
        })
    }

    /// Reads a commit, by its hash, or the one that HEAD is at.
    pub async fn commit(&self, hash: Option<&str>) -> Result<Commit, Error> {
        let mut arguments = LOG.to_vec();
        arguments.extend([hash.unwrap_or("HEAD"), "--"]);
        parse(&self.run(&arguments).await?)
    }

    /// The URL of the remote: of several that of `origin`.
    pub async fn remote(&self) -> Result<Option<String>, Error> {
        let reply = self.run(&["config", "--null", "--get-regexp", r"^remote\..*\.url$"]).await?;
        let text = String::from_utf8_lossy(&reply.stdout);
        let remotes: Vec<_> =
            text.split('\0').filter_map(|entry| entry.split_once('\n')).collect::<Vec<_>>();
        let remote = match remotes.as_slice() {
            [only] => Some(only),
            several => several.iter().find(|(key, _)| *key == "remote.origin.url"),
        };
        Ok(remote.map(|(_, url)| (*url).to_owned()))
    }

    /// The default branch as it was when the repository was cloned.
    pub async fn default_branch(&self) -> Result<Option<String>, Error> {
        let reply =
            self.run(&["for-each-ref", "--format=%(symref)", "refs/remotes/origin/HEAD"]).await?;
        let text = String::from_utf8_lossy(&reply.stdout);
        Ok(text.trim().strip_prefix("refs/remotes/origin/").map(str::to_owned))
    }

    /// The commit at which `tip` left `base`.
    pub async fn parting(&self, base: &str, tip: &str) -> Result<String, Error> {
        let reply = self.reply(&["merge-base", base, tip]).await?;
        match reply.status {
            0 => Ok(String::from_utf8_lossy(&reply.stdout).trim().to_owned()),
            1 => Err(unreadable("it has no commit in common with what is deployed")),
            _ => Err(failed(&reply)),
        }
    }

    /// Returns whether a path, or something below it, differs between two commits. Not by `git diff`, which compares
    /// files where there is no repository.
    pub async fn has_changed(&self, since: &str, tip: &str, path: &str) -> Result<bool, Error> {
        // Without `-r` git stops at the first folder on the way to the path, and reports this folder as changed. A
        // repository may ask for its submodules to be passed over.
        let mut arguments = vec!["--literal-pathspecs", "diff-tree", "-r", "--quiet"];
        arguments.extend(["--ignore-submodules=none", since, tip, "--", path]);
        let reply = self.reply(&arguments).await?;
        if matches!(reply.status, 0 | 1) { Ok(reply.status == 1) } else { Err(failed(&reply)) }
    }

    /// Returns whether a commit holds a folder or submodule. It does not hold what is behind a link, inside a submodule
    /// or outside of the repository, and changes there are not seen.
    pub async fn has_folder(&self, tip: &str, path: &str) -> bool {
        // Git takes `link/../x` for `x`, a file system for what is beside the link's target.
        for (end, _) in path.match_indices("/..") {
            if !self.holds(tip, &path[..end]).await {
                return false;
            }
        }
        self.holds(tip, path).await
    }

    async fn holds(&self, tip: &str, path: &str) -> bool {
        let below = format!("{path}/");
        let arguments = ["--literal-pathspecs", "ls-tree", "--name-only", tip, "--", &below];
        self.run(&arguments).await.is_ok_and(|reply| !reply.stdout.is_empty())
    }

    /// Returns what a commit holds at the path of a file.
    pub async fn entry(&self, tip: &str, path: &str) -> TreeEntry {
        let arguments = ["--literal-pathspecs", "ls-tree", tip, "--", path];
        let Ok(reply) = self.run(&arguments).await else { return TreeEntry::Missing };
        match reply.stdout.get(..6) {
            Some(b"100644" | b"100755") => TreeEntry::File,
            Some(b"120000") => {
                let target = self.run(&["cat-file", "blob", &format!("{tip}:./{path}")]).await;
                target.map_or(TreeEntry::Missing, |target| {
                    TreeEntry::Link(String::from_utf8_lossy(&target.stdout).into_owned())
                })
            }
            _ => TreeEntry::Missing,
        }
    }
}

fn parse(reply: &GitReply) -> Result<Commit, Error> {
    let text = String::from_utf8_lossy(&reply.stdout);
    let fields: Vec<&str> = text.splitn(8, '\n').collect::<Vec<_>>();
    let [hash, parents, author_email, author_name, timestamp, refs, subject, message] =
        fields.as_slice()
    else {
        return Err(unreadable("git log printed something unexpected"));
    };
    let words = |text: &str, separator: &str| {
        text.split(separator).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    Ok(Commit {
        hash: (*hash).to_owned(),
        parents: words(parents, " "),
        timestamp: timestamp.parse().ok(),
        subject: (*subject).to_owned(),
        message: message.trim_end_matches('\n').to_owned(),
        author_name: (*author_name).to_owned(),
        author_email: (*author_email).to_owned(),
        refs: words(refs, ", "),
    })
}

/// Builds the error of a git command from its own message.
fn failed(reply: &GitReply) -> Error {
    unreadable(String::from_utf8_lossy(&reply.stderr).trim())
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

    fn parsed(stdout: &str) -> Option<Commit> {
        let stdout = stdout.replace('|', "\n").into_bytes();
        parse(&GitReply { status: 0, stdout, stderr: vec![] }).ok()
    }

    #[test]
    fn a_log_is_read_to_the_letter() {
        let commit = parsed(
            "abc|p1 p2|ada@x|Ada L|1700000100|HEAD -> refs/heads/feat/x, tag: refs/tags/v1, refs/heads/y|Subject: ü|Subject: ü\n\nbody | \n more\n",
        )
        .expect("a commit");
        assert_eq!((commit.hash.as_str(), commit.parents.len()), ("abc", 2));
        assert_eq!(commit.timestamp, Some(1_700_000_100.0));
        assert_eq!((commit.branch(), commit.tag()), (Some("feat/x"), Some("v1")));
        assert_eq!(commit.subject, "Subject: ü");
        assert_eq!(commit.message, "Subject: ü\n\nbody \n \n more");
        assert_eq!((commit.author_name.as_str(), commit.author_email.as_str()), ("Ada L", "ada@x"));
    }

    #[test]
    fn an_empty_message_is_empty_and_garbage_is_an_error() {
        let commit =
            parsed("abc||||1|HEAD, tag: refs/tags/a, tag: refs/tags/b||\n").expect("a commit");
        assert_eq!((commit.message.as_str(), commit.branch(), commit.tag()), ("", None, None));
        assert_eq!(parsed("abc"), None);
    }
}
