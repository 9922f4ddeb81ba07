//! Whole minutes of UTC, as the forms of Convoke take them.

use std::time::Duration;

const MINUTE: u64 = 60;
const DAY: u64 = 24 * 60 * MINUTE;

/// A whole minute, in seconds since 1970 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minute(u64);

impl Minute {
    /// The first whole minute that is `least` after `now` or later.
    pub fn after(now: Duration, least: Duration) -> Self {
        let then = now + least;
        let seconds = then.as_secs() + u64::from(then.subsec_nanos() > 0);
        Self(seconds.div_ceil(MINUTE) * MINUTE)
    }

    /// As an instant.
    pub const fn since_epoch(self) -> Duration {
        Duration::from_secs(self.0)
    }

    /// `23:59`.
    pub fn clock(self) -> String {
        let minutes = self.0 % DAY / MINUTE;
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// `2024-02-29`: days since 1970 as a day of the Gregorian calendar, counted in eras of
    /// 400 years that begin in March.
    pub fn day(self) -> String {
        let days = self.0 / DAY + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        format!("{}-{month:02}-{day:02}", era * 400 + year + u64::from(month <= 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_written_as_people_do() {
        let at = |seconds: u64| Minute::after(Duration::from_secs(seconds), Duration::ZERO);
        let shown = |minute: Minute| format!("{} {}", minute.day(), minute.clock());
        assert_eq!(shown(at(0)), "1970-01-01 00:00");
        assert_eq!(shown(at(951_782_400)), "2000-02-29 00:00");
        assert_eq!(shown(at(1_709_251_141)), "2024-03-01 00:00");
        assert_eq!(shown(at(1_735_689_540)), "2024-12-31 23:59");
        assert_eq!(at(61).since_epoch(), Duration::from_secs(120));
        assert_eq!(Minute::after(Duration::from_secs(59), Duration::from_secs(2)), at(120));
    }
}
