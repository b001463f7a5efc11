//! Which of Google's tokens are believed, and when its keys are fetched.

use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pollster::block_on;
use serde_json::{Value, json};

use super::{NOW, fake_host, headers};
use crate::host::{Fault, Reply};
use crate::testkit::FakeHost;
use crate::webhook::expected::Expected;
use crate::webhook::oidc::{Google, Keys};
use crate::webhook::sender;

const AUDIENCE: &str = "https://edge.example.com/webhooks/artifact-registry";
const ACCOUNT: &str = "push@acme.iam.gserviceaccount.com";

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn head() -> Value {
    json!({ "alg": "RS256", "kid": "k1", "typ": "JWT" })
}

fn claims() -> Value {
    json!({
        "iss": "https://accounts.google.com", "aud": AUDIENCE, "azp": "1", "sub": "1",
        "email": ACCOUNT, "email_verified": true, "iat": NOW - 60.0, "exp": NOW + 3540.0,
    })
}

/// The value with another for one of its keys, or without it for null.
fn with(mut value: Value, key: &str, other: Value) -> Value {
    match other {
        Value::Null => drop(value.as_object_mut().expect("an object").remove(key)),
        other => value[key] = other,
    }
    value
}

/// The header with a token that is signed by the key of this `n`.
fn bearer(head: &Value, claims: &Value, n: &str) -> String {
    format!("Bearer {}.{}.{}", encoded(head), encoded(claims), URL_SAFE_NO_PAD.encode(n))
}

fn keys(ids: &[&str]) -> Reply {
    let key = |id: &&str| {
        json!({
            "kid": id, "n": format!("n-{id}"), "e": "AQAB", "kty": "RSA", "alg": "RS256",
            "use": "sig", "x5u": "https://attacker.example",
        })
    };
    let all: Vec<_> = ids.iter().map(key).collect();
    Reply { status: 200, body: json!({ "keys": all }).to_string().into(), ..Reply::default() }
}

/// A host that reaches Google, which answers each request with the same.
struct Outside {
    host: FakeHost<'static>,
    reply: Rc<RefCell<Result<Reply, Fault>>>,
    /// The keys that signatures were verified with.
    used: Rc<RefCell<Vec<String>>>,
}

impl Outside {
    fn new(reply: Result<Reply, Fault>) -> Self {
        let (reply, used) = (Rc::new(RefCell::new(reply)), Rc::default());
        let (answer, keys) = (Rc::clone(&reply), Rc::<RefCell<Vec<String>>>::clone(&used));
        let verify = move |jwk: &str, signature: &[u8]| {
            keys.borrow_mut().push(jwk.to_owned());
            let key: Value = serde_json::from_str(jwk).expect("JSON");
            key["n"].as_str().map(str::as_bytes) == Some(signature)
        };
        let answer = Box::new(move |_: &_, _: &_| answer.borrow().clone());
        let host = FakeHost { answer, verify: Box::new(verify), ..fake_host() };
        Self { host, reply, used }
    }

    /// From now on this is what a request is answered.
    fn answers(&self, reply: Result<Reply, Fault>) {
        drop(self.reply.replace(reply));
    }

    fn set_time(&self, seconds: f64) {
        self.host.clock.set(seconds * 1000.0);
    }

    fn requests(&self) -> usize {
        self.host.requests.borrow().len()
    }
}

fn google() -> Outside {
    Outside::new(Ok(keys(&["k1", "k2"])))
}

async fn checked(outside: &Outside, cache: &Keys, authorization: &str) -> Result<(), String> {
    let google = Google { audience: AUDIENCE, service_account: ACCOUNT, keys: cache };
    let expected = Expected { google: Some(google), ..Expected::default() };
    let sender = sender::find("artifact-registry").expect("a sender");
    let headers = headers(&[("Authorization", authorization)]);
    sender.checked(&outside.host, (&headers, b"{}"), &expected).await.map(drop)
}

fn signed_by(id: &str) -> String {
    bearer(&with(head(), "kid", json!(id)), &claims(), &format!("n-{id}"))
}

#[test]
fn a_token_of_the_service_account_is_accepted_and_its_key_is_requested_from_google_only() {
    let host = google();
    assert_eq!(block_on(checked(&host, &Keys::default(), &signed_by("k2"))), Ok(()));
    let requests = host.host.requests.borrow();
    let [request] = &requests[..] else { panic!("one request") };
    assert_eq!(request.url, "https://www.googleapis.com/oauth2/v3/certs");
    assert_eq!((request.method, request.max_body_bytes), ("GET", 64 * 1024));
    assert_eq!(request.timeout_milliseconds, 10_000);
    let used: Value = serde_json::from_str(&host.used.borrow()[0]).expect("JSON");
    assert_eq!(used, json!({ "kty": "RSA", "alg": "RS256", "n": "n-k2", "e": "AQAB" }));
}

#[test]
fn a_token_with_other_claims_is_refused_before_any_request() {
    let host = google();
    let is_refused = |authorization: &str| {
        block_on(checked(&host, &Keys::default(), authorization)).expect_err(authorization)
    };
    for (key, other, reason) in [
        ("iss", json!("https://accounts.google.com.evil.example"), "not issued by Google"),
        ("iss", json!(["accounts.google.com"]), "not issued by Google"),
        ("aud", json!("https://other.example.com"), "for another audience"),
        ("aud", json!([AUDIENCE]), "for another audience"),
        ("aud", Value::Null, "for another audience"),
        ("email", json!("other@acme.iam.gserviceaccount.com"), "not of the service account"),
        ("email", Value::Null, "not of the service account"),
        ("email_verified", json!(false), "not of the service account"),
        ("email_verified", json!("true"), "not of the service account"),
        ("email_verified", Value::Null, "not of the service account"),
        ("exp", json!(NOW - 301.0), "expired"),
        ("exp", json!("never"), "expired"),
        ("exp", Value::Null, "expired"),
        ("iat", json!(NOW + 301.0), "of a time to come"),
        ("iat", Value::Null, "of a time to come"),
    ] {
        let claims = with(claims(), key, other.clone());
        let seen = is_refused(&bearer(&head(), &claims, "n-k1"));
        assert!(seen.ends_with(reason), "{key} {other}: {seen}");
    }
    for (key, other) in [
        ("alg", json!("none")),
        ("alg", json!("HS256")),
        ("alg", json!("rs256")),
        ("alg", json!("RS512")),
        ("alg", Value::Null),
        ("crit", json!(["b64"])),
    ] {
        let seen = is_refused(&bearer(&with(head(), key, other), &claims(), "n-k1"));
        assert_eq!(seen, "its token is not signed by RS256");
    }
    is_refused(&bearer(&with(head(), "kid", Value::Null), &claims(), "n-k1"));
    assert!(host.requests() == 0 && host.used.borrow().is_empty());
}

#[test]
fn what_is_no_token_is_refused() {
    let host = google();
    let good = signed_by("k1");
    let token = good.strip_prefix("Bearer ").expect("a token");
    let [head, claims, signature] = token.split('.').collect::<Vec<_>>()[..] else { panic!() };
    for bad in [
        "",
        "Bearer",
        "Bearer ",
        token,
        &format!("Basic {token}"),
        &format!("Bearer {head}.{claims}"),
        &format!("Bearer {head}.{claims}."),
        &format!("Bearer {head}.{claims}.{signature}="),
        &format!("Bearer {head}.{claims}.{signature}.{signature}"),
        &format!("Bearer {head}=.{claims}.{signature}"),
        &format!("Bearer {}.{claims}.{signature}", URL_SAFE_NO_PAD.encode("[]")),
        &format!("Bearer {head}.{}.{signature}", URL_SAFE_NO_PAD.encode("null")),
        &format!("Bearer {head}.!.{signature}"),
        &format!("Bearer {head}.{claims}.{}", "A".repeat(9000)),
        &bearer(&self::head(), &self::claims(), "n-k2"),
    ] {
        assert!(block_on(checked(&host, &Keys::default(), bad)).is_err(), "{bad}");
    }
    assert_eq!(block_on(checked(&host, &Keys::default(), &format!("bearer  {token}"))), Ok(()));
}

#[test]
fn clocks_may_differ_by_five_minutes() {
    let host = google();
    for seconds in [-359.0, 3839.0] {
        host.set_time(NOW + seconds);
        assert_eq!(
            block_on(checked(&host, &Keys::default(), &signed_by("k1"))),
            Ok(()),
            "{seconds}"
        );
    }
}

#[test]
fn keys_are_cached_for_an_hour() {
    let (host, cache) = (google(), Keys::default());
    let at = |seconds: f64| {
        host.set_time(NOW + seconds);
        assert_eq!(block_on(checked(&host, &cache, &signed_by("k1"))), Ok(()));
        host.requests()
    };
    assert_eq!([at(0.0), at(1.0), at(3599.0)], [1, 1, 1]);
    host.answers(Ok(keys(&["k1"])));
    assert_eq!([at(3600.0), at(3601.0)], [2, 2]);
    // What was taken back is not believed any more.
    assert!(block_on(checked(&host, &cache, &signed_by("k2"))).is_err());
}

#[test]
fn an_unknown_key_has_them_fetched_again_at_most_once_a_minute() {
    let (host, cache) = (google(), Keys::default());
    let at = |seconds: f64| {
        host.set_time(NOW + seconds);
        let is_good = block_on(checked(&host, &cache, &signed_by("k3"))).is_ok();
        (is_good, host.requests())
    };
    assert_eq!([at(0.0), at(1.0), at(59.0)], [(false, 1); 3]);
    assert_eq!([at(60.0), at(61.0)], [(false, 2); 2]);
    host.answers(Err(Fault::default()));
    assert_eq!([at(120.0), at(121.0)], [(false, 3); 2]);
    // The keys that are known are good meanwhile.
    assert_eq!(block_on(checked(&host, &cache, &signed_by("k1"))), Ok(()));
    host.answers(Ok(keys(&["k3"])));
    assert_eq!([at(180.0), at(181.0)], [(true, 4); 2]);
}

#[test]
fn without_keys_nothing_is_believed_and_the_next_token_asks_again() {
    let (host, cache) = (google(), Keys::default());
    let odd = |status, body: &str| Ok(Reply { status, body: body.into(), ..Reply::default() });
    for reply in [
        Err(Fault { code: "ERR_TIMEOUT".to_owned(), message: "no answer".to_owned() }),
        odd(302, r#"{"keys":[]}"#),
        odd(200, ""),
        odd(200, r#"{"keys":{}}"#),
    ] {
        host.answers(reply);
        let seen = block_on(checked(&host, &cache, &signed_by("k1"))).expect_err("no keys");
        assert!(seen.starts_with("Google's keys cannot be fetched: "), "{seen}");
    }
    assert_eq!(host.requests(), 4);
    host.answers(Ok(keys(&["k1"])));
    assert_eq!(block_on(checked(&host, &cache, &signed_by("k1"))), Ok(()));
}

#[test]
fn a_key_for_anything_else_is_none() {
    for (key, other) in
        [("kty", "EC"), ("alg", "RS512"), ("alg", "HS256"), ("kid", "k2"), ("n", "")]
    {
        let good = json!({ "kid": "k1", "n": "n-k1", "e": "AQAB", "kty": "RSA", "alg": "RS256" });
        let host = Outside::new(Err(Fault::default()));
        let is_good = |key: Value| {
            let body = json!({ "keys": [key] }).to_string().into();
            host.answers(Ok(Reply { status: 200, body, ..Reply::default() }));
            block_on(checked(&host, &Keys::default(), &signed_by("k1"))).is_ok()
        };
        assert!(is_good(good.clone()), "{key}");
        assert!(!is_good(with(good.clone(), key, json!(other))), "{key} {other}");
        assert!(!is_good(with(good, key, Value::Null)), "no {key}");
    }
}

#[test]
fn tokens_that_come_at_once_before_there_are_keys_are_all_believed() {
    let (host, cache) = (google(), Keys::default());
    let token = signed_by("k1");
    let mut first = pin!(checked(&host, &cache, &token));
    let mut second = pin!(checked(&host, &cache, &token));
    let mut context = Context::from_waker(Waker::noop());
    assert!(first.as_mut().poll(&mut context).is_pending());
    assert!(second.as_mut().poll(&mut context).is_pending());
    assert_eq!((block_on(first), block_on(second)), (Ok(()), Ok(())));
}

#[test]
fn where_there_is_a_secret_too_both_have_to_be_right() {
    let sender = sender::find("artifact-registry").expect("a sender");
    let (host, cache) = (google(), Keys::default());
    let is_good = |authorization: &str, url_secret| {
        let google = Google { audience: AUDIENCE, service_account: ACCOUNT, keys: &cache };
        let secrets = &["hunter2"];
        let expected =
            Expected { secrets, url_secret, google: Some(google), ..Expected::default() };
        let headers = headers(&[("Authorization", authorization)]);
        block_on(sender.checked(&host.host, (&headers, b"{}"), &expected)).is_ok()
    };
    assert!(is_good(&signed_by("k1"), Some("hunter2")));
    assert!(!is_good(&signed_by("k1"), Some("hunter3")) && !is_good(&signed_by("k1"), None));
    assert!(!is_good("Bearer x", Some("hunter2")));
}
