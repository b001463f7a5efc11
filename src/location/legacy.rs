//! The older form of `locations`, a mapping from names to locations, as `dagster-cloud deployment sync-locations`
//! still reads it.

use crate::yaml::Value;

use super::value::{mapping, merge, take_entry, text};

/// The keys of `code_source`.
pub(super) const OF_CODE: [&str; 4] =
    ["python_file", "package_name", "module_name", "autoload_defs_module_name"];

/// The locations in the form of a list. What is no mapping, such as the null of `NAME:`, is left for the reader
/// of the list to refuse; `dagster-cloud` cannot read it either.
pub(super) fn to_list(locations: Vec<(Value, Value)>) -> Vec<Value> {
    locations.into_iter().map(|(name, location)| to_item(name, location)).collect::<Vec<_>>()
}

fn to_item(name: Value, mut location: Value) -> Value {
    if !matches!(location, Value::Map(_)) {
        return location;
    }
    let moved = OF_CODE.map(|key| (key, take_entry(&mut location, key))).to_vec();
    let mut over = vec![(text("location_name"), name)];
    if moved.iter().any(|(_, value)| value.is_some()) {
        let mut code_source = mapping(moved);
        // The newer form counts; dagster-cloud loses it.
        if let Some(own @ Value::Map(_)) = take_entry(&mut location, "code_source") {
            merge(&mut code_source, own);
        }
        over.push((text("code_source"), code_source));
    }
    merge(&mut location, Value::Map(over));
    location
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    fn list(text: &str) -> String {
        let Value::Map(locations) = yaml::load(text).expect("the test's YAML is good").value else {
            panic!("the test's YAML is a mapping");
        };
        yaml::json::to_json(&Value::Seq(to_list(locations))).expect("JSON")
    }

    #[test]
    fn code_sources_move_into_code_source_and_the_key_is_the_name() {
        assert_eq!(
            list(
                "a: {python_file: a.py, image: i}\nb: {package_name: p, module_name: m, autoload_defs_module_name: d}"
            ),
            r#"[{"image":"i","location_name":"a","code_source":{"python_file":"a.py"}},{"location_name":"b","code_source":{"package_name":"p","module_name":"m","autoload_defs_module_name":"d"}}]"#
        );
        assert_eq!(list("a: {location_name: b}"), r#"[{"location_name":"a"}]"#);
    }

    #[test]
    fn a_code_source_in_the_newer_form_stays_and_counts() {
        assert_eq!(
            list(
                "a: {python_file: old.py, code_source: {python_file: new.py, x: 1}, module_name: m}"
            ),
            r#"[{"location_name":"a","code_source":{"python_file":"new.py","module_name":"m","x":1}}]"#
        );
        assert_eq!(
            list("a: {code_source: {x: 1}}"),
            r#"[{"code_source":{"x":1},"location_name":"a"}]"#
        );
        assert_eq!(
            list("a: {code_source: null, python_file: a.py}"),
            r#"[{"location_name":"a","code_source":{"python_file":"a.py"}}]"#
        );
    }

    #[test]
    fn what_is_no_mapping_is_left_as_it_is() {
        assert_eq!(list("a: null\nb: text"), r#"[null,"text"]"#);
    }
}
