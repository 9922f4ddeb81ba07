//! When an event begins: an instant when there is an offset, else a time on the
//! clocks of the schedule's zone.

use jiff::{
    ToSpan,
    civil::{Date, DateTime, Time},
};
use kernel::{Timestamp, Zone};

/// A moment as it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Moment {
    /// With its offset in seconds.
    Instant(Timestamp, Option<i32>),
    /// On the clocks of a zone that is not named here.
    Local(DateTime),
    /// Only the day.
    Day(Date),
}

/// Reads `2024-09-25T09:30:00+08:00`, `2024-09-25 09:30`, `2024-09-25`.
pub(crate) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.len() < 10 || text.len() > 64 || !text.is_ascii() {
        return None;
    }
    if text.len() == 10 {
        return text.parse::<Date>().ok().filter(sane).map(Moment::Day);
    }
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        let sane = (-2_208_988_800..7_258_118_400).contains(&instant.as_second());
        return sane.then(|| Moment::Instant(instant.into(), offset(text)));
    }
    text.parse::<DateTime>().ok().filter(|local| sane(&local.date())).map(Moment::Local)
}

/// The offset at the end of a text, in seconds; `Z` says nothing about clocks.
fn offset(text: &str) -> Option<i32> {
    let at = text.rfind(['+', '-']).filter(|at| *at > 10)?;
    let digits: String = text[at + 1..].chars().filter(char::is_ascii_digit).take(4).collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().unwrap_or(0) * 60;
    Some(if text[at..].starts_with('-') { -seconds } else { seconds })
}

/// A clock as `9:30`, `09:30:00`.
pub(crate) fn clock(text: &str) -> Option<Time> {
    let mut parts = text.trim().split(':');
    let hour: i8 = parts.next()?.trim().parse().ok()?;
    let minute: i8 = parts.next()?.trim().parse().ok()?;
    Time::new(hour, minute, 0, 0).ok()
}

/// The first instant at which the clocks of a zone show this.
pub(crate) fn in_zone(local: DateTime, zone: &Zone) -> Option<Timestamp> {
    zone.rules().to_ambiguous_timestamp(local).compatible().ok().map(Timestamp::from)
}

/// A clock on a listed day; what begins before the day does is after midnight.
pub(crate) fn on_day(day: Date, day_start: Option<Time>, clock: Time) -> DateTime {
    let day = if day_start.is_some_and(|start| clock < start) { day.saturating_add(1.day()) } else { day };
    day.to_datetime(clock)
}

fn sane(day: &Date) -> bool {
    (1900..=2199).contains(&day.year())
}

/// A place whose clocks showed these offsets at these instants: a guess, for
/// files that name no zone.
pub(crate) fn guess(seen: &[(Timestamp, i32)]) -> Option<Zone> {
    const LIKELY: [&str; 22] = [
        "Europe/Berlin",
        "Europe/London",
        "Europe/Athens",
        "Europe/Moscow",
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
        "America/Sao_Paulo",
        "Asia/Shanghai",
        "Asia/Tokyo",
        "Asia/Kolkata",
        "Asia/Dubai",
        "Asia/Karachi",
        "Asia/Dhaka",
        "Asia/Bangkok",
        "Asia/Kathmandu",
        "Asia/Tehran",
        "Australia/Sydney",
        "Australia/Brisbane",
        "Pacific/Auckland",
        "Pacific/Honolulu",
    ];
    let fits = |zone: &Zone| seen.iter().all(|(at, offset)| at.in_zone(zone).offset().seconds() == *offset);
    if seen.is_empty() {
        return None;
    }
    LIKELY.iter().filter_map(|name| Zone::parse(name).ok()).find(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    #[test]
    fn with_an_offset_and_without() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let local = Moment::Local(date(2024, 12, 27).at(11, 0, 0, 0));
        for text in ["2024-12-27T11:00:00", "2024-12-27 11:00", "2024-12-27T11:00"] {
            assert_eq!(moment(text), Some(local), "{text}");
        }
        let at = in_zone(date(2024, 12, 27).at(11, 0, 0, 0), &zone).unwrap();
        assert_eq!(moment("2024-12-27T11:00:00+01:00"), Some(Moment::Instant(at, Some(3600))));
        assert_eq!(moment("2024-12-27T10:00:00Z"), Some(Moment::Instant(at, None)));
        assert_eq!(moment("2024-12-27"), Some(Moment::Day(date(2024, 12, 27))));
        for bad in ["", "tomorrow", "27.12.2024", "2024-13-01", "0000-00-00T00:00:00", "9999-12-31T00:00:00Z"] {
            assert_eq!(moment(bad), None, "{bad}");
        }
        assert_eq!(guess(&[(at, 3600)]).unwrap().name(), "Europe/Berlin");
    }

    #[test]
    fn after_midnight_belongs_to_the_evening_before() {
        let day = date(2024, 12, 27);
        assert_eq!(on_day(day, Some(time(8, 0, 0, 0)), time(1, 0, 0, 0)).date(), date(2024, 12, 28));
        assert_eq!(on_day(day, None, time(1, 0, 0, 0)).date(), day);
        assert_eq!(clock("9:30"), Some(time(9, 30, 0, 0)));
        assert_eq!(clock("25:00"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,70}") {
            let _ = (moment(&text), clock(&text), offset(&text));
        }

        #[test]
        fn an_instant_is_read_back(second in 0i64..4_000_000_000) {
            let at = Timestamp::from_micros(second * 1_000_000);
            prop_assert_eq!(moment(&at.to_rfc3339()), Some(Moment::Instant(at, None)));
        }
    }
}
