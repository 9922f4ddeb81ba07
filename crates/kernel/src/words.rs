//! Short texts with a shape: slugs, addresses, names. Lengths count Unicode
//! scalar values, the same in every layer.

use crate::{FieldProblem, column::Column};
use serde::{Deserialize, Serialize};

/// Checks a required single-line text: trimmed, 1 to `limit` characters, no
/// control characters.
///
/// # Errors
/// `problem-required`, `problem-too-long`, `problem-characters`.
pub fn line(raw: &str, limit: usize) -> Result<String, FieldProblem> {
    let text = optional_line(raw, limit)?;
    if text.is_empty() { Err(FieldProblem::new("problem-required")) } else { Ok(text) }
}

/// As [`line`], but nothing is also an answer.
///
/// # Errors
/// `problem-too-long`, `problem-characters`.
pub fn optional_line(raw: &str, limit: usize) -> Result<String, FieldProblem> {
    let text = raw.trim();
    within(text, limit)?;
    if text.chars().any(char::is_control) {
        return Err(FieldProblem::new("problem-characters"));
    }
    Ok(text.to_owned())
}

/// Checks a text of several lines; line ends become `\n`.
///
/// # Errors
/// `problem-too-long`, `problem-characters`.
pub fn paragraphs(raw: &str, limit: usize) -> Result<String, FieldProblem> {
    let text = raw.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
    within(&text, limit)?;
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(FieldProblem::new("problem-characters"));
    }
    Ok(text)
}

fn within(text: &str, limit: usize) -> Result<(), FieldProblem> {
    let length = text.chars().count();
    if length > limit {
        return Err(FieldProblem::new("problem-too-long").with("limit", limit).with("length", length));
    }
    Ok(())
}

macro_rules! text_type {
    ($ty:ident) => {
        impl $ty {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl std::fmt::Display for $ty {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl Column for $ty {
            type Raw = String;
            fn to_raw(&self) -> String {
                self.0.clone()
            }
            fn from_raw(raw: String) -> Result<Self, String> {
                Ok(Self(raw))
            }
        }
        crate::stored!($ty);
    };
}

/// The part of an address that names a thing: lower-case ASCII letters, digits
/// and single hyphens, 1 to 80 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);
text_type!(Slug);

impl Slug {
    /// Reads a slug as typed.
    ///
    /// # Errors
    /// `problem-required`, `problem-too-long`, `problem-slug`.
    pub fn parse(raw: &str) -> Result<Self, FieldProblem> {
        let text = line(raw, 80)?;
        let shaped = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--");
        if shaped { Ok(Self(text)) } else { Err(FieldProblem::new("problem-slug")) }
    }

    /// The slug nearest to a title; `None` when nothing of it is ASCII.
    pub fn from_title(title: &str) -> Option<Self> {
        let mut slug = String::new();
        for c in title.chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') && c != '\'' && c != '’' {
                slug.push('-');
            }
            if slug.len() >= 60 {
                break;
            }
        }
        Self::parse(slug.trim_matches('-')).ok()
    }
}

/// Where mail goes. The domain is lower-cased; the local part is kept as typed
/// but compared without case through [`EmailAddress::key`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EmailAddress(String);
text_type!(EmailAddress);

impl EmailAddress {
    /// Reads an address (RFC 5321 lengths; international local parts and
    /// domains are taken, RFC 6531). Only mail that arrives proves it.
    ///
    /// # Errors
    /// `problem-required`, `problem-too-long`, `problem-email`.
    pub fn parse(raw: &str) -> Result<Self, FieldProblem> {
        let text = line(raw, 254)?;
        let bad = || FieldProblem::new("problem-email");
        let (local, domain) = text.rsplit_once('@').ok_or_else(bad)?;
        // What is kept is what was looked at: İ in small letters is an i and a dot.
        let domain = domain.to_lowercase();
        let domain_ok = domain.contains('.')
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && label.len() <= 63
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                    && !label.starts_with('-')
                    && !label.ends_with('-')
            });
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c));
        if !domain_ok || !local_ok {
            return Err(bad());
        }
        Ok(Self(format!("{local}@{domain}")))
    }

    /// The form in which two addresses are compared.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for good in ["a@b.cn", "o'brien+x@Example.ORG", "用户@例子.广告"] {
            let address = EmailAddress::parse(good).unwrap();
            assert_eq!(EmailAddress::parse(address.as_str()), Ok(address), "{good}");
        }
        for bad in ["", "a", "a@b", "a b@c.de", "a@-b.de", "@b.de", "a@b..de", "a@b.de\nBcc: x@y.z", "a@İ.org"] {
            assert!(EmailAddress::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn slugs() {
        assert_eq!(Slug::from_title("O'Brien: Cities & Rivers").unwrap().as_str(), "obrien-cities-rivers");
        assert_eq!(Slug::from_title("智慧城市"), None);
        assert!(Slug::parse("Hangzhou").is_err());
        assert!(Slug::parse("a--b").is_err());
    }

    #[test]
    fn lengths_count_characters_not_bytes() {
        assert!(line(&"智".repeat(80), 80).is_ok());
        assert_eq!(line(&"智".repeat(81), 80).unwrap_err().key, "problem-too-long");
        assert_eq!(line("a\u{0}b", 80).unwrap_err().key, "problem-characters");
    }
}
