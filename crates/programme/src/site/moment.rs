//! Moments as machines and as readers need them.

use jiff::civil::Date;
use kernel::{Locale, Timestamp, Zone};
use std::fmt;

/// A moment by the clock of a zone, for `<time datetime>`:
/// `2024-09-25T09:30+08:00`. Writes itself into the page without a detour.
pub(super) struct Moment<'z>(pub(super) Timestamp, pub(super) &'z Zone);

impl fmt::Display for Moment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.0.in_zone(self.1);
        let east = at.offset().seconds() / 60;
        let sign = if east < 0 { '-' } else { '+' };
        let (year, month, day) = (at.year(), at.month(), at.day());
        write!(f, "{year:04}-{month:02}-{day:02}T{:02}:{:02}", at.hour(), at.minute())?;
        write!(f, "{sign}{:02}:{:02}", east.abs() / 60, east.abs() % 60)
    }
}

/// How far a zone's clocks are from UTC at a moment: `UTC+8`, `UTC+5:30`.
pub(super) fn utc_offset(at: Timestamp, zone: &Zone) -> String {
    let east = at.in_zone(zone).offset().seconds() / 60;
    // A real minus: this is read, not parsed.
    let sign = if east < 0 { '−' } else { '+' };
    match (east.abs() / 60, east.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// The civil day of a moment in a zone.
pub(super) fn day_of(at: Timestamp, zone: &Zone) -> Date {
    at.in_zone(zone).date()
}

/// Names one after the other, as the language joins them: `Chinese, English and Thai`.
pub(super) fn joined(names: &[&str], locale: Locale) -> String {
    let (comma, and) = match locale {
        Locale::En => (", ", " and "),
        Locale::Zh => ("、", "和"),
    };
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{}{and}{last}", first.join(comma)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    #[test]
    fn a_moment_carries_its_offset() {
        let at = instant("2024-09-25T01:30:00Z");
        let zone = |name| Zone::parse(name).unwrap();
        assert_eq!(Moment(at, &zone("Asia/Shanghai")).to_string(), "2024-09-25T09:30+08:00");
        assert_eq!(Moment(at, &zone("America/St_Johns")).to_string(), "2024-09-24T23:00-02:30");
        assert_eq!(utc_offset(at, &zone("Asia/Shanghai")), "UTC+8");
        assert_eq!(utc_offset(at, &zone("America/St_Johns")), "UTC−2:30");
        assert_eq!(utc_offset(at, &zone("Atlantic/Reykjavik")), "UTC");
    }

    #[test]
    fn names_are_joined_as_the_language_does() {
        assert_eq!(joined(&["Chinese", "English", "Thai"], Locale::En), "Chinese, English and Thai");
        assert_eq!(joined(&["汉语", "英语"], Locale::Zh), "汉语和英语");
        assert_eq!(joined(&["汉语"], Locale::Zh), "汉语");
        assert_eq!(joined(&[], Locale::En), "");
    }
}
