//! What a run costs grows as what it reads and what it writes, not as one size times another. Told by the bytes that it
//! allocates in all, which are the same on each machine. Not here: the memory of the whole process (`sizes.test.js`).
#![allow(unsafe_code, reason = "an allocator is unsafe; this one counts and hands on")]

mod testkit;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use dagster_deploy::entry::cli;
use dagster_deploy::host::{Job, Stream};
use dagster_deploy::yaml;
use pollster::block_on;
use testkit::FakeHost;

struct Counting;

thread_local! {
    static ALLOCATED: Cell<usize> = const { Cell::new(0) };
}

fn count(bytes: usize) {
    ALLOCATED.set(ALLOCATED.get() + bytes);
}

// SAFETY: all is done by the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: the caller's promises are handed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the same.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size.saturating_sub(layout.size()));
        // SAFETY: the same.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The bytes that are allocated meanwhile by this thread, and the result.
fn allocated<T>(work: impl FnOnce() -> T) -> (usize, T) {
    let before = ALLOCATED.get();
    let result = work();
    (ALLOCATED.get() - before, result)
}

/// What came of a run.
struct Run {
    allocated: usize,
    /// The bytes of what it read and what it wrote.
    handled: usize,
    status: i32,
    stderr: String,
}

/// `deploy --dry-run` of a location file.
fn deploy(text: &str, more: &[String]) -> Run {
    let line = "deploy --location-file file.yaml --dry-run --organization acme --api-token secret-token \
                --deployment prod --deployment-type full --commit-hash 0123456789abcdef0123456789abcdef01234567";
    let argv = line.split(' ').map(str::to_owned).chain(more.iter().cloned()).collect();
    let job = Job { argv, platform: "linux".to_owned(), ..Job::default() };
    let file = |path: &str| (path == "file.yaml").then(|| text.as_bytes().to_vec());
    let host = FakeHost { file: Box::new(file), ..FakeHost::default() };
    let (allocated, status) = allocated(|| block_on(cli::run(&host, &job)));
    let said: usize = more.iter().map(String::len).sum();
    let stderr = host.printed_to(Stream::Stderr);
    let handled = text.len() + said + host.printed_to(Stream::Stdout).len() + stderr.len();
    Run { allocated, handled, status, stderr }
}

const SIZES: [usize; 4] = [500, 1000, 2000, 4000];

/// A byte that is read or written costs at the largest size what it costs at the smallest, but for a half: lists grow by
/// doubling.
fn assert_linear(cost: &dyn Fn(usize) -> (usize, usize)) {
    let costs = SIZES.map(cost);
    let each = costs.map(|(allocated, handled)| allocated as f64 / handled as f64);
    assert!(each.iter().all(|one| *one < each[0] * 1.5), "{each:?} {costs:?}");
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// So many keys in `defaults`, and so many locations that say nothing else.
fn project(keys: usize, locations: usize) -> String {
    let defaults = lines(keys, |key| format!("  key_{key:05}: value_{key:05}\n"));
    let locations = lines(locations, |one| format!("- {{location_name: l{one:05}, image: i}}\n"));
    format!("defaults:\n{defaults}locations:\n{locations}")
}

#[test]
fn a_location_costs_nothing_for_the_others() {
    assert_linear(&|size| {
        let run =
            deploy(&project(size, size), &["--location-name".to_owned(), "l00007".to_owned()]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        (run.allocated, run.handled)
    });
}

#[test]
fn locations_cost_what_is_sent_of_them() {
    assert_linear(&|size| {
        let run = deploy(&project(20, size), &[]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        (run.allocated, run.handled)
    });
}

#[test]
fn more_than_32_mib_are_refused_at_the_location_that_is_too_much() {
    for size in [2000, 4000] {
        let text = project(size, size);
        let run = deploy(&text, &[]);
        assert_eq!(run.status, 1);
        let line = run.stderr.lines().find(|line| line.starts_with("Error: ")).expect("an error");
        let rest = line.strip_prefix("Error: file.yaml:").expect("the file and its line");
        let (number, message) = rest.split_once(": ").expect("a message");
        let name = message.strip_prefix("with location ").and_then(|rest| rest.split(' ').next());
        let stands = text.lines().nth(number.parse::<usize>().expect("a line") - 1);
        assert!(stands.expect("the line").contains(name.expect("a name")), "{line}");
        // A byte that is sent costs five: its entry is put together, and lists and texts grow by doubling.
        let most = 40 * text.len() + 6 * (32 << 20);
        assert!(run.allocated < most, "{} bytes of {most}", run.allocated);
    }
}

#[test]
fn lists_are_joined_in_the_time_that_they_take_to_read() {
    let context = |list| ["container_context: {", list, ": ["].concat();
    for path in [context("k8s: {env_vars"), context("ecs: {secrets"), context("x: {y")] {
        assert_linear(&|size| {
            let list = |from: usize| match path.contains("secrets") {
                true => lines(size, |one| format!("{{name: NAME_{:05}}},", one + from)),
                false => lines(size, |one| format!("NAME_{:05}=1,", one + from)),
            };
            let text = format!(
                "defaults: {{{path}{}]}}}}}}\nlocations: [{{location_name: a, image: i, {path}{}]}}}}}}]\n",
                list(0),
                list(size / 2)
            );
            let run = deploy(&text, &[]);
            assert_eq!(run.status, 0, "{}", run.stderr);
            (run.allocated, run.handled)
        });
    }
}

#[test]
fn the_older_form_of_a_location_costs_no_more() {
    assert_linear(&|size| {
        let code = lines(size, |key| format!("key_{key:05}: x,"));
        let text =
            format!("locations: {{a: {{python_file: a.py, image: i, code_source: {{{code}}}}}}}\n");
        let run = deploy(&text, &[]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        (run.allocated, run.handled)
    });
}

#[test]
fn images_and_mistakes_cost_what_is_said_of_them() {
    assert_linear(&|size| {
        let flags: Vec<_> = (0..size).map(|one| format!("--image=l{one:05}=r/i:{one}")).collect();
        let run = deploy(&project(1, size), &flags);
        assert_eq!(run.status, 0, "{}", run.stderr);
        (run.allocated, run.handled)
    });
    assert_linear(&|size| {
        let run = deploy(&project(1, size), &["--image-tag=v1".to_owned()]);
        assert_eq!(run.status, 1);
        (run.allocated, run.handled)
    });
}

#[test]
fn merge_keys_cost_what_is_read_until_they_are_refused() {
    for size in SIZES {
        let keys = lines(4 * size, |key| format!("k{key}: 1, "));
        let aliases = "*a, ".repeat(4 * size);
        let text = format!("a: &a {{{keys}}}\nb: {{<<: [{aliases}]}}\n");
        let (allocated, refused) = allocated(|| yaml::load(&text).expect_err("too much"));
        assert!(refused.message.starts_with("aliases repeat more than"), "{}", refused.message);
        // A million entries are copied before that is too much, whatever the size.
        let most = 100 * text.len() + (64 << 20);
        assert!(allocated < most, "{allocated} bytes of {most}");
    }
}
