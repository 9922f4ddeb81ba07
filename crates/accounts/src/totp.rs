//! One-time passwords by the clock (RFC 6238), as every authenticator app makes
//! them: SHA-1, six digits, thirty seconds. Pure.

use data_encoding::BASE32_NOPAD;
use kernel::{Ctx, Timestamp};
use totp_rs::{Algorithm, Builder, Totp};

/// Bytes of a secret: what RFC 4226 recommends.
const SECRET_BYTES: usize = 20;

/// A secret shared with somebody's app.
#[derive(Clone)]
pub(crate) struct Secret([u8; SECRET_BYTES]);

impl Secret {
    pub(crate) fn mint(ctx: &Ctx) -> Self {
        Self(ctx.random_bytes())
    }

    /// Reads the form in which it is stored and typed into an app.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        BASE32_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok().map(Self)
    }

    /// As an app takes it: `JBSWY3DP…`.
    pub(crate) fn to_text(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// The same in groups of four, for those who type it.
    pub(crate) fn spaced(&self) -> String {
        let text = self.to_text();
        text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
    }

    fn rules(&self) -> Totp {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            // One step either way: phones' clocks are off by seconds, not by minutes.
            .with_skew(1)
            .with_step_duration(30)
            .with_secret(self.0.to_vec())
            .build_noncompliant()
    }

    /// The step whose password was given, if it is one of now and later than
    /// the last one taken.
    pub(crate) fn accepts(&self, typed: &str, now: Timestamp, last_step: i64) -> Option<i64> {
        let seconds = u64::try_from(now.as_seconds()).ok()?;
        let step = i64::try_from(self.rules().check(typed, seconds)?).ok()?;
        (step > last_step).then_some(step)
    }

    /// The password of an instant, for tests and for the demonstration's own walk.
    #[cfg(test)]
    pub(crate) fn password(&self, now: Timestamp) -> String {
        format!("{}", self.rules().generate(u64::try_from(now.as_seconds()).unwrap_or(0)))
    }

    /// The address that an app reads from a QR code (Google's key URI format).
    pub(crate) fn address(&self, house: &str, account: &str) -> String {
        let (house, account) = (escaped(house), escaped(account));
        format!("otpauth://totp/{house}:{account}?secret={}&issuer={house}&digits=6&period=30", self.to_text())
    }

    /// That address as a picture; `None` when it is too long for one.
    pub(crate) fn picture(&self, house: &str, account: &str) -> Option<String> {
        use fast_qr::convert::{Builder as _, svg::SvgBuilder};
        let code = fast_qr::QRBuilder::new(self.address(house, account)).build().ok()?;
        Some(SvgBuilder::default().margin(4).to_str(&code))
    }
}

/// Percent-encodes everything that is not plain in an address.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rfc_secret() -> Secret {
        Secret(*b"12345678901234567890")
    }

    #[test]
    fn passwords_are_those_of_rfc_6238() {
        // Appendix B, the last six of its eight digits.
        for (seconds, password) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let now = Timestamp::from_micros(seconds * 1_000_000);
            assert_eq!(rfc_secret().password(now), password);
            assert_eq!(rfc_secret().accepts(password, now, 0), Some(seconds / 30));
        }
    }

    #[test]
    fn a_step_is_taken_once_and_only_near_its_time() {
        let now = Timestamp::from_micros(1_111_111_109 * 1_000_000);
        let password = rfc_secret().password(now);
        let step = rfc_secret().accepts(&password, now, 0).unwrap();
        assert_eq!(rfc_secret().accepts(&password, now, step), None);
        assert_eq!(rfc_secret().accepts(&password, now.plus_seconds(30), step - 1), Some(step));
        assert_eq!(rfc_secret().accepts(&password, now.plus_seconds(90), 0), None);
        assert_eq!(rfc_secret().accepts("", now, 0), None);
        assert_eq!(rfc_secret().accepts("08180", now, 0), None);
    }

    #[test]
    fn a_secret_is_stored_typed_and_photographed() {
        let secret = rfc_secret();
        assert_eq!(Secret::parse(&secret.to_text()).unwrap().0, secret.0);
        assert!(Secret::parse("short").is_none());
        assert!(secret.address("Convoke", "a b@c.de").starts_with("otpauth://totp/Convoke:a%20b%40c.de?secret=GEZD"));
        assert!(secret.picture("Convoke", "a@b.cn").unwrap().starts_with("<svg"));
    }
}
