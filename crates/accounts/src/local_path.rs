//! Where to go after signing in: a page of this house, never another host.

/// A path without language, with its query: `/hangzhou-2024/desk`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LocalPath(String);

impl LocalPath {
    /// Longer ones are dropped: nobody typed them.
    const LIMIT: usize = 500;

    /// Reads what a form or an address says; anything doubtful is nothing.
    pub(crate) fn parse(raw: &str) -> Option<Self> {
        // Browsers read "//" and "/\" as the beginning of another host.
        let is_local = raw.starts_with('/') && !raw.starts_with("//") && !raw.contains('\\');
        let is_plain = raw.len() <= Self::LIMIT && raw.bytes().all(|b| (0x21..0x7f).contains(&b));
        // Coming back to the sign-in would go round in circles.
        let is_elsewhere = !raw.starts_with("/sign-");
        (is_local && is_plain && is_elsewhere).then(|| Self(raw.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::LocalPath;

    #[test]
    fn only_pages_of_this_house() {
        for good in ["/", "/hangzhou-2024/desk", "/a?b=c%20d"] {
            assert!(LocalPath::parse(good).is_some(), "{good}");
        }
        for bad in ["", "//evil.example", "/\\evil.example", "https://evil.example", "/a b", "/a\r\nX: y", "/sign-in"] {
            assert!(LocalPath::parse(bad).is_none(), "{bad}");
        }
    }
}
