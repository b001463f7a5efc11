//! Tests of deliveries, with the outside played: what is fetched, what time it is, and a signature by RS256 that is right
//! if it says the key's `n`. HMACs are real.

mod forgeries;
mod orders;
mod proofs;
mod tokens;

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::headers::Headers;
use crate::host::{Fault, GitReply, Host, Reply, Request, Serving, Stream};

const NOW: f64 = 1_700_000_000.0;

/// The outside.
struct Played {
    /// In seconds.
    now: Cell<f64>,
    /// The answer to each request.
    reply: RefCell<Result<Reply, Fault>>,
    requests: RefCell<Vec<Request>>,
    /// The keys that signatures were verified with.
    used: RefCell<Vec<String>>,
}

impl Played {
    fn new() -> Self {
        Self {
            now: Cell::new(NOW),
            reply: RefCell::new(Err(Fault::default())),
            requests: RefCell::default(),
            used: RefCell::default(),
        }
    }

    /// From now on this is what a request is answered.
    fn answers(&self, reply: Result<Reply, Fault>) {
        drop(self.reply.replace(reply));
    }
}

impl Host for Played {
    async fn fetch(&self, request: &Request) -> Result<Reply, Fault> {
        self.requests.borrow_mut().push(request.clone());
        pause().await;
        self.reply.borrow().clone()
    }

    async fn hmac_sha256(&self, key: &[u8], message: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
        mac.update(message);
        Ok(mac.finalize().into_bytes().to_vec())
    }

    async fn verify_rs256(&self, jwk: &str, _: &[u8], signature: &[u8]) -> Result<bool, Fault> {
        self.used.borrow_mut().push(jwk.to_owned());
        let key: serde_json::Value = serde_json::from_slice(jwk.as_bytes()).expect("JSON");
        Ok(key["n"].as_str().map(str::as_bytes) == Some(signature))
    }

    fn now(&self) -> f64 {
        self.now.get() * 1000.0
    }

    async fn sleep(&self, _: u32) {
        unreachable!("nothing is waited for")
    }

    fn random(&self) -> f64 {
        unreachable!("nothing is by chance")
    }

    async fn read_file(&self, _: &str, _: u32) -> Result<Vec<u8>, Fault> {
        unreachable!("it reads no file")
    }

    async fn append_file(&self, _: &str, _: &str) -> Result<(), Fault> {
        unreachable!("it writes no file")
    }

    async fn run_git(&self, _: &[&str]) -> Result<GitReply, Fault> {
        unreachable!("it runs no program")
    }

    async fn serve(&self, _: &Serving) -> Result<(), Fault> {
        unreachable!("it serves nothing")
    }

    async fn own_text(&self, _: &str) -> String {
        unreachable!("it says nothing")
    }

    fn print(&self, _: Stream, _: &str) {
        unreachable!("it says nothing")
    }
}

/// Lets others run.
async fn pause() {
    let mut has_paused = false;
    poll_fn(|_| match std::mem::replace(&mut has_paused, true) {
        true => Poll::Ready(()),
        false => Poll::Pending,
    })
    .await;
}

/// Runs a future to its end.
fn end<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}

fn headers(pairs: &[(&str, &str)]) -> Headers {
    let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Headers::new(pairs.iter().map(pair).collect())
}
