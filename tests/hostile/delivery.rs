//! What holds of the events of any delivery, whoever is said to have sent it. Used by the fuzz target too.

use dagster_deploy::change::{Change, Field};
use dagster_deploy::webhook::headers::Headers;
use dagster_deploy::webhook::image::Image;
use dagster_deploy::webhook::sender::Sender;
use dagster_deploy::webhook::{Event, EventAction, Reading};

use crate::change;

/// The events of a delivery, checked.
pub(crate) fn events(sender: &Sender, headers: &Headers, body: &[u8]) -> Vec<Event> {
    let Reading { id, events } = sender.reading(headers, body);
    assert!((1..=200).contains(&id.len()) && !id.contains(char::is_control), "{id:?}");
    assert!(!events.is_empty(), "{} tells nothing", sender.name);
    for event in &events {
        check(event);
    }
    events
}

fn check(event: &Event) {
    assert!(!event.reason.is_empty(), "{event:?}");
    let (change, image) = (event.change.as_ref(), event.image.as_ref());
    let wanted: &[Field] = match event.action {
        EventAction::Update | EventAction::PushFacts => {
            &[Field::RepoName, Field::BranchName, Field::CommitHash]
        }
        EventAction::Close => &[Field::RepoName, Field::BranchName],
        EventAction::Image => return check_image(image.expect("an image")),
        EventAction::Ignore | EventAction::Reject => {
            return assert!(change.is_none() && image.is_none(), "{event:?}");
        }
    };
    let change = change.expect("a change");
    assert!(wanted.iter().all(|field| change.has(*field)), "{event:?}");
    // A tag and what a merge queue tests have no branch deployment.
    assert!(!change.has(Field::Tag) && !change.is_queued, "{event:?}");
    check_change(event.action, change);
}

fn check_change(action: EventAction, seen: &Change) {
    change::check(seen);
    if action == EventAction::Update {
        assert!(!seen.is_deleted, "{seen:?}");
    }
    if action == EventAction::PushFacts {
        assert!(!seen.is_deleted && !seen.is_review(), "{seen:?}");
    }
}

fn check_image(image: &Image) {
    let Image { registry, repository, tag, digest } = image;
    let again = Image::new(registry, repository, tag, digest.as_deref());
    assert_eq!(again.as_ref(), Some(image));
    assert!(!image.reference().contains(|c: char| c.is_whitespace() || c.is_control()));
}
