//! Which image each location of a project runs, and which environment variables had a part in it.
//!
//! The first of these that names an image: `--image NAME=IMAGE`; `--image IMAGE`; `--image-tag` with the location's
//! registry; the file; the tag in `IMAGE_TAG` with the location's registry. A location's registry is its
//! `build.registry`, else `LOCATION_REGISTRY_URL`. Not here: whether such an image exists.

use std::collections::BTreeMap;

use crate::change::image_tag::{is_digest, is_tag};
use crate::error::{Code, Error};

use super::project::{Location, Project};

/// The variable with the registry of locations without `build.registry`.
pub const REGISTRY_VARIABLE: &str = "LOCATION_REGISTRY_URL";
/// The variable with the tag of locations that have no image otherwise.
pub const TAG_VARIABLE: &str = "IMAGE_TAG";

/// The flags and variables that name images. Variables that are set but empty count as missing.
#[derive(Debug, Clone, Copy)]
pub struct Images<'a> {
    /// Each `--image`: the location's name, if given, and the image.
    pub flags: &'a [(Option<String>, String)],
    /// How messages call that flag.
    pub flag_origin: &'a str,
    /// The names of locations that are left out because they have not changed: their images do not matter.
    pub unchanged: &'a [String],
    /// `--image-tag`.
    pub tag: Option<&'a str>,
    /// How messages call that flag.
    pub tag_origin: &'a str,
    /// The value of [`REGISTRY_VARIABLE`].
    pub registry_variable: Option<&'a str>,
    /// The value of [`TAG_VARIABLE`].
    pub tag_variable: Option<&'a str>,
}

/// The image of one location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocationImage {
    /// The reference, such as `registry/name:tag`.
    pub reference: String,
    /// The environment variables that it was made from; none if flags or the file named it.
    pub variables: Vec<&'static str>,
}

/// Reads `IMAGE` or `NAME=IMAGE`. An image reference never holds `=`, but a name may.
pub fn parse(text: &str, origin: &str) -> Result<(Option<String>, String), Error> {
    let (name, image) = match text.rsplit_once('=') {
        Some((name, image)) => (Some(name), image),
        None => (None, text),
    };
    let missing = match (name, image) {
        (_, "") => "image",
        (Some(""), _) => "location",
        _ => {
            check_digest(image, origin)?;
            return Ok((name.map(str::to_owned), image.to_owned()));
        }
    };
    let message = format!("invalid value for {origin}: {text:?} names no {missing}");
    Err(Error::new(Code::InvalidValue, message).hint("write IMAGE or LOCATION=IMAGE"))
}

/// Refuses an image with a malformed digest: no registry has it.
fn check_digest(image: &str, origin: &str) -> Result<(), Error> {
    match image.split_once('@') {
        Some((_, digest)) if !is_digest(digest) => {
            let message =
                format!("invalid value for {origin}: {digest:?} is no digest of an image");
            Err(Error::new(Code::InvalidValue, message).hint(
                "a digest is sha256: and 64 hexadecimal digits, or sha512: and 128, in small letters",
            ))
        }
        _ => Ok(()),
    }
}

impl Images<'_> {
    /// The image of each location, in the project's order; `None` if nothing names one.
    pub fn of(&self, project: &Project) -> Result<Vec<Option<LocationImage>>, Vec<Error>> {
        let flags = self.by_name();
        let mut problems = self.problems(&flags, project);
        let (mut images, mut is_reported) = (Vec::new(), false);
        for location in &project.locations {
            match self.image(&flags, location) {
                Ok(image) => images.push(image),
                // A bad variable is the same problem for every location.
                Err(error)
                    if error.code == Code::InvalidConfig
                        && std::mem::replace(&mut is_reported, true) => {}
                Err(error) => problems.push(error),
            }
        }
        if problems.is_empty() { Ok(images) } else { Err(problems) }
    }

    /// The place of the first flag for each name; that for all locations has the empty one, which no location has.
    fn by_name(&self) -> BTreeMap<String, usize> {
        let mut places = BTreeMap::new();
        for (place, (name, _)) in self.flags.iter().enumerate() {
            places.entry(name.clone().unwrap_or_default()).or_insert(place);
        }
        places
    }

    fn flag(&self, flags: &BTreeMap<String, usize>, name: &str) -> Option<&String> {
        flags.get(name).map(|place| &self.flags[*place].1)
    }

    /// Returns the mistakes of the flags themselves, independent of the locations.
    fn problems(&self, flags: &BTreeMap<String, usize>, project: &Project) -> Vec<Error> {
        let mut problems = Vec::new();
        let mut known = if self.flags.is_empty() { BTreeMap::new() } else { project.names() };
        for name in self.unchanged {
            known.insert(name.clone(), 0);
        }
        for (name, image) in self.flags {
            let origin = self.flag_origin;
            if self
                .flag(flags, name.as_deref().unwrap_or_default())
                .is_some_and(|other| other != image)
            {
                let of = name
                    .as_ref()
                    .map_or("all locations".to_owned(), |name| format!("location {name}"));
                let message = format!("{origin} says more than one image for {of}");
                problems.push(Error::new(Code::InvalidValue, message));
            }
            if let Some(name) = name.as_ref().filter(|name| !known.contains_key(*name)) {
                let message =
                    format!("{origin} names location {name}, which is not to be deployed");
                let hint = project.advice(name, "to be deployed are");
                problems.push(Error::new(Code::LocationNotFound, message).hint(hint));
            }
        }
        let tag = self.tag.map(|tag| check_tag(tag, self.tag_origin, Code::InvalidValue));
        problems.extend(tag.and_then(Result::err));
        problems
    }

    fn image(
        &self,
        flags: &BTreeMap<String, usize>,
        location: &Location,
    ) -> Result<Option<LocationImage>, Error> {
        let named_image = |reference: &String| LocationImage {
            reference: reference.clone(),
            variables: Vec::new(),
        };
        if let Some(image) = self.flag(flags, &location.name).or_else(|| self.flag(flags, "")) {
            return Ok(Some(named_image(image)));
        }
        if let Some(tag) = self.tag {
            let image = self.tagged(location, tag);
            return image.map(Some).ok_or_else(|| self.missing_registry(location));
        }
        if let Some(image) = &location.image {
            return Ok(Some(named_image(image)));
        }
        let tag = self.tag_variable.filter(|tag| !tag.is_empty());
        let Some((tag, mut image)) = tag.and_then(|tag| Some((tag, self.tagged(location, tag)?)))
        else {
            return Ok(None);
        };
        check_tag(tag, TAG_VARIABLE, Code::InvalidConfig)?;
        image.variables.push(TAG_VARIABLE);
        Ok(Some(image))
    }

    /// An image of the location's registry, if it has one.
    fn tagged(&self, location: &Location, tag: &str) -> Option<LocationImage> {
        let (registry, variables) = match &location.registry {
            Some(registry) => (registry.as_str(), Vec::new()),
            None => {
                let registry = self.registry_variable.filter(|registry| !registry.is_empty())?;
                (registry, vec![REGISTRY_VARIABLE])
            }
        };
        Some(LocationImage { reference: format!("{registry}:{tag}"), variables })
    }

    fn missing_registry(&self, location: &Location) -> Error {
        let Location { name, .. } = location;
        let message = format!("location {name} has no registry for the tag of {}", self.tag_origin);
        Error::new(Code::MissingRegistry, message).hint(format!(
            "write build.registry in the file, set {REGISTRY_VARIABLE}, or name its image with {}",
            self.flag_origin
        ))
    }
}

fn check_tag(tag: &str, origin: &str, code: Code) -> Result<(), Error> {
    if is_tag(tag) {
        return Ok(());
    }
    let message = format!("invalid value for {origin}: {tag:?} is no tag of an image");
    Err(Error::new(code, message).hint(
        "a tag is made of at most 128 letters, digits, `_`, `.` and `-`, and begins with none of the last two",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::project;
    use crate::yaml;

    const FILE: &str = "locations:\n- {location_name: a, image: file}\n- {location_name: b, build: {registry: own}}\n- {location_name: c}\n";
    const NOTHING: Images<'_> = Images {
        flags: &[],
        flag_origin: "--image",
        unchanged: &[],
        tag: None,
        tag_origin: "--image-tag",
        registry_variable: None,
        tag_variable: None,
    };

    fn project() -> Project {
        project::read(yaml::load(FILE).expect("YAML").value).expect("a project")
    }

    /// The images of a, b and c, or the codes of what is wrong; `$` marks each variable.
    fn images(flags: &[&str], variables: Images<'_>) -> Vec<String> {
        let parsed: Result<Vec<_>, _> = flags.iter().map(|flag| parse(flag, "--image")).collect();
        match (Images { flags: &parsed.expect("good flags"), ..variables }).of(&project()) {
            Ok(images) => images.into_iter().map(|image| image.map_or("-".into(), shown)).collect(),
            Err(errors) => errors.iter().map(|error| error.code.as_str().to_owned()).collect(),
        }
    }

    fn shown(image: LocationImage) -> String {
        image.variables.iter().fold(image.reference, |text, variable| format!("{text} ${variable}"))
    }

    #[test]
    fn an_image_flag_is_split_at_its_last_equals_sign() {
        let good = |text| parse(text, "--image").expect(text);
        let by_digest = format!("r:5000/x@sha256:{}", "0".repeat(64));
        assert_eq!(good(&by_digest), (None, by_digest.clone()));
        assert_eq!(good("a=x:1"), (Some("a".to_owned()), "x:1".to_owned()));
        assert_eq!(good("a=b=x:1"), (Some("a=b".to_owned()), "x:1".to_owned()));
        for (text, missing) in [("", "image"), ("a=", "image"), ("=", "image"), ("=x", "location")]
        {
            let error = parse(text, "--image").expect_err(text);
            assert_eq!(error.code, Code::InvalidValue);
            assert_eq!(
                error.message,
                format!("invalid value for --image: {text:?} names no {missing}")
            );
        }
        for text in ["x@sha256:bad", "a=x:1@sha256:0", "x@", "x@latest", &by_digest[..70]] {
            let error = parse(text, "--image").expect_err(text);
            assert_eq!(error.code, Code::InvalidValue);
            assert!(error.message.ends_with("is no digest of an image"), "{}", error.message);
        }
    }

    #[test]
    fn the_first_that_says_an_image_counts() {
        let all = Images {
            tag: Some("t"),
            registry_variable: Some("env"),
            tag_variable: Some("v"),
            ..NOTHING
        };
        assert_eq!(images(&[], NOTHING), ["file", "-", "-"]);
        assert_eq!(images(&["c=one:1", "every:1"], all), ["every:1", "every:1", "one:1"]);
        assert_eq!(images(&["c=one:1"], all), ["env:t $LOCATION_REGISTRY_URL", "own:t", "one:1"]);
        assert_eq!(
            images(&[], Images { tag: None, ..all }),
            ["file", "own:v $IMAGE_TAG", "env:v $LOCATION_REGISTRY_URL $IMAGE_TAG"]
        );
    }

    #[test]
    fn variables_that_are_empty_or_lack_a_registry_say_no_image() {
        let empty = Images { registry_variable: Some(""), tag_variable: Some(""), ..NOTHING };
        assert_eq!(images(&[], empty), ["file", "-", "-"]);
        let tag = Images { tag_variable: Some("v"), registry_variable: Some(""), ..NOTHING };
        assert_eq!(images(&[], tag), ["file", "own:v $IMAGE_TAG", "-"]);
    }

    #[test]
    fn a_tag_without_a_registry_is_an_error_of_each_location() {
        let tag = Images { tag: Some("t"), ..NOTHING };
        assert_eq!(images(&[], tag), ["location/missing-registry", "location/missing-registry"]);
        assert_eq!(images(&["a=x", "c=y"], tag), ["x", "own:t", "y"]);
        let errors = tag.of(&project()).expect_err("no registry");
        assert_eq!(errors[1].message, "location c has no registry for the tag of --image-tag");
    }

    #[test]
    fn names_that_are_not_deployed_and_second_images_are_errors() {
        assert_eq!(
            images(&["z=x", "a=1", "a=2", "b=1", "b=1", "x", "y"], NOTHING),
            ["location/not-found", "usage/invalid-value", "usage/invalid-value"]
        );
        let flags = [(Some("z".to_owned()), "x".to_owned())];
        let errors = Images { flags: &flags, ..NOTHING }.of(&project()).expect_err("no z");
        assert_eq!(errors[0].message, "--image names location z, which is not to be deployed");
        assert_eq!(errors[0].hint.as_deref(), Some("to be deployed are: a, b, c"));
    }

    #[test]
    fn the_image_of_an_unchanged_location_is_ignored_but_not_two_of_them() {
        let unchanged = ["z".to_owned()];
        let left_out = Images { unchanged: &unchanged, ..NOTHING };
        assert_eq!(images(&["z=x", "c=y"], left_out), ["file", "-", "y"]);
        assert_eq!(images(&["z=x", "z=y"], left_out), ["usage/invalid-value"]);
        assert_eq!(images(&["q=x"], left_out), ["location/not-found"]);
    }

    #[test]
    fn tags_are_checked_as_docker_does() {
        let long = "a".repeat(128);
        for tag in ["1", "_", "v1.0-rc_1", &long] {
            assert_eq!(check_tag(tag, "x", Code::InvalidValue), Ok(()), "{tag}");
        }
        let longer = "a".repeat(129);
        for tag in ["", ".a", "-a", "a:b", "a/b", "a b", "ü", "a\n", &longer] {
            assert_eq!(
                images(&["every"], Images { tag: Some(tag), ..NOTHING }),
                ["usage/invalid-value"],
                "{tag}"
            );
        }
        // A variable's mistake matters only when the variable is used, and is reported once.
        let variables =
            Images { tag_variable: Some("a b"), registry_variable: Some("r"), ..NOTHING };
        assert_eq!(images(&["every"], variables), ["every"; 3]);
        assert_eq!(images(&[], variables), ["config/invalid"]);
    }
}
