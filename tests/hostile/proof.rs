//! What holds of the proof of any delivery: it is believed only if it holds the secret, or a code that none can make without
//! it. Used by the fuzz target too.

use std::task::{Context, Poll, Waker};

use dagster_deploy::host::{Fault, GitReply, Host, Reply, Request, Serving, Stream};
use dagster_deploy::webhook::expected::Expected;
use dagster_deploy::webhook::headers::Headers;
use dagster_deploy::webhook::oidc::{Google, Keys};
use dagster_deploy::webhook::sender::Sender;

/// The first is a key of Standard Webhooks, too.
pub(crate) const SECRETS: [&str; 2] = ["whsec_c2VjcmV0IG9mIHRlc3Rz", "hunter2"];
/// What stands for the code of any message by any key, as it may be written.
pub(crate) const CODES: [&str; 2] = [
    "6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b",
    "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=",
];

/// A host whose signatures are not real.
struct Unreal;

impl Host for Unreal {
    async fn fetch(&self, _: &Request) -> Result<Reply, Fault> {
        let body = br#"{"keys":[{"kid":"k1","kty":"RSA","alg":"RS256","n":"AQ","e":"AQAB"}]}"#;
        Ok(Reply { status: 200, body: body.to_vec(), ..Reply::default() })
    }
    async fn hmac_sha256(&self, key: &[u8], _: &[u8]) -> Result<Vec<u8>, Fault> {
        assert!(!key.is_empty(), "WebCrypto takes no empty key");
        Ok(vec![b'k'; 32])
    }
    async fn verify_rs256(&self, _: &str, _: &[u8], signature: &[u8]) -> Result<bool, Fault> {
        Ok(signature == b"right")
    }
    fn now(&self) -> f64 {
        1_700_000_000_000.0
    }
    async fn sleep(&self, _: u32) {}
    fn random(&self) -> f64 {
        0.0
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
        String::new()
    }
    fn print(&self, _: Stream, _: &str) {}
}

/// Checks a delivery with headers of these values, by secrets and by Google's token; whether one of them was believed.
pub(crate) fn is_believed(sender: &Sender, pairs: &[(String, String)], body: &[u8]) -> bool {
    let holds = |text: &str| {
        // Hexadecimal digits may be capitals.
        pairs
            .iter()
            .any(|(_, value)| value.contains(text) || value.to_ascii_lowercase().contains(text))
    };
    let headers = Headers::new(pairs.to_vec());
    let secrets = Expected {
        secrets: &SECRETS,
        url_secret: Some("hunter"),
        now: Some(1_700_000_000.0),
        ..Expected::default()
    };
    let is_secret = believes(sender, &headers, body, &secrets);
    assert!(
        !is_secret || SECRETS.into_iter().chain(CODES).any(holds),
        "{}: {pairs:?}",
        sender.name
    );
    let keys = Keys::default();
    let google = Google { audience: "audience", service_account: "account", keys: &keys };
    let google = Expected { google: Some(google), ..Expected::default() };
    let is_token = believes(sender, &headers, body, &google);
    // The signature in Base64.
    assert!(!is_token || holds(".cmlnaHQ"), "{}: {pairs:?}", sender.name);
    is_secret || is_token
}

fn believes(sender: &Sender, headers: &Headers, body: &[u8], expected: &Expected<'_>) -> bool {
    let mut checking = Box::pin(sender.checked(&Unreal, (headers, body), expected));
    match checking.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(checked) => checked.is_ok(),
        Poll::Pending => panic!("nothing has to be waited for"),
    }
}
