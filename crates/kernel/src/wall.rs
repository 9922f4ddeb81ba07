//! What somebody reads off a clock on the wall of a zone, and the instant it is.

use crate::{FieldProblem, Timestamp, Zone};
use jiff::civil::{Date, Time};

/// Reads `2024-09-25T09:30`, as `<input type="datetime-local">` sends it, or the
/// same with a space.
///
/// # Errors
/// `problem-moment`, `problem-skipped`.
pub fn read_moment(raw: &str, zone: &Zone) -> Result<Timestamp, FieldProblem> {
    let bad = || FieldProblem::new("problem-moment");
    let (day, clock) = raw.trim().split_once(['T', ' ']).ok_or_else(bad)?;
    let day: Date = day.parse().map_err(|_| bad())?;
    // Browsers leave the seconds away; some send them as noughts.
    let clock = read_clock(clock.strip_suffix(":00").filter(|rest| rest.len() == 5).unwrap_or(clock));
    instant(day, clock.map_err(|_| bad())?, zone)
}

/// The same way back, for the field of a form.
pub fn written_moment(at: Timestamp, zone: &Zone) -> String {
    at.in_zone(zone).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// As [`read_moment`], but nothing is also an answer.
///
/// # Errors
/// As there.
pub fn read_optional_moment(raw: &str, zone: &Zone) -> Result<Option<Timestamp>, FieldProblem> {
    if raw.trim().is_empty() { Ok(None) } else { read_moment(raw, zone).map(Some) }
}

/// `09:30`, as `<input type="time">` sends it.
///
/// # Errors
/// `problem-time`.
pub fn read_clock(raw: &str) -> Result<Time, FieldProblem> {
    let bad = || FieldProblem::new("problem-time");
    let (hour, minute) = raw.split_once(':').ok_or_else(bad)?;
    let number = |text: &str| if text.len() == 2 { text.parse::<i8>().map_err(|_| bad()) } else { Err(bad()) };
    Time::new(number(hour)?, number(minute)?, 0, 0).map_err(|_| bad())
}

/// The instant at which the clocks of `zone` show this time. One that they skip
/// is a mistake to be told; of one that they show twice the first is meant.
///
/// # Errors
/// `problem-skipped`, `problem-time`.
pub fn instant(day: Date, clock: Time, zone: &Zone) -> Result<Timestamp, FieldProblem> {
    let local = zone.rules().to_ambiguous_timestamp(day.to_datetime(clock));
    if matches!(local.offset(), jiff::tz::AmbiguousOffset::Gap { .. }) {
        return Err(FieldProblem::new("problem-skipped"));
    }
    local.compatible().map(Timestamp::from).map_err(|_| FieldProblem::new("problem-time"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_moment_is_read_and_written_in_the_zone_of_the_edition() {
        let zone = Zone::parse("Asia/Kolkata").unwrap();
        for raw in ["2024-09-25T09:30", " 2024-09-25 09:30 ", "2024-09-25T09:30:00"] {
            let at = read_moment(raw, &zone).unwrap();
            assert_eq!(at.to_rfc3339(), "2024-09-25T04:00:00Z", "{raw}");
            assert_eq!(written_moment(at, &zone), "2024-09-25T09:30");
        }
        for bad in ["", "2024-09-25", "25.9.2024 09:30", "2024-09-25T9:30", "2024-13-01T09:30", "T"] {
            assert_eq!(read_moment(bad, &zone).unwrap_err().key, "problem-moment", "{bad}");
        }
    }

    fn zone(name: &str) -> Zone {
        Zone::parse(name).unwrap()
    }

    #[test]
    fn a_clock_is_read_in_the_zone_of_the_edition() {
        let at = |clock: &str, name: &str| {
            instant(date(2024, 9, 25), read_clock(clock).unwrap(), &zone(name)).unwrap().to_rfc3339()
        };
        assert_eq!(at("09:30", "Asia/Shanghai"), "2024-09-25T01:30:00Z");
        assert_eq!(at("09:30", "Asia/Kolkata"), "2024-09-25T04:00:00Z");
        for bad in ["", "9:30", "24:00", "09:60", "0930", "09:30:00", "09.30", "上午九点"] {
            assert_eq!(read_clock(bad).unwrap_err().key, "problem-time", "{bad}");
        }
    }

    #[test]
    fn a_night_on_which_the_clocks_change() {
        let berlin = zone("Europe/Berlin");
        let half_past_two = read_clock("02:30").unwrap();
        let skipped = instant(date(2024, 3, 31), half_past_two, &berlin);
        assert_eq!(skipped.unwrap_err().key, "problem-skipped");
        let twice = instant(date(2024, 10, 27), half_past_two, &berlin).unwrap();
        assert_eq!(twice.to_rfc3339(), "2024-10-27T00:30:00Z");
    }

    #[test]
    fn a_moment_may_be_left_out() {
        assert_eq!(read_optional_moment(" ", &zone("Asia/Shanghai")), Ok(None));
        let skipped = read_optional_moment("2024-03-31T02:30", &zone("Europe/Berlin"));
        assert_eq!(skipped.unwrap_err().key, "problem-skipped");
    }
}
