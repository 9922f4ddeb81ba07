//! An instant on a page: by the clocks of a zone, in UTC, and for the script
//! that adds the reader's own clock.

use kernel::{Locale, Timestamp, Zone};

/// An instant in words.
pub(super) struct Moment {
    /// By the clocks of the zone: `Monday, 30 September 2024, 00:00`.
    pub(super) local: String,
    /// The zone by its IANA name.
    pub(super) zone: String,
    /// In UTC: `29 Sep 16:00`.
    pub(super) utc: String,
    /// For machines (RFC 3339).
    pub(super) iso: String,
}

impl Moment {
    pub(super) fn new(at: Timestamp, zone: &Zone, locale: Locale) -> Self {
        let local = at.in_zone(zone);
        let utc = at.to_jiff().strftime("%H:%M").to_string();
        let utc_day = local_date_utc(at);
        let comma = match locale {
            Locale::En => ", ",
            Locale::Zh => " ",
        };
        Self {
            local: format!("{}{comma}{}", ui::long_date(local.date(), locale), local.strftime("%H:%M")),
            zone: zone.to_string(),
            utc: format!("{} {utc}", ui::short_date(utc_day, locale)),
            iso: at.to_rfc3339(),
        }
    }
}

fn local_date_utc(at: Timestamp) -> jiff::civil::Date {
    at.to_jiff().to_zoned_datetime(jiff::tz::TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_shown_by_both_clocks() {
        let at: Timestamp = "2024-09-29T16:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
        let zone = Zone::parse("Asia/Shanghai").unwrap();
        let moment = Moment::new(at, &zone, Locale::En);
        assert_eq!(moment.local, "Monday, 30 September 2024, 00:00");
        assert_eq!((moment.utc.as_str(), moment.iso.as_str()), ("29 Sep 16:00", "2024-09-29T16:00:00Z"));
        assert_eq!(Moment::new(at, &zone, Locale::Zh).local, "2024年9月30日 星期一 00:00");
    }
}
