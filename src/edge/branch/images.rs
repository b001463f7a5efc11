//! Which image each location of a branch should run.
//!
//! Several are stored, because a late push may show which one is newer. Not here: how images find their branches
//! (`edge/directory.rs`).

use super::{Branch, Pushed};

/// The maximum number of images that are stored of a location, and of all locations together.
const MAX_OF_LOCATION: usize = 8;
const MAX_IMAGES: usize = 256;

impl Branch {
    /// Takes an image for these locations, or returns why it changes nothing.
    pub(super) fn take_image(
        &mut self,
        locations: &[String],
        image: &Pushed,
    ) -> Result<(), &'static str> {
        let mut is_new = Err("it is deployed already");
        for location in locations {
            let image = Pushed { location: location.clone(), ..image.clone() };
            let before = self.best(location).cloned();
            self.keep(image.clone());
            let is_same =
                |one: &Pushed| one.reference == image.reference && one.review == image.review;
            match (before, self.best(location)) {
                (Some(before), _) if is_same(&before) => {}
                (_, Some(best)) if is_same(best) => is_new = Ok(()),
                _ => is_new = is_new.or(Err("it is older than the image that is known")),
            }
        }
        is_new
    }

    fn keep(&mut self, image: Pushed) {
        let is_same = |one: &Pushed| {
            one.location == image.location
                && one.reference == image.reference
                && one.review == image.review
        };
        match self.images.iter_mut().find(|one| is_same(one)) {
            // It was pushed again.
            Some(known) => known.at = known.at.max(image.at),
            None => self.images.push(image.clone()),
        }
        let of_location =
            self.images.iter().filter(|one| one.location == image.location).collect::<Vec<_>>();
        if of_location.len() > MAX_OF_LOCATION {
            let at = of_location.iter().map(|one| one.at).min().unwrap_or_default();
            let oldest =
                self.images.iter().position(|one| one.location == image.location && one.at == at);
            oldest.map(|place| self.images.remove(place));
        }
        if self.images.len() > MAX_IMAGES {
            self.images.remove(0);
        }
    }

    /// The image that is the newest of a location: that of the newest commit; where the order of commits is not known,
    /// the one that came last. Images of other pull requests do not count.
    fn best(&self, location: &str) -> Option<&Pushed> {
        let is_its = |one: &&Pushed| {
            one.location == location
                && one.review.as_deref().is_none_or(|number| self.is_its_review(number))
        };
        let its = self.images.iter().filter(is_its).collect::<Vec<_>>();
        let is_outdated =
            |one: &&Pushed| its.iter().any(|other| self.graph.is_before(&one.hash, &other.hash));
        let newest = its.iter().copied().filter(|one| !is_outdated(one));
        newest.reduce(|best, one| if one.at >= best.at { one } else { best })
    }

    /// The newest image of each location.
    pub(super) fn chosen(&self) -> Vec<&Pushed> {
        let mut chosen: Vec<&Pushed> = Vec::new();
        for image in &self.images {
            if chosen.iter().all(|known| known.location != image.location) {
                chosen.extend(self.best(&image.location));
            }
        }
        chosen
    }

    /// Remembers that a location runs this image and no other, or that nobody knows which it runs.
    pub(super) fn has_deployed(&mut self, location: &str, reference: Option<&str>) {
        for image in self.images.iter_mut().filter(|image| image.location == location) {
            image.is_deployed = reference == Some(image.reference.as_str());
        }
    }
}
