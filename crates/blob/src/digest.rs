//! The name of a file: the SHA-256 of its content.

use data_encoding::HEXLOWER;
use kernel::column::Column;

/// SHA-256 in hexadecimal, 64 small letters and digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(String);

impl Digest {
    /// The digest of 32 bytes that a hasher gave.
    pub(crate) fn of_hash(hash: &[u8]) -> Self {
        Self(HEXLOWER.encode(hash))
    }

    /// Reads a digest; nothing else can become a path in a store.
    pub fn parse(text: &str) -> Option<Self> {
        let shaped = text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        shaped.then(|| Self(text.to_owned()))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Column for Digest {
    type Raw = String;
    fn to_raw(&self) -> String {
        self.0.clone()
    }
    fn from_raw(raw: String) -> Result<Self, String> {
        Self::parse(&raw).ok_or_else(|| format!("{raw:?} is not a SHA-256"))
    }
}
kernel::stored!(Digest);

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn only_a_digest_is_one() {
        assert!(Digest::parse(&"a".repeat(64)).is_some());
        for bad in ["", "..", &"A".repeat(64), &"a".repeat(63), &format!("../{}", "a".repeat(61))] {
            assert!(Digest::parse(bad).is_none(), "{bad}");
        }
    }
}
