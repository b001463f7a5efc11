//! Admits events to a branch: older never overwrites newer, by the git host's own order, and what is over stays over
//! unless it is truly opened again.

use super::{Branch, Pushed, Review, Tip, debounce};
use crate::change::{Change, Field};
use crate::webhook::{EventAction, Order};

/// The maximum number of commits and pull requests that are stored of a branch.
const MAX_COMMITS: usize = 32;
const MAX_REVIEWS: usize = 16;

/// An event, as a branch receives it.
pub enum BranchEvent<'t> {
    /// A change of the branch or its pull request.
    Change {
        /// The action that it calls for.
        action: EventAction,
        /// The change.
        change: &'t Change,
        /// Its place among others.
        order: &'t Order,
    },
    /// An image was pushed.
    Image {
        /// The locations that it is for.
        locations: &'t [String],
        /// The image's reference.
        reference: &'t str,
        /// The number of the pull request that it was built for, if known.
        review: Option<&'t str>,
        /// The commit that it was built from, whole or abbreviated; empty if unknown.
        hash: &'t str,
        /// When it came: of each image another time.
        at: i64,
    },
}

impl BranchEvent<'_> {
    /// Returns the key by which repeats are found. A delivery may have several events for a branch, and some senders
    /// number what a person did, such as a merge that ends a pull request and its branch.
    fn mark(&self, id: &str) -> String {
        let BranchEvent::Change { action, change, .. } = self else { return id.to_owned() };
        let what = if change.is_deleted { "delete" } else { action.as_str() };
        [id, " ", what, " ", change.text(Field::CommitHash).unwrap_or_default()].concat()
    }
}

const OLDER: &str = "it is older than what is known";
const OVER: &str = "the review is over";
const GONE: &str = "the branch was deleted";

impl Branch {
    /// Admits an event, or returns why it changes nothing.
    pub fn admit(
        &mut self,
        id: &str,
        event: &BranchEvent<'_>,
        now: i64,
    ) -> Result<(), &'static str> {
        if self.seen.is_again(&event.mark(id), now) {
            return Err("it was delivered before");
        }
        self.place += 1;
        match event {
            BranchEvent::Image { locations, reference, review, hash, at } => {
                if review.is_some_and(|number| !self.is_its_review(number)) {
                    return Err("it is of another review");
                }
                let image = Pushed {
                    reference: (*reference).to_owned(),
                    review: review.map(str::to_owned),
                    hash: (*hash).to_owned(),
                    at: *at,
                    ..Pushed::default()
                };
                self.take_image(locations, &image)?;
            }
            BranchEvent::Change { action: EventAction::PushFacts, change, order } => {
                self.take_push(change, order)?;
            }
            BranchEvent::Change { change, order, .. } if change.is_deleted => {
                self.take_deletion(change, order)?;
            }
            BranchEvent::Change { action, change, order } => {
                self.take_review(*action == EventAction::Close, change, order)?;
            }
        }
        self.delivery = id.to_owned();
        self.changed_at = now;
        let since = *self.unplanned_since.get_or_insert(now);
        let settled = debounce::end(now, since);
        self.wake = Some(self.wake.map_or(settled, |wake| wake.min(settled)));
        Ok(())
    }

    fn take_review(
        &mut self,
        closes: bool,
        change: &Change,
        order: &Order,
    ) -> Result<(), &'static str> {
        let number = change.text(Field::PullRequestNumber).unwrap_or_default();
        let hash = change.text(Field::CommitHash).unwrap_or_default();
        self.link(order, hash);
        // Without a number it ends the branch with all its pull requests; not if it may come from a branch of this name
        // in a fork.
        let is_of_branch = closes && number.is_empty() && !change.may_be_of_fork();
        let is_merged = change.text(Field::PullRequestStatus) == Some("MERGED");
        let is_over = closes || change.is_over();
        let known = self.reviews.iter().position(|review| review.number == number);
        let before = known.map(|index| &self.reviews[index]);
        if before.is_some_and(|before| self.is_older(hash, order, before)) {
            return Err(OLDER);
        }
        if !is_over && self.is_of_deleted(hash, order) {
            return Err(GONE);
        }
        // An end may not name its commit: it ends the last that is known.
        let hash = match before {
            Some(before) if hash.is_empty() => before.hash.clone(),
            _ => hash.to_owned(),
        };
        if !is_over && before.is_some_and(|before| before.is_over && !reopens(order, before)) {
            return Err(OVER);
        }
        // Also what is over can be voted on, or edited: that is no news, but its time is.
        let is_known = |before: &Review| {
            before.is_over
                && is_over
                && before.is_merged == is_merged
                && before.hash == hash
                && Change::from_stored_text(&before.stored).is_over()
        };
        let is_news = is_of_branch || !before.is_some_and(is_known);
        // It ended when it was first known to have ended.
        let ended = before.filter(|before| before.is_over && is_over && !is_of_branch);
        let since = ended.map_or(self.place, |before| before.place);
        let review = Review {
            number: number.to_owned(),
            updated: later(order.updated, before.and_then(|before| before.updated)),
            hash: hash.clone(),
            is_over,
            is_merged,
            place: since,
            stored: change.to_stored().as_str().to_owned(),
        };
        if let Some(index) = known {
            self.reviews.remove(index);
        }
        self.reviews.push(review);
        if self.reviews.len() > MAX_REVIEWS {
            self.reviews.remove(0);
        }
        if is_of_branch {
            self.end_reviews(order);
        }
        if !is_over {
            self.begin_anew(&hash);
            // It cannot be reviewed without being there.
            self.tip = self.tip.take().filter(|tip| !tip.is_deleted);
        }
        self.remember(change);
        if is_news { Ok(()) } else { Err("the review was over already") }
    }

    /// Ends the pull requests that were not changed after the end of their branch.
    fn end_reviews(&mut self, order: &Order) {
        for review in self.reviews.iter_mut().filter(|review| !review.is_over) {
            let is_later = order.updated.zip(review.updated).is_some_and(|(end, it)| it > end);
            review.is_over = !is_later;
        }
    }

    /// Whether the event is older than what is known of its pull request.
    fn is_older(&self, hash: &str, order: &Order, known: &Review) -> bool {
        if self.graph.is_before(hash, &known.hash) {
            return true;
        }
        let is_newer = self.graph.is_before(&known.hash, hash);
        !is_newer && order.updated.zip(known.updated).is_some_and(|(event, known)| event < known)
    }

    /// Whether the event is one of before the branch was deleted.
    fn is_of_deleted(&self, hash: &str, order: &Order) -> bool {
        let Some(tip) = self.tip.as_ref().filter(|tip| tip.is_deleted) else { return false };
        let is_same = self.graph.is_same(hash, &tip.hash);
        !order.begins && (is_same || self.graph.is_before(hash, &tip.hash))
    }

    fn take_push(&mut self, change: &Change, order: &Order) -> Result<(), &'static str> {
        let hash = change.text(Field::CommitHash).unwrap_or_default();
        self.link(order, hash);
        self.remember(change);
        // A late event still describes its commit, which may be that of a pull request.
        let is_late = self.is_of_deleted(hash, order)
            || self.tip.as_ref().is_some_and(|tip| self.graph.is_before(hash, &tip.hash));
        if !is_late {
            self.begin_anew(hash);
            self.tip = Some(Tip {
                hash: hash.to_owned(),
                is_deleted: false,
                place: self.place,
                stored: change.to_stored().as_str().to_owned(),
            });
        }
        Ok(())
    }

    fn take_deletion(&mut self, change: &Change, order: &Order) -> Result<(), &'static str> {
        let hash = order.before.as_deref().unwrap_or_default();
        let reviews = self.reviews.iter().map(|review| review.hash.as_str());
        let tip = self.tip.iter().filter(|tip| !tip.is_deleted).map(|tip| tip.hash.as_str());
        if reviews.chain(tip).any(|known| self.graph.is_before(hash, known)) {
            return Err(OLDER);
        }
        // Some senders report a deletion twice; only one of the two reports may name the commit.
        let known = self.tip.as_ref().map(|tip| tip.hash.clone()).filter(|_| hash.is_empty());
        self.tip = Some(Tip {
            hash: known.unwrap_or_else(|| hash.to_owned()),
            is_deleted: true,
            place: self.place,
            stored: change.to_stored().as_str().to_owned(),
        });
        for review in &mut self.reviews {
            review.is_over = true;
        }
        Ok(())
    }

    /// Of a branch that was deleted and is there again, at another commit, only the name is the same: what waits for it
    /// belongs to the one before.
    fn begin_anew(&mut self, hash: &str) {
        let Some(gone) = self.tip.as_ref().filter(|tip| tip.is_deleted) else { return };
        if !self.graph.is_same(&gone.hash, hash) && !self.graph.is_before(&gone.hash, hash) {
            self.images.clear();
        }
    }

    fn link(&mut self, order: &Order, hash: &str) {
        if let Some(before) = order.before.as_deref().filter(|_| !hash.is_empty()) {
            self.graph.add(before, hash);
        }
    }

    /// Stores the event's facts of its commit.
    pub(super) fn remember(&mut self, change: &Change) {
        let Some(hash) = change.text(Field::CommitHash).filter(|_| !change.lacks_commit()) else {
            return;
        };
        if self.commits.iter().all(|(known, _)| known != hash) {
            self.commits.push((hash.to_owned(), change.commit_to_stored().as_str().to_owned()));
        }
        if self.commits.len() > MAX_COMMITS {
            self.commits.remove(0);
        }
    }
}

/// Whether an event of an open pull request reopens one that is over. If the times are known, it must be later; an
/// event of the same second may have happened before, unless it is an opening: programs close and reopen a pull request
/// at once, so that its checks run again.
fn reopens(order: &Order, before: &Review) -> bool {
    match order.updated.zip(before.updated) {
        Some((event, known)) => event > known || event == known && order.begins,
        None => order.begins,
    }
}

fn later(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    one.zip(other).map(|(one, other)| one.max(other)).or(one).or(other)
}
