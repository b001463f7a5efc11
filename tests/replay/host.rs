//! The host of a replay: answers from a transcript, its clock stands still but for sleeps and for the time
//! that answers take, and everything asked of it is written down. `host.js` is its twin.

use std::cell::{Cell, RefCell};

use dagster_deploy::host::{Fault, GitReply, Host, Reply, Request, Serving, Stream};

use crate::request;
use crate::testkit::hmac_sha256;
use crate::testkit::tree::Tree;
use crate::texts;

/// Tuesday, 14 November 2023, 22:13:20 UTC.
const START: f64 = 1_700_000_000_000.0;

pub(crate) struct Scripted<'a> {
    transcript: &'a Tree,
    usual: &'a Tree,
    /// How many answers have been given.
    answered: Cell<usize>,
    /// How often git was run.
    git_runs: Cell<usize>,
    clock: Cell<f64>,
    /// The last request, all told.
    last: RefCell<Option<Tree>>,
    pub(crate) calls: RefCell<Vec<Tree>>,
    pub(crate) stdout: RefCell<String>,
    pub(crate) stderr: RefCell<String>,
}

impl<'a> Scripted<'a> {
    pub(crate) fn new(transcript: &'a Tree, usual: &'a Tree) -> Self {
        Self {
            transcript,
            usual,
            answered: Cell::new(0),
            git_runs: Cell::new(0),
            clock: Cell::new(START),
            last: RefCell::default(),
            calls: RefCell::default(),
            stdout: RefCell::default(),
            stderr: RefCell::default(),
        }
    }

    /// The answers that were not asked for.
    pub(crate) fn unused(&self) -> usize {
        self.answers().count() - self.answered.get()
    }

    fn answers(&self) -> impl Iterator<Item = &'a Tree> {
        let calls = self.transcript.get("calls").map(Tree::items).unwrap_or_default();
        calls
            .iter()
            .filter(|call| ["result", "reply", "fault"].iter().any(|key| call.get(key).is_some()))
    }

    fn record(&self, entries: Vec<(String, Tree)>) {
        self.calls.borrow_mut().push(Tree::Map(entries));
    }
}

impl Host for Scripted<'_> {
    async fn fetch(&self, request: &Request) -> Result<Reply, Fault> {
        let told = request::describe(request, self.usual);
        let shown = request::since(self.last.borrow().as_ref(), &told);
        let operation =
            told.get("operation").and_then(Tree::as_text).unwrap_or_default().to_owned();
        self.last.replace(Some(told));
        let mut entries = vec![("fetch".to_owned(), shown)];
        let Some(answer) = self.answers().nth(self.answered.get()) else {
            self.record(entries);
            // The run stands still, and that is reported.
            return std::future::pending().await;
        };
        self.answered.set(self.answered.get() + 1);
        entries.extend(answer.entries().iter().filter(|(key, _)| key != "fetch").cloned());
        self.record(entries);
        let takes: f64 = answer.get("takes").and_then(Tree::as_number).unwrap_or_default();
        self.clock.set(self.clock.get() + takes);
        if let Some(seen) = answer.get("fault") {
            return Err(fault(seen));
        }
        Ok(match answer.get("result") {
            Some(result) => {
                let data = Tree::Map(vec![(operation, result.clone())]);
                let json = Tree::Map(vec![("data".to_owned(), data)]);
                Reply { status: 200, headers: vec![], body: json.compact().into_bytes() }
            }
            None => reply(answer.get("reply").expect("an answer")),
        })
    }

    async fn sleep(&self, milliseconds: u32) {
        self.record(vec![("sleep".to_owned(), Tree::number(milliseconds))]);
        self.clock.set(self.clock.get() + f64::from(milliseconds));
    }

    fn now(&self) -> f64 {
        self.clock.get()
    }

    fn random(&self) -> f64 {
        0.5
    }

    async fn read_file(&self, path: &str, _max_bytes: u32) -> Result<Vec<u8>, Fault> {
        self.record(vec![("read".to_owned(), Tree::text(path))]);
        match self.transcript.get("files").and_then(|files| files.get(path)) {
            None => Err(Fault {
                code: "ENOENT".to_owned(),
                message: format!("ENOENT: no such file or directory, open '{path}'"),
            }),
            Some(file @ Tree::Map(_)) if file.get("code").is_some() => Err(fault(file)),
            Some(file) => Ok(bytes(file)),
        }
    }

    async fn append_file(&self, path: &str, text: &str) -> Result<(), Fault> {
        let entries = [("append", Tree::text(path)), ("text", Tree::lines(text))];
        self.record(entries.map(|(key, value)| (key.to_owned(), value)).into());
        Ok(())
    }

    async fn run_git(&self, arguments: &[&str]) -> Result<GitReply, Fault> {
        self.record(vec![("git".to_owned(), Tree::text(arguments.join(" ")))]);
        let run = self.git_runs.replace(self.git_runs.get() + 1);
        let git = match self.transcript.get("git") {
            Some(Tree::List(answers)) => answers.get(run),
            other => other,
        };
        let git = git.expect("a transcript that runs git says what git answers each time");
        if git.get("code").is_some() {
            return Err(fault(git));
        }
        let stream = |name: &str| git.get(name).map(bytes).unwrap_or_default();
        let status = git.get("status").and_then(Tree::as_number).unwrap_or_default();
        Ok(GitReply { status, stdout: stream("stdout"), stderr: stream("stderr") })
    }

    async fn hmac_sha256(&self, key: &[u8], message: &[u8]) -> Result<Vec<u8>, Fault> {
        Ok(hmac_sha256(key, message))
    }

    async fn verify_rs256(&self, _: &str, _: &[u8], _: &[u8]) -> Result<bool, Fault> {
        unreachable!("no command asks for it")
    }

    async fn serve(&self, how: &Serving) -> Result<(), Fault> {
        if let Some(told) = self.transcript.get("serve") {
            return Err(fault(told));
        }
        let Serving { hostname, port, folder, .. } = how;
        let message =
            format!("this host keeps nothing in {folder} and does not listen on {hostname}:{port}");
        Err(Fault { code: "ERR_UNSUPPORTED".to_owned(), message })
    }

    async fn own_text(&self, name: &str) -> String {
        texts::own(name).expect("the core asks for texts that there are")
    }

    fn print(&self, stream: Stream, text: &str) {
        let printed = if stream == Stream::Stdout { &self.stdout } else { &self.stderr };
        printed.borrow_mut().push_str(text);
    }
}

fn fault(tree: &Tree) -> Fault {
    let text = |key: &str| tree.get(key).and_then(Tree::as_text).unwrap_or_default().to_owned();
    Fault { code: text("code"), message: text("message") }
}

fn reply(tree: &Tree) -> Reply {
    let header = |(name, value): &(String, Tree)| Some((name.clone(), value.as_text()?.to_owned()));
    let headers = tree.get("headers").map(Tree::entries).unwrap_or_default();
    Reply {
        status: tree.get("status").and_then(Tree::as_number).unwrap_or(200),
        headers: headers.iter().filter_map(header).collect(),
        body: match tree.get("json") {
            Some(json) => json.compact().into_bytes(),
            None => tree.get("body").map(bytes).unwrap_or_default(),
        },
    }
}

/// A text, a list of lines, or `{ "hex": "c3 28" }` for bytes that are no text.
fn bytes(tree: &Tree) -> Vec<u8> {
    match tree.get("hex").and_then(Tree::as_text) {
        Some(hex) => {
            let digits = hex.split(' ').map(|pair| u8::from_str_radix(pair, 16));
            digits.collect::<Result<_, _>>().expect("pairs of hexadecimal digits")
        }
        None => tree.joined().expect("a text or a list of lines").into_bytes(),
    }
}
