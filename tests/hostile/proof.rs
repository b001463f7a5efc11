//! What holds of the proof of any delivery: it is believed only if it holds the secret, or a code that none can make without
//! it. Used by the fuzz target too.

use dagster_deploy::host::Reply;
use dagster_deploy::webhook::expected::Expected;
use dagster_deploy::webhook::headers::Headers;
use dagster_deploy::webhook::oidc::{Google, Keys};
use dagster_deploy::webhook::sender::Sender;
use pollster::block_on;

use crate::testkit::FakeHost;

/// The first is a key of Standard Webhooks, too.
pub(crate) const SECRETS: [&str; 2] = ["whsec_c2VjcmV0IG9mIHRlc3Rz", "hunter2"];
/// What stands for the code of any message by any key, as it may be written.
pub(crate) const CODES: [&str; 2] = [
    "6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b",
    "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=",
];

/// A host whose signatures are not real.
fn unreal() -> FakeHost<'static> {
    let body = br#"{"keys":[{"kid":"k1","kty":"RSA","alg":"RS256","n":"AQ","e":"AQAB"}]}"#;
    FakeHost {
        answer: Box::new(|_, _| Ok(Reply { status: 200, body: body.to_vec(), ..Reply::default() })),
        hmac: |_, _| vec![b'k'; 32],
        verify: Box::new(|_, signature| signature == b"right"),
        ..FakeHost::default()
    }
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
    block_on(sender.checked(&unreal(), (headers, body), expected)).is_ok()
}
