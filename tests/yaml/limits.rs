//! Texts that are made to hurt: each is one clear error, or read without harm.

use dagster_deploy::yaml::{Value, json::to_json, load};

/// The stack of the WASM module is 1 MiB, and an unoptimised build needs several times what it
/// needs.
const STACK: usize = if cfg!(debug_assertions) { 2 << 20 } else { 1 << 19 };

fn message(text: &str) -> String {
    load(text).expect_err("the text is refused").message.clone()
}

/// Ten levels, each of which repeats the one before nine times.
fn laughs(level: fn(&str) -> String) -> String {
    let levels = (1..10).map(|place| {
        let aliases = vec![format!("*a{}", place - 1); 9].join(", ");
        format!("a{place}: &a{place} {}\n", level(&aliases))
    });
    "a0: &a0 {x: 1}\n".to_owned() + &levels.collect::<String>()
}

fn on_a_small_stack(work: fn()) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work);
    thread.expect("the thread starts").join().expect("the stack is large enough");
}

#[test]
fn a_billion_laughs_are_refused() {
    let expected = "aliases repeat more than 1000000 values, or too much text";
    assert_eq!(message(&laughs(|aliases| format!("[{aliases}]"))), expected);
    assert_eq!(message(&laughs(|aliases| format!("{{<<: [{aliases}]}}"))), expected);
    let aliases = "*a, ".repeat(1000);
    assert_eq!(message(&format!("a: &a {}\nb: [{aliases}]", "x".repeat(100_000))), expected);
}

#[test]
fn what_is_looked_through_again_for_each_alias_counts_as_well() {
    let expected = "aliases repeat more than 1000000 values, or too much text";
    let empty = "*e, ".repeat(2000);
    let merged = "{<<: *s}, ".repeat(1000);
    assert_eq!(message(&format!("- &e {{}}\n- &s [{empty}]\n- [{merged}]\n")), expected);
    let keys: String = (0..2000).map(|key| format!("k{key}: 1, ")).collect();
    let aliases = "*t, ".repeat(1000);
    assert_eq!(message(&format!("- &t !!str {{{keys}=: x}}\n- [{aliases}]\n")), expected);
    // Each of these is read in full, as it takes no longer than its text.
    let once = format!("- &e {{}}\n- {{<<: [{empty}]}}\n- !!str {{{keys}=: x}}\n");
    assert!(load(&once).is_ok());
}

#[test]
fn a_value_that_contains_itself_is_refused() {
    for text in ["&a [*a]", "a: &a {b: *a}", "&a [[[*a]]]", "&a !!omap [b: *a]", "&a {? *a : b}"] {
        assert_eq!(message(text), "this value contains itself", "{text}");
    }
    assert_eq!(message("a: &a {<<: *a, x: 1}"), "this mapping merges itself");
    assert_eq!(message("&a !!str {=: *a}"), "expected a single value, saw a mapping");
}

#[test]
fn an_alias_without_an_anchor_is_refused_with_its_place() {
    let error = load("a: 1\nb: *c\n").expect_err("the text is refused");
    assert_eq!((error.line, error.column), (2, 4));
    assert_eq!(error.message, "no anchor &c comes before *c");
}

#[test]
fn deep_nesting_is_refused_at_the_same_depth_whatever_it_is_made_of() {
    on_a_small_stack(|| {
        for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("[? ", "]")] {
            let nested = |depth: usize| format!("{}a{}", open.repeat(depth), close.repeat(depth));
            let depth = if open == "[? " { 200 } else { 400 };
            let refused = load(&nested(depth)).err().map(|error| error.message.clone());
            assert_ne!(refused.as_deref(), Some("nested deeper than 400 levels"), "{open}");
            assert_eq!(message(&nested(depth + 1)), "nested deeper than 400 levels", "{open}");
            assert_eq!(message(&nested(100_000)), "nested deeper than 400 levels", "{open}");
        }
    });
}

#[test]
fn the_deepest_values_fit_on_the_stack_of_the_module() {
    on_a_small_stack(|| {
        let lists = "[".repeat(400) + &"]".repeat(400);
        let maps = "{a: ".repeat(398) + "!!omap [b: 1]" + &"}".repeat(398);
        let merges = "{<<: ".repeat(399) + "{a: 1}" + &"}".repeat(399);
        for text in [&lists, &maps, &merges] {
            let value = load(text).expect("the depth is allowed").value;
            let copy = value.clone();
            assert_eq!(to_json(&value), to_json(&copy));
            assert!(value == copy);
        }
    });
}

#[test]
fn aliases_cannot_make_a_value_deeper_than_text_can() {
    on_a_small_stack(|| {
        let (open, close) = ("[".repeat(300), "]".repeat(300));
        let text = format!("- &a {open}{close}\n- {open}*a{close}\n");
        assert_eq!(message(&text), "nested deeper than 400 levels");
    });
}

#[test]
fn a_large_file_is_read_whole() {
    let entry = "  - location_name: abc\n    image: x:y\n    env: [A=1, B=2]\n";
    let count = 20_000;
    let loaded = load(&("locations:\n".to_owned() + &entry.repeat(count))).expect("it is good");
    let Value::Map(pairs) = loaded.value else { panic!("the file is a mapping") };
    let Value::Seq(items) = &pairs[0].1 else { panic!("the locations are a list") };
    assert_eq!(items.len(), count);
}

#[test]
fn messages_stay_short_and_on_one_line() {
    let texts = [
        format!("!{} x", "t".repeat(10_000)),
        format!("*{}", "a".repeat(10_000)),
        format!("[&{0} x, &{0} y]", "a".repeat(10_000)),
        format!("!{}!x y", "t".repeat(10_000)),
        "!%0A%0D%1B x".to_owned(),
    ];
    for text in texts {
        let message = message(&text);
        assert!(message.len() < 200 && !message.contains(char::is_control), "{message}");
    }
}
