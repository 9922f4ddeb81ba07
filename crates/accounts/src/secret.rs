//! Secrets that people and browsers carry. The database knows their digests
//! only, so that whoever reads it cannot sign in.

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use kernel::Ctx;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// 256 random bits: a session, a browser that awaits a code, a link.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    /// A fresh one.
    pub fn mint(ctx: &Ctx) -> Self {
        Self(ctx.random_bytes())
    }

    /// Reads a token as a cookie or an address carries it.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// As a cookie or an address carries it: 43 letters, digits, `-` and `_`.
    pub fn to_text(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }

    /// What the database keeps of it. `purpose` keeps a digest of one kind from
    /// being taken for one of another.
    pub fn digest(&self, purpose: &str) -> String {
        digest(purpose, &[&self.0])
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A secret is never written to a log, not even by accident.
impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// SHA-256 over a purpose and parts, each with its length, so that no two
/// different lists of parts are the same bytes.
pub(crate) fn digest(purpose: &str, parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in std::iter::once(&purpose.as_bytes()).chain(parts) {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    HEXLOWER.encode(&hasher.finalize())
}

/// Whether two digests are equal, in a time that does not tell where they differ.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_a_cookie_and_nothing_else_is_one() {
        let ctx = Ctx::system(&kernel::SystemClock, std::sync::Arc::new(kernel::SystemEntropy));
        let token = Token::mint(&ctx);
        assert!(Token::parse(&token.to_text()) == Some(token.clone()));
        assert!(token.to_text().len() == 43);
        for other in ["", "a", "====", &"A".repeat(44)] {
            assert!(Token::parse(other).is_none(), "{other}");
        }
    }

    #[test]
    fn a_digest_depends_on_purpose_and_on_the_border_between_parts() {
        assert_ne!(digest("a", &[b"bc"]), digest("ab", &[b"c"]));
        assert_ne!(digest("a", &[b"b", b"c"]), digest("a", &[b"bc"]));
        assert!(same("ab", "ab") && !same("ab", "ac") && !same("ab", "abc"));
    }
}
