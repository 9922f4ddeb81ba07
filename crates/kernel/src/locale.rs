//! The languages of interface and content.

crate::text_enum! {
    /// A language that Convoke speaks completely.
    pub enum Locale {
        /// English.
        En = "en",
        /// Simplified Chinese.
        Zh = "zh",
    }
}

impl Locale {
    /// The first segment of a page's path: `en`, `zh`.
    pub const fn tag(self) -> &'static str {
        self.as_str()
    }

    /// The value of the `lang` attribute (BCP 47).
    pub const fn html_lang(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-Hans",
        }
    }

    /// The language's name in the language itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Zh => "中文",
        }
    }

    /// The best of our languages for an `Accept-Language` header (RFC 9110,
    /// 12.5.4): highest weight first, the first listed among equals.
    pub fn negotiate(header: &str) -> Option<Self> {
        let mut wanted: Vec<(f32, Self)> = header
            .split(',')
            .filter_map(|part| {
                let mut pieces = part.split(';');
                let tag = pieces.next()?.trim().to_ascii_lowercase();
                let weight =
                    pieces.find_map(|p| p.trim().strip_prefix("q=").map(|q| q.parse().unwrap_or(0.0))).unwrap_or(1.0);
                let primary = tag.split('-').next()?;
                let locale = Self::ALL.iter().copied().find(|l| l.tag() == primary)?;
                (weight > 0.0).then_some((weight, locale))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted.first().map(|(_, locale)| *locale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_chooses() {
        assert_eq!(Locale::negotiate("zh-CN,zh;q=0.9,en;q=0.8"), Some(Locale::Zh));
        assert_eq!(Locale::negotiate("fr, en;q=0.4, zh;q=0.3"), Some(Locale::En));
        assert_eq!(Locale::negotiate("de"), None);
        assert_eq!(Locale::negotiate("zh;q=0"), None);
        assert_eq!(Locale::negotiate(""), None);
    }
}
