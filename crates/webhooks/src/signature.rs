//! Secrets and signatures, as Standard Webhooks 1.0 describes them
//! (<https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>):
//! HMAC-SHA-256 over `id.timestamp.body`, in Base64, with a version before it.

use aws_lc_rs::hmac;
use axum::http::{HeaderMap, HeaderValue, header};
use data_encoding::BASE64;
use kernel::{Ctx, Timestamp};

/// What every secret begins with.
const PREFIX: &str = "whsec_";

/// What deliveries to one address are signed with. Its text is shown once.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret([u8; 32]);

impl Secret {
    pub(crate) fn mint(ctx: &Ctx) -> Self {
        Self(ctx.random_bytes())
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64.decode(text.strip_prefix(PREFIX)?.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    pub(crate) fn to_text(&self) -> String {
        format!("{PREFIX}{}", BASE64.encode(&self.0))
    }

    fn sign(&self, id: &str, seconds: i64, body: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.0);
        let tag = hmac::sign(&key, format!("{id}.{seconds}.{body}").as_bytes());
        format!("v1,{}", BASE64.encode(tag.as_ref()))
    }
}

/// A secret is never written to a log, not even by accident.
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The headers of one attempt. The moment is that of the attempt, so that a
/// receiver can refuse what somebody recorded and plays again.
pub(crate) fn headers(secrets: &[Secret], id: &str, now: Timestamp, body: &str) -> HeaderMap {
    let seconds = now.as_seconds();
    let signatures: Vec<String> = secrets.iter().map(|secret| secret.sign(id, seconds, body)).collect();
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::USER_AGENT, HeaderValue::from_static("Convoke-Webhooks/1"));
    let own = [
        ("webhook-id", id.to_owned()),
        ("webhook-timestamp", seconds.to_string()),
        ("webhook-signature", signatures.join(" ")),
    ];
    for (name, value) in own {
        // Hexadecimal, digits and Base64 are values of headers.
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked out with another program.
    #[test]
    fn a_signature_is_the_one_of_the_specification() {
        let secret = Secret::parse("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").unwrap();
        let signed = secret.sign("msg_1", 1_700_000_000, "{\"a\":1}");
        // printf 'msg_1.1700000000.{"a":1}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0001…1f -binary | base64
        assert_eq!(signed, "v1,AMaOha7DUT/0J0JMycRuYOBSvbx3WtwLd2khXXbaVj4=");
    }

    #[test]
    fn while_two_secrets_hold_both_sign() {
        let ctx = Ctx::system(&kernel::SystemClock, std::sync::Arc::new(kernel::SystemEntropy));
        let (new, old) = (Secret::mint(&ctx), Secret::mint(&ctx));
        let headers = headers(&[new.clone(), old.clone()], "a", Timestamp::from_micros(5_000_000), "{}");
        let both = format!("{} {}", new.sign("a", 5, "{}"), old.sign("a", 5, "{}"));
        assert_eq!(headers["webhook-signature"], both);
        assert_eq!(headers["webhook-timestamp"], "5");
        assert_eq!(Secret::parse(&new.to_text()), Some(new));
        assert_eq!(format!("{old:?}"), "Secret(…)");
    }
}
