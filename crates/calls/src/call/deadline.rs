//! Deadlines: instants, entered by the clocks of a zone, decided by the server's.

use jiff::civil::Date;
use kernel::{FieldProblem, Timestamp, Zone, wall};

/// How an instant stands to a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// Before it.
    InTime,
    /// After it, by a code that holds longer.
    ByCode,
    /// After it, within the minutes of grace; the log says so.
    InGrace,
    /// Too late, or too early.
    Passed,
}

impl Deadline {
    /// What is sent now is taken.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Passed)
    }

    /// The word in the log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InTime => "in_time",
            Self::ByCode => "by_code",
            Self::InGrace => "in_grace",
            Self::Passed => "passed",
        }
    }
}

/// The instant at which the clocks of `zone` show this day and time. An hour
/// that they skip is refused, one that they show twice is taken the first time.
///
/// # Errors
/// `calls-problem-day`, `problem-time`, `problem-skipped`.
pub fn instant(day: &str, clock: &str, zone: &Zone) -> Result<Timestamp, FieldProblem> {
    let day: Date = day.trim().parse().map_err(|_| FieldProblem::new("calls-problem-day"))?;
    wall::instant(day, wall::read_clock(clock.trim())?, zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_an_instant_of_a_zone() {
        let at = |day, clock, zone| instant(day, clock, &Zone::parse(zone).unwrap());
        assert_eq!(at("2024-09-30", "00:00", "Asia/Shanghai").unwrap().to_rfc3339(), "2024-09-29T16:00:00Z");
        assert_eq!(at("2024-09-30", "00:00", "Asia/Kathmandu").unwrap().to_rfc3339(), "2024-09-29T18:15:00Z");
        assert_eq!(at("2024-03-31", "02:30", "Europe/Paris").unwrap_err().key, "problem-skipped");
        assert_eq!(at("2024-10-27", "02:30", "Europe/Paris").unwrap().to_rfc3339(), "2024-10-27T00:30:00Z");
        assert_eq!(at("30.9.2024", "00:00", "Asia/Shanghai").unwrap_err().key, "calls-problem-day");
        assert_eq!(at("2024-09-30", "24:00", "Asia/Shanghai").unwrap_err().key, "problem-time");
    }
}
