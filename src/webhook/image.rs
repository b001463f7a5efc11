//! An image in a registry, from a registry's event.
//!
//! Not here: which location it is for.

use crate::change::image_tag::is_digest;
use crate::json::Json;

/// An image that was pushed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The host of the registry, such as `ghcr.io`.
    pub registry: String,
    /// The repository in it, such as `acme/etl`.
    pub repository: String,
    /// The tag.
    pub tag: String,
    /// The digest, such as `sha256:…`, if known.
    pub digest: Option<String>,
}

/// A pushed image as the registry describes it; unknown parts are empty.
#[derive(Debug, Clone, Copy)]
pub struct Pushed<'a> {
    /// The host of the registry.
    pub registry: &'a str,
    /// The repository in it.
    pub repository: &'a str,
    /// The tag.
    pub tag: &'a str,
    /// The digest.
    pub digest: Option<&'a str>,
}

/// The longest name of a repository with its registry
/// (<https://github.com/distribution/reference/blob/main/reference.go>).
const MAX_NAME: usize = 255;

impl Image {
    /// An image whose parts are what they are called; `None` for what no registry holds.
    pub fn new(registry: &str, repository: &str, tag: &str, digest: Option<&str>) -> Option<Self> {
        let is_good = is_registry(registry)
            && repository.split('/').all(is_component)
            && registry.len() + repository.len() < MAX_NAME
            && is_tag(tag);
        is_good.then(|| Self {
            registry: registry.to_owned(),
            repository: repository.to_owned(),
            tag: tag.to_owned(),
            digest: digest.filter(|digest| is_digest(digest)).map(str::to_owned),
        })
    }

    /// Reads the image of a reference with a tag, such as `ghcr.io/acme/etl:v1`; the digest comes apart from it.
    pub fn of_reference(reference: &str, digest: Option<&str>) -> Option<Self> {
        // A first part that is neither a host's name nor localhost belongs to the repository, in an unknown registry.
        let (registry, rest) = reference.split_once('/')?;
        if !registry.contains(['.', ':']) && registry != "localhost" {
            return None;
        }
        let (repository, tag) = rest.rsplit_once(':')?;
        Self::new(registry, repository, tag, digest)
    }

    /// Returns the reference to deploy: by digest, which cannot be moved, if it is known.
    pub fn reference(&self) -> String {
        let Self { registry, repository, tag, digest } = self;
        match digest {
            Some(digest) => format!("{registry}/{repository}@{digest}"),
            None => format!("{registry}/{repository}:{tag}"),
        }
    }

    /// `{registry, repository, tag, digest, reference}`.
    pub fn to_json(&self) -> Json {
        Json::object(&[
            ("registry", Json::text(&self.registry)),
            ("repository", Json::text(&self.repository)),
            ("tag", Json::text(&self.tag)),
            ("digest", Json::optional(self.digest.as_deref())),
            ("reference", Json::text(&self.reference())),
        ])
    }
}

fn is_registry(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
}

fn is_component(text: &str) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.as_bytes().first().is_some_and(is_word)
        && text.as_bytes().last().is_some_and(is_word)
        && text.bytes().all(|byte| is_word(&byte) || b"._-".contains(&byte))
}

fn is_tag(text: &str) -> bool {
    text.len() <= 128
        && !text.is_empty()
        && !text.starts_with(['.', '-'])
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
}

/// Whether a tag marks an attachment of another image: `sha256-`, that image's hash, and often `.sig` or the like
/// (<https://github.com/opencontainers/distribution-spec/blob/main/spec.md#referrers-tag-schema>).
pub fn is_of_another(tag: &str) -> bool {
    tag.strip_prefix("sha256-").and_then(|rest| rest.split('.').next()).is_some_and(is_hash)
}

fn is_hash(text: &str) -> bool {
    (32..=128).contains(&text.len())
        && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// How the media types of images and of their configurations begin; those of charts, signatures and the like do not.
const OF_IMAGES: [&str; 3] = [
    "application/vnd.oci.image.",
    "application/vnd.docker.distribution.manifest.",
    "application/vnd.docker.container.image.",
];

/// Whether a manifest of this media type can be an image; an unknown type can.
pub fn is_of_images(media_type: &str) -> bool {
    media_type.is_empty() || OF_IMAGES.iter().any(|start| media_type.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_deployed_by_its_digest_if_that_is_known() {
        let digest = format!("sha256:{}", "a1".repeat(32));
        let image = |digest| Image::of_reference("localhost:5000/acme/etl_x:v1.0", digest);
        let reference = |digest| image(digest).map(|image| image.reference());
        assert_eq!(reference(None).as_deref(), Some("localhost:5000/acme/etl_x:v1.0"));
        assert_eq!(
            reference(Some(digest.as_str())),
            Some(format!("localhost:5000/acme/etl_x@{digest}"))
        );
        let blank = digest.replace("256", " 256");
        let short = &digest[..digest.len() - 1];
        let [other, upper] = [digest.replace("256", "512"), digest.to_uppercase()];
        for odd in ["sha256:x", &blank, short, &other, &upper] {
            assert_eq!(reference(Some(odd)), reference(None), "{odd}");
        }
        let long = format!("sha512:{}", "a1".repeat(64));
        assert_eq!(reference(Some(&long)), Some(format!("localhost:5000/acme/etl_x@{long}")));
    }

    #[test]
    fn a_tag_made_of_a_digest_belongs_to_another_image() {
        let tag = format!("sha256-{}", "a1".repeat(32));
        assert!(is_of_another(&tag) && is_of_another(&format!("{tag}.sig")));
        assert!(["v1", "sha-a1b2c3d", "sha256-a1", ""].iter().all(|tag| !is_of_another(tag)));
    }

    #[test]
    fn what_no_registry_holds_is_no_image() {
        for reference in [
            "ghcr.io/acme/etl:",
            "ghcr.io/acme/etl",
            "ghcr.io/Acme/etl:v1",
            "ghcr.io//etl:v1",
            "acme:v1",
            "acme/etl:v1",
            "ghcr.io/acme/etl:v 1",
            "gh cr/acme/etl:v1",
            "ghcr.io/acme/etl:-v1",
        ] {
            assert_eq!(Image::of_reference(reference, None), None, "{reference}");
        }
    }
}
