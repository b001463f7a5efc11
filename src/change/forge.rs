//! The pages that git hosts have for branches, commits and pull requests.
//!
//! Not here: the hosts' APIs.

use crate::http::url::encoded;

/// A kind of git host, by how it builds the addresses of its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forge {
    /// github.com and GitHub Enterprise Server.
    GitHub,
    /// gitlab.com and self-managed GitLab.
    GitLab,
    /// bitbucket.org; not Bitbucket Data Center.
    Bitbucket,
    /// Gitea and Forgejo.
    Gitea,
    /// Azure Repos.
    Azure,
}

/// The characters that the path of a page keeps unescaped. Slashes of a branch are part of the path.
const PATH: &str = "/@+!$&'()*,;=:";

impl Forge {
    /// Returns the kind of git host by the host's name.
    pub fn of_host(host: &str) -> Option<Self> {
        let has = |word: &str| host.contains(word);
        match host {
            "bitbucket.org" => Some(Forge::Bitbucket),
            "codeberg.org" => Some(Forge::Gitea),
            "dev.azure.com" => Some(Forge::Azure),
            _ if has("github") => Some(Forge::GitHub),
            _ if has("gitlab") => Some(Forge::GitLab),
            _ if has("gitea") || has("forgejo") => Some(Forge::Gitea),
            _ => None,
        }
    }

    /// The kind that a CI system's word for it means, such as `GitHubEnterprise` or `TfsGit`.
    pub fn of_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "bitbucket" => Some(Forge::Bitbucket),
            "tfsgit" | "vso" => Some(Forge::Azure),
            name => Self::of_host(name),
        }
    }

    /// The name by which Dagster+ knows it, if it does.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Forge::GitHub => Some("github"),
            Forge::GitLab => Some("gitlab"),
            Forge::Bitbucket | Forge::Gitea | Forge::Azure => None,
        }
    }

    /// The page of a branch of the repository with this page.
    pub fn branch(self, repository: &str, branch: &str) -> String {
        let path = encoded(branch, PATH);
        match self {
            Forge::GitHub => format!("{repository}/tree/{path}"),
            Forge::GitLab => format!("{repository}/-/tree/{path}"),
            Forge::Bitbucket => format!("{repository}/branch/{path}"),
            Forge::Gitea => format!("{repository}/src/branch/{path}"),
            Forge::Azure => format!("{repository}?version=GB{}", encoded(branch, "")),
        }
    }

    /// The page of a commit.
    pub fn commit(self, repository: &str, hash: &str) -> String {
        let way = match self {
            Forge::GitLab => "-/commit",
            Forge::Bitbucket => "commits",
            Forge::GitHub | Forge::Gitea | Forge::Azure => "commit",
        };
        format!("{repository}/{way}/{hash}")
    }

    /// The page of the code at a commit.
    pub fn tree(self, repository: &str, hash: &str) -> String {
        match self {
            Forge::GitHub => format!("{repository}/tree/{hash}"),
            Forge::GitLab => format!("{repository}/-/tree/{hash}"),
            Forge::Bitbucket => format!("{repository}/src/{hash}"),
            Forge::Gitea => format!("{repository}/src/commit/{hash}"),
            Forge::Azure => format!("{repository}?version=GC{hash}"),
        }
    }

    /// The page of a pull request.
    pub fn review(self, repository: &str, number: &str) -> String {
        let way = match self {
            Forge::GitHub => "pull",
            Forge::GitLab => "-/merge_requests",
            Forge::Bitbucket => "pull-requests",
            Forge::Gitea => "pulls",
            Forge::Azure => "pullrequest",
        };
        format!("{repository}/{way}/{number}")
    }
}

#[cfg(test)]
mod tests {
    use super::Forge;

    #[test]
    fn an_odd_branch_stays_in_its_part_of_the_address() {
        let page = |forge: Forge| forge.branch("https://h/r", "feat/a#b?c d&é");
        assert_eq!(page(Forge::GitHub), "https://h/r/tree/feat/a%23b%3Fc%20d&%C3%A9");
        assert_eq!(page(Forge::Azure), "https://h/r?version=GBfeat%2Fa%23b%3Fc%20d%26%C3%A9");
    }

    #[test]
    fn a_word_for_a_host_tells_its_kind_and_one_for_any_git_none() {
        assert_eq!(Forge::of_name("GitHubEnterprise"), Some(Forge::GitHub));
        assert_eq!(Forge::of_name("bitBucket"), Some(Forge::Bitbucket));
        assert_eq!(Forge::of_name("TfsGit"), Some(Forge::Azure));
        assert_eq!([Forge::of_name("Git"), Forge::of_name("bitbucket_server")], [None; 2]);
    }

    #[test]
    fn a_host_tells_its_kind_and_an_unknown_one_none() {
        assert_eq!(Forge::of_host("github.acme.dev"), Some(Forge::GitHub));
        assert_eq!(Forge::of_host("gitlab.com"), Some(Forge::GitLab));
        assert_eq!(Forge::of_host("bitbucket.acme.dev"), None);
        assert_eq!(Forge::of_host("git.acme.dev"), None);
    }
}
