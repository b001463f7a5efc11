//! The commit graph of a branch, from pushes: each names the commit of the branch before and after.
//!
//! Times of commits do not count: anybody may set them. Not here: the commits' facts.

/// The maximum number of edges; older ones are forgotten.
const MAX_LINKS: usize = 64;

/// Steps of a branch from one commit to another, the latest last.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct CommitGraph(pub(super) Vec<(String, String)>);

impl CommitGraph {
    /// Remembers a step.
    pub(super) fn add(&mut self, before: &str, after: &str) {
        let is_known = self.0.iter().any(|(known, next)| known == before && next == after);
        if before == after || is_known {
            return;
        }
        self.0.push((before.to_owned(), after.to_owned()));
        if self.0.len() > MAX_LINKS {
            self.0.remove(0);
        }
    }

    /// Returns true if the first commit is known to come before the second. A branch that was moved back and forth
    /// decides nothing.
    pub(super) fn is_before(&self, first: &str, second: &str) -> bool {
        let (first, second) = (self.full(first), self.full(second));
        first != second && self.leads(first, second) && !self.leads(second, first)
    }

    /// Whether both are the same commit; one may be short, and be of no push that is known: a branch that begins has no
    /// step.
    pub(super) fn is_same(&self, one: &str, other: &str) -> bool {
        let (one, other) = (self.full(one), self.full(other));
        one == other || is_part(one, other) || is_part(other, one)
    }

    /// Returns the whole hash of an abbreviated one, if a push has named it.
    pub(super) fn full<'a>(&'a self, hash: &'a str) -> &'a str {
        let mut hashes = self.0.iter().flat_map(|(before, after)| [before, after]);
        let whole = hashes.find(|whole| is_part(hash, whole));
        whole.map_or(hash, |whole| whole.as_str())
    }

    fn leads(&self, from: &str, to: &str) -> bool {
        let mut reached = vec![from];
        let mut next = 0;
        while let Some(hash) = reached.get(next).copied() {
            next += 1;
            let steps = self.0.iter().filter(|(before, _)| before == hash);
            for after in steps.map(|(_, after)| after.as_str()).collect::<Vec<_>>() {
                if after == to {
                    return true;
                }
                if !reached.contains(&after) {
                    reached.push(after);
                }
            }
        }
        false
    }
}

/// Returns true if a hash is an abbreviation of the other.
fn is_part(hash: &str, whole: &str) -> bool {
    (7..40).contains(&hash.len()) && whole.starts_with(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pushes_order_commits_whatever_order_they_come_in() {
        let mut graph = CommitGraph::default();
        graph.add("c", "d");
        graph.add("a", "b");
        assert!(!graph.is_before("a", "d"));
        graph.add("b", "c");
        assert!(graph.is_before("a", "d") && !graph.is_before("d", "a"));
        assert!(!graph.is_before("a", "a") && !graph.is_before("a", "x"));
    }

    #[test]
    fn a_branch_that_was_moved_back_has_no_order() {
        let mut graph = CommitGraph::default();
        graph.add("a", "b");
        graph.add("b", "a");
        assert!(!graph.is_before("a", "b") && !graph.is_before("b", "a"));
    }

    #[test]
    fn an_abbreviated_hash_matches_a_push() {
        let (first, second) = ("1".repeat(40), "2".repeat(40));
        let mut graph = CommitGraph::default();
        graph.add(&first, &second);
        assert!(graph.is_same(&second[..12], &second) && graph.is_before(&first[..12], &second));
        assert!(!graph.is_same("2", &second), "that is too short to tell");
        let unknown = "3".repeat(40);
        assert!(graph.is_same(&unknown, &unknown[..12]) && !graph.is_same(&second[..12], &unknown));
    }

    #[test]
    fn no_more_steps_are_remembered_than_a_branch_needs() {
        let mut graph = CommitGraph::default();
        for number in 0..1000 {
            graph.add(&number.to_string(), &(number + 1).to_string());
        }
        assert_eq!(graph.0.len(), MAX_LINKS);
        assert!(graph.is_before("990", "1000"));
    }
}
