//! A host that is played: without a word of the test there is no network, no file and no git on it. Fuzz targets use it, too.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::Poll;

use dagster_deploy::host::{Fault, GitReply, Host, Reply, Request, Serving, Stream};

type Answer<'a> = dyn Fn(&Request, &Cell<f64>) -> Result<Reply, Fault> + 'a;
type File<'a> = dyn Fn(&str) -> Option<Vec<u8>> + 'a;
type Verify<'a> = dyn Fn(&str, &[u8]) -> bool + 'a;

pub(crate) struct FakeHost<'a> {
    /// Answers a request; it may turn the clock.
    pub(crate) answer: Box<Answer<'a>>,
    /// Returns the content of a file.
    pub(crate) file: Box<File<'a>>,
    /// Computes the code of a message by a key.
    pub(crate) hmac: fn(&[u8], &[u8]) -> Vec<u8>,
    /// Returns true for a JSON Web Key and a signature that is right by it.
    pub(crate) verify: Box<Verify<'a>>,
    /// In milliseconds; only sleeps and answers turn it.
    pub(crate) clock: Cell<f64>,
    pub(crate) requests: RefCell<Vec<Request>>,
    /// What was added to files.
    pub(crate) appended: RefCell<String>,
    /// In order; `printed` and `printed_to` read it.
    pub(crate) texts: RefCell<Vec<(Stream, String)>>,
}

impl Default for FakeHost<'_> {
    fn default() -> Self {
        Self {
            answer: Box::new(|_, _| missing()),
            file: Box::new(|_| None),
            hmac: |_, _| unreachable!("the test says nothing of codes"),
            verify: Box::new(|_, _| unreachable!("the test says nothing of signatures")),
            clock: Cell::new(1_700_000_000_000.0),
            requests: RefCell::default(),
            appended: RefCell::default(),
            texts: RefCell::default(),
        }
    }
}

impl FakeHost<'_> {
    /// Returns all that was printed.
    pub(crate) fn printed(&self) -> String {
        self.texts.borrow().iter().map(|(_, text)| text.as_str()).collect()
    }

    pub(crate) fn printed_to(&self, stream: Stream) -> String {
        let all = self.texts.borrow();
        let texts = all.iter().filter(|(to, _)| *to == stream);
        texts.map(|(_, text)| text.as_str()).collect()
    }
}

fn missing<T>() -> Result<T, Fault> {
    Err(Fault { code: "ENOENT".to_owned(), message: "it is not there".to_owned() })
}

/// Lets others run, as every answer does.
async fn pause() {
    let mut is_over = false;
    poll_fn(|context| {
        if is_over {
            return Poll::Ready(());
        }
        is_over = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

impl Host for FakeHost<'_> {
    async fn fetch(&self, request: &Request) -> Result<Reply, Fault> {
        self.requests.borrow_mut().push(request.clone());
        pause().await;
        (self.answer)(request, &self.clock)
    }

    async fn sleep(&self, milliseconds: u32) {
        self.clock.set(self.clock.get() + f64::from(milliseconds));
    }

    fn now(&self) -> f64 {
        self.clock.get()
    }

    fn random(&self) -> f64 {
        0.5
    }

    async fn read_file(&self, path: &str, _: u32) -> Result<Vec<u8>, Fault> {
        (self.file)(path).map_or_else(missing, Ok)
    }

    async fn append_file(&self, _: &str, text: &str) -> Result<(), Fault> {
        self.appended.borrow_mut().push_str(text);
        Ok(())
    }

    async fn run_git(&self, _: &[&str]) -> Result<GitReply, Fault> {
        missing()
    }

    async fn hmac_sha256(&self, key: &[u8], message: &[u8]) -> Result<Vec<u8>, Fault> {
        assert!(!key.is_empty(), "WebCrypto takes no empty key");
        Ok((self.hmac)(key, message))
    }

    async fn verify_rs256(&self, jwk: &str, _: &[u8], signature: &[u8]) -> Result<bool, Fault> {
        Ok((self.verify)(jwk, signature))
    }

    async fn serve(&self, _: &Serving) -> Result<(), Fault> {
        missing()
    }

    async fn own_text(&self, _: &str) -> String {
        String::new()
    }

    fn print(&self, stream: Stream, text: &str) {
        self.texts.borrow_mut().push((stream, text.to_owned()));
    }
}
