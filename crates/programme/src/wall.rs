//! What somebody reads off a clock in the edition's zone, and the instant it is.

use jiff::civil::{Date, Time};
use kernel::{FieldProblem, Timestamp, Zone};

/// Reads `2024-09-25T09:30`, as `<input type="datetime-local">` sends it, or the
/// same with a space.
///
/// # Errors
/// `programme-problem-moment`, `programme-problem-clock-skipped`.
pub fn read_moment(raw: &str, zone: &Zone) -> Result<Timestamp, FieldProblem> {
    let bad = || FieldProblem::new("programme-problem-moment");
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

/// `09:30`, as `<input type="time">` sends it.
pub(crate) fn read_clock(raw: &str) -> Result<Time, FieldProblem> {
    let bad = || FieldProblem::new("programme-problem-clock");
    let (hour, minute) = raw.split_once(':').ok_or_else(bad)?;
    let number = |text: &str| if text.len() == 2 { text.parse::<i8>().map_err(|_| bad()) } else { Err(bad()) };
    Time::new(number(hour)?, number(minute)?, 0, 0).map_err(|_| bad())
}

/// The instant at which the clocks of `zone` show this time. One that they skip
/// is a mistake to be told; of one that they show twice the first is meant.
pub(crate) fn instant(day: Date, clock: Time, zone: &Zone) -> Result<Timestamp, FieldProblem> {
    let local = zone.rules().to_ambiguous_timestamp(day.to_datetime(clock));
    if matches!(local.offset(), jiff::tz::AmbiguousOffset::Gap { .. }) {
        return Err(FieldProblem::new("programme-problem-clock-skipped"));
    }
    local.compatible().map(Timestamp::from).map_err(|_| FieldProblem::new("programme-problem-clock"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_and_written_in_the_zone_of_the_edition() {
        let zone = Zone::parse("Asia/Kolkata").unwrap();
        for raw in ["2024-09-25T09:30", " 2024-09-25 09:30 ", "2024-09-25T09:30:00"] {
            let at = read_moment(raw, &zone).unwrap();
            assert_eq!(at.to_rfc3339(), "2024-09-25T04:00:00Z", "{raw}");
            assert_eq!(written_moment(at, &zone), "2024-09-25T09:30");
        }
        for bad in ["", "2024-09-25", "25.9.2024 09:30", "2024-09-25T9:30", "2024-13-01T09:30", "T"] {
            assert_eq!(read_moment(bad, &zone).unwrap_err().key, "programme-problem-moment", "{bad}");
        }
    }
}
