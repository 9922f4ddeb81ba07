//! Texts and short words, as people and browsers send them.

use super::{Target, outcome, whole};
use kernel::{EmailAddress, Locale, Slug, Zone, fold, words};

/// HTML made plain.
pub const HTML: Target = Target {
    name: "html",
    endings: &["html"],
    taken: whole,
    seeds: &[
        "<p>A &amp; B</p><ul><li>one</li></ul><script>alert(1)</script>",
        "Pipes & <valves>, Vec<u8>, a < b",
        "<!-- x --><a href='y'>z</a><br>&#x110000;&#65;&nbsp;<table><tr><td>1</td></tr></table>",
    ],
    run: |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let plain = schedule::to_plain(&text);
        // A character reference is longer than what it means, so nothing grows but by line ends.
        assert!(plain.len() <= text.len() * 2 + 2, "{} bytes became {}", text.len(), plain.len());
        outcome((plain.len().checked_ilog2(), plain.contains('<'), plain.contains("\n- "), plain.contains('&')))
    },
};

/// Slugs, addresses, zones, languages of a browser.
pub const WORDS: Target = Target {
    name: "words",
    endings: &[],
    taken: whole,
    seeds: &[
        "hangzhou-2024",
        "Lín Yuè@exämple.org",
        "Asia/Shanghai",
        "en-GB,en;q=0.8,zh-CN;q=0.9,*;q=0.1",
        "2024-09-25T09:30",
    ],
    run: |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let slug = Slug::parse(&text).ok();
        if let Some(slug) = Slug::from_title(&text) {
            assert_eq!(Slug::parse(slug.as_str()).as_ref(), Ok(&slug));
        }
        let address = EmailAddress::parse(&text).ok();
        assert!(address.as_ref().is_none_or(|address| EmailAddress::parse(address.as_str()).as_ref() == Ok(address)));
        let zone = Zone::parse(&text).ok();
        let line = words::line(&text, 80);
        if let Ok(line) = &line {
            assert_eq!(words::line(line, 80).as_ref(), Ok(line));
        }
        if let Ok(text) = words::paragraphs(&text, 5000) {
            assert_eq!(words::paragraphs(&text, 5000).as_ref(), Ok(&text));
        }
        let locale = Locale::negotiate(&text).map(Locale::tag);
        outcome((slug.is_some(), address.is_some(), zone.is_some(), line.err().map(|problem| problem.key), locale))
    },
};

/// Names as they are compared: folding twice changes nothing.
pub const FOLDING: Target = Target {
    name: "folding",
    endings: &[],
    taken: whole,
    seeds: &["Al-‘Ulá", "廣州市", "ひろしま", "Đà Nẵng", "مکه", "İstanbul ﾋﾛｼﾏ", "St. John's"],
    run: |bytes| {
        let text: String = String::from_utf8_lossy(bytes).chars().take(2000).collect();
        let (spaced, compact) = (fold::words(&text), fold::compact(&text));
        assert_eq!(fold::words(&spaced), spaced);
        assert_eq!(fold::compact(&compact), compact);
        let scripts: std::collections::BTreeSet<u32> = compact.chars().map(|c| u32::from(c) / 256).take(50).collect();
        outcome((scripts, compact.len().checked_ilog2()))
    },
};
